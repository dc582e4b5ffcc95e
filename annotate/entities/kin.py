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


def part_kin(text: str, mentions: Sequence[Mention], entities: Iterable[Entity]) -> tuple[list[Mention], list[Entity]]:
    """The mentions and entities of a text, with persons of their own for kin who are named by the surname alone.

    The mentions are in the order of the text. Further mentions of the surname stay what they are: nothing tells whose.
    """
    known = {entity.id: entity for entity in entities}
    parted: list[Mention] = []
    for before, mention in zip((None, *mentions), mentions, strict=False):
        if before and _is_kin(text, before, mention, known):
            name = entity_id(EntityType.PERSON, mention.surface, known)
            phrase = " ".join(text[before.span.start : mention.span.end].split())
            known[name] = Entity(name, EntityType.PERSON, mention.surface, why=f"“{phrase}” says whose kin it is")
            parted.append(replace(mention, entity=name, form=Form.FULL, candidates=()))
        else:
            parted.append(mention)
    return parted, [*known.values()]


def _is_kin(text: str, before: Mention, mention: Mention, known: Mapping[str, Entity]) -> bool:
    """Whether a mention that was taken for the one before it is of their kin."""
    is_one = before.entity == mention.entity and known[mention.entity].type is EntityType.PERSON
    is_short = mention.form is Form.SURNAME or mention.surface == before.surface
    return is_one and is_short and KIN_OF.fullmatch(text, before.span.end, mention.span.start) is not None
