"""Whom a text calls by the surname of somebody else, whose kin they are: Tan Wei's father, Mr Tan."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from annotate.identifiers import entity_id
from annotate.model import Entity, EntityType, Form, Mention

_KIN = (
    "father|mother|parents|brother|sister|son|daughter|uncle|aunt|cousin|nephew|niece|grandfather|grandmother|grandson"
    "|granddaughter|wife|husband|widow|widower|twin"
)
KIN_OF = re.compile(
    rf"['’]s (?:(?:late|elder|older|younger|eldest|youngest|only|twin|first|second|own) )*(?:{_KIN})(?:-in-law)?,? "
    r"(?:the late |the elder |the younger )?(?:(?:Mr|Mrs|Ms|Miss|Mdm|Madam|Dr)\.? )?"
)
"""What stands between somebody's name and the surname of their kin."""
KIN_OF_HIS = re.compile(
    rf"\b(?:[Hh]is|[Hh]er|[Mm]y) (?:\w+ )?(?:{_KIN})(?:-in-law)?, (?:the late )?(?:Mr|Mrs|Ms|Miss|Mdm|Madam|Dr)\.? $"
)
LONG_BEFORE = 50
"""Characters before the surname that this takes: Her brother, Mr Gu."""


def part_kin(text: str, mentions: Sequence[Mention], entities: Iterable[Entity]) -> tuple[list[Mention], list[Entity]]:
    """The mentions and entities of a text, with persons of their own for kin who are named by the surname alone.

    The mentions are in the order of the text. Further mentions of the surname stay what they are: nothing tells whose.
    """
    known = {entity.id: entity for entity in entities}
    parted: list[Mention] = []
    for before, mention in zip((None, *mentions), mentions, strict=False):
        start = _kin_from(text, before, mention, known) if before else None
        if start is not None:
            name = entity_id(EntityType.PERSON, mention.surface, known)
            phrase = " ".join(text[start : mention.span.end].split())
            known[name] = Entity(name, EntityType.PERSON, mention.surface, why=f"“{phrase}” says whose kin it is")
            parted.append(replace(mention, entity=name, form=Form.FULL, candidates=()))
        else:
            parted.append(mention)
    return parted, [*known.values()]


def _kin_from(text: str, before: Mention, mention: Mention, known: Mapping[str, Entity]) -> int | None:
    """Where the words begin that tell that a mention, which was taken for the one before it, is of their kin."""
    is_one = before.entity == mention.entity and known[mention.entity].type is EntityType.PERSON
    if not is_one or not (mention.form is Form.SURNAME or mention.surface == before.surface):
        return None
    start = mention.span.start
    if KIN_OF.fullmatch(text, before.span.end, start):
        return before.span.start
    of_his = KIN_OF_HIS.search(text, max(0, start - LONG_BEFORE), start)
    return of_his.start() if of_his else None
