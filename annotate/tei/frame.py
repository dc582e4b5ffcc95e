"""Where the header of somebody else's TEI file has room for what we add."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotate.errors import EditionError
from annotate.tei.elements import TEI
from annotate.tei.tags import Tag

_NEEDED = ("teiHeader", "fileDesc", "titleStmt", "text")


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the parts of the header end and the text begins, in bytes; None for a part that the file lacks."""

    title: int
    file: int
    encoding: int | None
    profile: int | None
    languages: int | None
    """End of a langUsage that lists languages."""
    revisions: int | None
    """Beginning of a revisionDesc that lists changes."""
    has_revisions: bool
    header: int
    text: int
    declared: frozenset[str]
    """The languages of langUsage."""


def frame_of(tags: Sequence[Tag], name: str) -> Frame:
    """The frame of a file. Raises EditionError when it has no header and text, or has our mark-up already."""
    first: dict[str, Tag] = {}
    for tag in tags:
        first.setdefault(tag.name, tag)
        if tag.attributes.get("xml:id", "").startswith("annotate."):
            raise EditionError(f"{name}: has our mark-up already; take it out with `annotate strip` first")
    for needed in _NEEDED:
        if needed not in first:
            raise EditionError(f"{name}: has no <{needed}> of the namespace {TEI}; this is no whole TEI file")
    return _frame(tags, first)


def _frame(tags: Sequence[Tag], first: dict[str, Tag]) -> Frame:
    def end_of(name: str) -> int | None:
        tag = first.get(name)
        return tag.closing if tag and tag.closing < tag.end else None

    changes = [tag for tag in tags if tag.name == "change" and tag.parent is first.get("revisionDesc")]
    languages = [tag for tag in tags if tag.name == "language" and tag.parent is first.get("langUsage")]
    return Frame(
        first["titleStmt"].closing,
        first["fileDesc"].end,
        end_of("encodingDesc"),
        end_of("profileDesc"),
        end_of("langUsage") if languages else None,
        first["revisionDesc"].content if changes else None,
        "revisionDesc" in first,
        first["teiHeader"].closing,
        first["text"].start,
        frozenset(tag.attributes.get("ident", "") for tag in languages),
    )
