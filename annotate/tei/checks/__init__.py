"""All checks, in the order of the edition: the file, its ids and pointers, the text, the header.

A check stands beside the function that finds it, in the module of its subject: see `declare`.
"""

from __future__ import annotations

from annotate.tei.checks import (
    alignment,
    figures,
    file,
    header,
    language,
    links,
    repetition,
    text,
    tokens,
    typography,
)
from annotate.tei.checks.declare import Check

__all__ = ["CHECKS", "Check"]

CHECKS: tuple[Check, ...] = (
    *file.CHECKS,
    *links.CHECKS,
    *text.CHECKS,
    *tokens.CHECKS,
    *figures.CHECKS,
    *alignment.CHECKS,
    *language.CHECKS,
    *typography.CHECKS,
    *header.CHECKS,
    *repetition.CHECKS,
)
