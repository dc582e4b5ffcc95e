"""What an edition refers to by id: entities, terms, rules, and names that are still open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from annotate.errors import EditionError
from annotate.model import Document, Edit, Entity, EntityType, Mention, Rule, Term
from annotate.tei.elements import Scribe

NAME_TAGS = {EntityType.PERSON: "persName", EntityType.ORGANIZATION: "orgName", EntityType.PLACE: "placeName"}

Entry: TypeAlias = tuple[str, str, str, str, tuple[str, ...], str | None, str]


def entry_of(term: Term) -> Entry:
    """What makes a term an entry of its own: what it looks like, how it is read and what it means."""
    return term.surface, term.script, term.pinyin, term.gloss, term.senses, term.entity, term.note


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The ids of one edition."""

    scribe: Scribe
    entities: Mapping[str, Entity]
    entries: Mapping[Entry, str]
    occurrences: Mapping[Term, str]
    """Ids of the terms in the text; only those with a partner need one."""
    open_names: Mapping[Mention, str]
    """Ids of the names that fit several entities."""
    rules: Mapping[str, Rule]
    """The rules that the edits name, by name."""

    def name_tag(self, mention: Mention) -> str:
        """The element that marks a mention."""
        return NAME_TAGS[self.entities[mention.entity].type]

    def rule_refs(self, edit: Edit) -> str:
        """Pointers to the rules behind an edit."""
        return self.scribe.ref(*(f"rule.{name}" for name in edit.rule.split()))


def catalogue_of(document: Document, rules: Mapping[str, Rule], scribe: Scribe) -> Catalogue:
    """Give an id to everything in `document` that another part of the edition points at.

    Raises EditionError for an edit whose rule is not among `rules`, and for a name of an unknown entity.
    """
    terms = sorted(document.terms, key=lambda term: term.span)
    mentions = sorted(document.mentions, key=lambda mention: mention.span)
    entries = dict.fromkeys(entry_of(term) for term in terms)
    paired = dict.fromkeys(term for term in terms if term.partner)
    unsure = dict.fromkeys(mention for mention in mentions if mention.candidates)
    return Catalogue(
        scribe,
        entities_named(document),
        {entry: f"term.{at}" for at, entry in enumerate(entries, 1)},
        {term: f"t{at}" for at, term in enumerate(paired, 1)},
        {mention: f"n{at}" for at, mention in enumerate(unsure, 1)},
        _rules_named(document.edits, rules),
    )


def entities_named(document: Document) -> dict[str, Entity]:
    """The entities that a mention or a term names, in the document's order, by id.

    Raises EditionError for a name of an unknown entity.
    """
    named = {each for mention in document.mentions for each in (mention.entity, *mention.candidates)}
    named |= {term.entity for term in document.terms if term.entity}
    entities = {entity.id: entity for entity in document.entities if entity.id in named}
    for unknown in sorted(named - entities.keys()):
        raise EditionError(f"{document.id}: a name or a term points at {unknown!r}, which is no entity of the document")
    return entities


def _rules_named(edits: Iterable[Edit], rules: Mapping[str, Rule]) -> dict[str, Rule]:
    """The rules that `edits` name, by name, in alphabetical order."""
    names = sorted({name for edit in edits for name in edit.rule.split()})
    for unknown in (name for name in names if name not in rules):
        raise EditionError(f"an edit names the rule {unknown!r}, which the rule set does not know")
    return {name: rules[name] for name in names}
