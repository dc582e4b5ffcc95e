"""What cleaning changes, as a unified diff."""

from __future__ import annotations

import re
from difflib import unified_diff

from annotate.model import Document


def to_diff(document: Document) -> str:
    """A unified diff from the source to the normalized text; empty when nothing changes."""
    before, after = _lines(document.source), _lines(document.normalized)
    lines = unified_diff(before, after, f"{document.id} (source)", f"{document.id} (normalized)", n=0)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _lines(text: str) -> list[str]:
    """Lines as `patch` counts them: a line feed ends one, a form feed or a line separator does not."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)
