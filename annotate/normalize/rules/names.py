"""Names with foreign case endings and foreign spellings, held against a table and against the rest of the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from annotate.normalize.context import LanguageModel
from annotate.normalize.profile import Name, Profile
from annotate.normalize.proposal import Place, Proposal, Words, bare_name
from annotate.normalize.rules.places import places_declined
from annotate.normalize.rules.registered import registered
from annotate.normalize.rules.slavic import bases, inflected, is_plainly_written, respelt, unmarked
from annotate.normalize.tokens import Token

ENDINGS = ("owi", "iem", "ego", "emu", "ów", "em", "om", "ie", "a", "u", "y", "ą", "ę")
"""Endings of Slavic cases on foreign names, longest first."""
OWN_FEMININE = re.compile(r"(?:ov|ev|in|sk|ck)$")
"""Stems to which -a makes the name of a woman, not a case."""


def name_inflected(words: Words, model: LanguageModel) -> Iterator[Proposal]:
    """A name with a case ending: Lei Juna beside Lei Jun, Czarnka for Czarnek.

    The base form stands in the same document, at least as often, or in a table or the register of a profile that the
    text belongs to: `-a` alone proves nothing, since most names with it are good names.
    """
    yield from _pairs_beside_their_base(words, model)
    yield from (sighting.proposal("name-inflected") for sighting in _sightings(words, model) if not sighting.is_respelt)
    if any(profile.names for profile in words.profiles):
        yield from _single_beside_their_base(words, model)
    yield from (proposal for proposal in registered(words, model) if proposal.rule == "name-inflected")
    yield from places_declined(words, model)


def name_respelt(words: Words, model: LanguageModel) -> Iterator[Proposal]:
    """A known name as English would spell or translate it: Simon Holownia for Szymon Hołownia."""
    yield from (sighting.proposal("name-respelt") for sighting in _sightings(words, model) if sighting.is_respelt)
    yield from (proposal for proposal in registered(words, model) if proposal.rule == "name-respelt")


@dataclass(frozen=True, slots=True)
class _Sighting:
    """A damaged form of a name in a table, and the name."""

    start: int
    end: int
    found: str
    meant: str
    is_respelt: bool

    def proposal(self, rule: str) -> Proposal:
        what = "is another spelling or translation" if self.is_respelt else "has a Slavic case ending"
        why = f"“{self.found}” {what}; the table of names has “{self.meant}”, and the text names others of its kind."
        return Proposal(self.start, self.end, self.meant, rule, why)


def _sightings(words: Words, model: LanguageModel) -> Iterator[_Sighting]:
    for profile in words.profiles:
        for table in (profile.names, profile.inflections, profile.respellings):
            for form in table.keys() & words.names.keys():
                for where in words.names[form]:
                    sighting = _sighting(table[form], where, profile, words, model)
                    if sighting and not is_plainly_written(sighting.found, sighting.meant):
                        yield sighting


def _sighting(
    names: tuple[Name, ...], where: Place, profile: Profile, words: Words, model: LanguageModel
) -> _Sighting | None:
    """The name that stands here, with the given name before it; None when several may be meant, or no name is."""
    sentence, place = words.sentences[where[0]], where[1]
    token = sentence[place]
    surface = bare_name(token)
    before = _given_before(sentence, place)
    matches = [name for name in names if before and _is_given(before.text, name, profile)]
    name = matches[0] if matches else names[0]
    if not matches and (
        len({name.surname for name in names}) > 1 or not _may_stand_alone(surface, name, profile, words, model)
    ):
        return None
    is_respelt = surface not in {name.surname, *inflected(name.surname)}
    if before and matches:
        is_respelt = is_respelt or before.text not in {name.given, *inflected(name.given)}
        start, meant = before.start, f"{name.given} {name.surname}"
    else:
        start, meant = token.start, name.surname
    end = token.start + len(surface)
    return _Sighting(start, end, words.source[start:end], meant, is_respelt)


def _given_before(sentence: list[Token], place: int) -> Token | None:
    """The capitalised word with one space after it that stands before a name."""
    before = sentence[place - 1] if place else None
    return before if before and before.text[0].isupper() and before.end + 1 == sentence[place].start else None


def _is_given(text: str, name: Name, profile: Profile) -> bool:
    """Whether a word is the given name, or what translation makes of it."""
    given = name.given
    return bool(given) and (
        text in {given, unmarked(given), *name.otherwise}
        or profile.given.get(text) == given
        or text in inflected(given)
        or text in respelt(given)
        or any(text in inflected(other) for other in name.otherwise)
    )


def _may_stand_alone(surface: str, name: Name, profile: Profile, words: Words, model: LanguageModel) -> bool:
    """Whether a form tells its name without the given name: no ordinary word, and not just without its marks.

    A text that writes no marks at all is no damaged one, unless it translates the given name elsewhere.
    """
    if model.count(surface.lower()) > max(2, model.count(name.surname.lower())):
        return False
    if model.knows(surface.lower()) and unmarked(surface) not in _spellings(name.surname):
        return False  # a word that only translation makes of the name: Borys Booth
    if surface != unmarked(name.surname) or any(letter in words.source for letter in "ąęłńśźż"):
        return True
    return any(original == name.given and english in words.names for english, original in profile.given.items())


def _spellings(surname: str) -> set[str]:
    """What a surname's own letters may become, in plain letters."""
    return {unmarked(form) for form in (surname, *inflected(surname), *respelt(surname))}


def _pairs_beside_their_base(words: Words, model: LanguageModel) -> Iterator[Proposal]:
    pairs = [
        (sentence[place], sentence[place + 1])
        for form in words.names
        for number, place in words.names[form]
        if place + 1 < len(sentence := words.sentences[number])
        and sentence[place + 1].text[0].isupper()
        and sentence[place + 1].start == sentence[place].end + 1
    ]
    counts = Counter((given.text, bare_name(family)) for given, family in pairs)
    for given, family in pairs:
        surface = bare_name(family)
        base = next((surface.removesuffix(end) for end in ENDINGS if surface.endswith(end)), surface)
        is_attested = counts[given.text, base] >= counts[given.text, surface]
        if base != surface and len(base) > 1 and is_attested and not model.knows(surface.lower()):
            yield Proposal(
                given.start,
                family.start + len(surface),
                words.source[given.start : family.start] + base,
                "name-inflected",
                f"“{given.text} {base}” stands elsewhere in this text;"
                f" “-{surface[len(base) :]}” is a Slavic case ending.",
            )


def _single_beside_their_base(words: Words, model: LanguageModel) -> Iterator[Proposal]:
    """Single names whose base form stands in the same text: Tyszki beside Tyszka."""
    tables = [table for profile in words.profiles for table in profile.of_people]
    for form, places in words.names.items():
        if len(form) < 4 or model.knows(form.lower()) or form.isupper() or any(form in table for table in tables):
            continue
        base = next((base for base in bases(form) if len(words.names.get(base, ())) > len(places)), None)
        if base is None or (form == base + "a" and OWN_FEMININE.search(base)):
            continue
        for number, place in places:
            token = words.sentences[number][place]
            why = f"“{base}” stands elsewhere in this text; “{form}” is a form of it in a Slavic language."
            yield Proposal(token.start, token.start + len(form), base, "name-inflected", why)
