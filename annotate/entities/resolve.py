"""From names to entities: names that name the same are joined, and all their votes settle one type."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from annotate.entities.evidence import Evidence
from annotate.entities.gazetteer import Entry, Gazetteer
from annotate.entities.identity import Groups, Link, Types, known_names, spelled_alike
from annotate.entities.same_body import abbreviated, first_words, shorter_forms, without_country, without_place
from annotate.entities.same_person import inflected_names, initialled_names, longer_names, short_names
from annotate.entities.sightings import Sighting
from annotate.entities.surnames import is_surname_first
from annotate.entities.votes import ORGANIZATION, PERSON, PLACE, Ballot, Vote
from annotate.entities.words import JOINED
from annotate.identifiers import entity_id
from annotate.model import Entity, Form, Mention

SETTLED = 4.0
"""How much more must speak for another thing than for a person, that a name be nobody's surname: the state of Han."""
OF_FIRM = Vote(ORGANIZATION, 4, "the first word of a firm's name")
FULL_WORD = re.compile(r"(?<![\w.-])[^\W\d_][\w'’-]+(?!\.)")
"""A word of a name that is no initial."""
INHERITED = Vote(PERSON, 3, "part of a person's full name")


@dataclass(frozen=True, slots=True)
class Identity:
    """Who is who: the group of every settled name, and the groups that an open one may belong to."""

    groups: Groups
    forms: Mapping[str, Form]
    open: Mapping[str, tuple[str, ...]]
    explained: AbstractSet[str]
    """Initials of which the text itself says what they are short for; the gazetteer may know another."""

    def candidates(self, name: str) -> tuple[str, ...]:
        """The groups that `name` may belong to; one when it is settled."""
        return tuple(dict.fromkeys(map(self.groups.find, self.open.get(name, (name,)))))


def resolve(evidence: Evidence, gazetteer: Gazetteer) -> tuple[list[Mention], list[Entity]]:
    """The mentions of a text, their spans measuring the normalized text, and the entities they name."""
    identity = _identify(evidence, gazetteer)
    entities = _entities(evidence, identity, gazetteer)
    return [*_mentions(evidence, identity, entities)], [*entities.values()]


def _identify(evidence: Evidence, gazetteer: Gazetteer) -> Identity:
    """Join names, the surest findings first; short names last, for they need the full ones joined."""
    types, groups = evidence.types, Groups()
    forms: dict[str, Form] = {}
    explained = {link.name for link in evidence.links if link.form is Form.ACRONYM}
    for link in _links(evidence, types, explained, gazetteer):
        forms.setdefault(link.name, link.form)
        groups.join(link)
    return Identity(groups, forms, _shorten(evidence, types, groups, forms, gazetteer), explained)


def _links(evidence: Evidence, types: Types, explained: AbstractSet[str], gazetteer: Gazetteer) -> Iterator[Link]:
    """Which names name the same, short names of persons aside; a firm's first word is voted to be the firm's."""
    yield from evidence.links
    yield from known_names({name: kind for name, kind in types.items() if name not in explained}, gazetteer)
    yield from spelled_alike(types, gazetteer)
    yield from inflected_names(types)
    yield from longer_names(types)
    yield from initialled_names(types)
    told = {link.name for link in evidence.links}
    for link in shorter_forms(types, evidence.guessed, gazetteer):
        if link.name not in told:
            told.add(link.name)
            yield link
    yield from without_country(types, gazetteer)
    yield from abbreviated(types, gazetteer)
    yield from without_place(types)
    for link in first_words(types, evidence.guessed, gazetteer):
        if link.name not in told:
            evidence.ballots[link.name].cast(OF_FIRM)
            yield link


def _shorten(
    evidence: Evidence, types: Types, groups: Groups, forms: dict[str, Form], gazetteer: Gazetteer
) -> dict[str, tuple[str, ...]]:
    """Join short names with the full ones they stand for, noting their forms. Those that stay open, with these.

    What else somebody is called of whom only a short name is told stays open as that does.
    """
    open_names: dict[str, tuple[str, ...]] = {}
    joined = set(forms)
    aliases: defaultdict[str, list[str]] = defaultdict(list)
    for name in forms:
        aliases[groups.find(name)].append(name)
    full = {name: kind for name, kind in types.items() if _has_surname(name, forms.get(name), gazetteer)}
    settled = {name for name, ballot in evidence.ballots.items() if gazetteer.known(name) or _is_no_person(ballot)}
    for name, form, fulls in short_names(full, groups, settled):
        if name in joined:
            continue
        forms[name] = form
        if len(fulls) == 1:
            groups.join(Link(name, fulls[0], form, f"“{name}” is the {form} of {fulls[0]}"))
            evidence.ballots[name].cast(INHERITED)
        else:
            open_names |= dict.fromkeys((name, *aliases.get(groups.find(name), ())), tuple(fulls))
    return open_names


def _is_no_person(ballot: Ballot) -> bool:
    others = max(ballot.score(kind) for kind in (ORGANIZATION, PLACE, None))
    return others - ballot.score(PERSON) >= SETTLED


def _has_surname(name: str, form: Form | None, gazetteer: Gazetteer) -> bool:
    """Whether a full name may be shortened to its surname: an alias only where it is a name as well, Louis Cha."""
    if form is Form.ALIAS:
        known = gazetteer.known(name)
        is_known = known is not None and known.type is PERSON
        return is_known or is_surname_first(name) or name.split(maxsplit=1)[0] in gazetteer.lists.given
    return form is not Form.INFLECTED


def _entities(evidence: Evidence, identity: Identity, gazetteer: Gazetteer) -> dict[str, Entity]:
    """The entity of every group that has a type, in the order of the text."""
    spelled: dict[str, str] = {}
    for found in evidence.occurrences:
        spelled.setdefault(found.name, " ".join(found.span.of(evidence.text).split()))
    links: defaultdict[str, list[Link]] = defaultdict(list)
    for link in identity.groups.links:
        links[identity.groups.find(link.name)].append(link)
    entities: dict[str, Entity] = {}
    taken: set[str] = set()
    for group, names in _members(spelled, identity).items():
        ballot = Ballot()
        for name in names:
            ballot.merge(evidence.ballots[name])
        if ballot.winner is None:
            continue
        known = _known([name for name in names if name not in identity.explained], links[group], gazetteer)
        canonical = known.name if known else _canonical(group, names, spelled, identity.forms)
        entities[group] = Entity(
            id=(name := entity_id(ballot.winner, (known and known.id) or canonical, taken)),
            type=ballot.winner,
            canonical=canonical,
            aliases=tuple(spelled[name] for name in names if spelled[name] != canonical),
            why=". ".join((ballot.why(), *dict.fromkeys(link.reason for link in links[group]))),
            chinese=known.chinese if known else None,
        )
        taken.add(name)
    return entities


def _members(names: Iterable[str], identity: Identity) -> dict[str, list[str]]:
    """The settled names of every group."""
    members: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        if name not in identity.open:
            members[identity.groups.find(name)].append(name)
    return members


def _known(names: list[str], links: list[Link], gazetteer: Gazetteer) -> Entry | None:
    """The gazetteer's entry for a group, by one of its names or by what one is linked to."""
    for name in (*names, *(link.other for link in links)):
        if entry := gazetteer.known(name):
            return entry
    return None


def _canonical(group: str, names: list[str], spelled: Mapping[str, str], forms: Mapping[str, Form]) -> str:
    """The fullest name of a group as the text spells it: without an ending, and not in capitals, where it has such."""
    full = [name for name in names if forms.get(name, Form.FULL) == Form.FULL]
    if not full:
        return group
    return spelled[max(full, key=lambda name: (len(FULL_WORD.findall(name)), name.count(" "), not name.isupper()))]


def _mentions(evidence: Evidence, identity: Identity, entities: Mapping[str, Entity]) -> Iterator[Mention]:
    """One mention for each occurrence of an entity; an open one goes to whom the text introduced first.

    That is who a text calls by the surname alone: by it 19 in 20 names of GUM stand in their group, by whom it named
    last fewer.
    """
    introduced: dict[str, int] = {}
    for found in evidence.occurrences:
        groups = [group for group in identity.candidates(found.name) if group in entities]
        if not groups or _is_half(evidence.text, found, entities[groups[0]]):
            continue
        groups.sort(key=lambda group: introduced.get(group, len(evidence.text)))
        ids = tuple(entities[group].id for group in groups)
        if len(ids) == 1:
            introduced.setdefault(groups[0], found.span.start)
        yield Mention(
            span=found.span,
            surface=found.span.of(evidence.text),
            entity=ids[0],
            form=identity.forms.get(found.name, Form.FULL),
            candidates=ids if len(ids) > 1 else (),
        )


def _is_half(text: str, found: Sighting, entity: Entity) -> bool:
    """Whether a hyphen joins the name to more: Lin Yi is not Lin Yi-shih. Xiaomi-backed does name Xiaomi."""
    if entity.type == PERSON and re.fullmatch(r"\w[-‑]", text[max(0, found.span.start - 2) : found.span.start]):
        return True
    return bool(re.match(r"[-‑][a-z]", text[found.span.end : found.span.end + 2])) and not JOINED.match(
        text, found.span.end
    )


def drop_unnamed(mentions: Iterable[Mention], entities: Iterable[Entity]) -> list[Entity]:
    """The entities that some mention names or may name."""
    named = {name for mention in mentions for name in (mention.entity, *mention.candidates)}
    return [entity for entity in entities if entity.id in named]
