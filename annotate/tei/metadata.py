"""What a header can say of a text: metadata in the form that comes back from an edition unchanged."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from typing import Any

from annotate.model import Metadata
from annotate.tei.layout import has_visible

UNKNOWN = "unknown"
TRANSLATION, EDITING = "translation", "responsibility for the edition"
"""What people are said to have done."""
SOURCE = "source"
"""What the id of the source's description ends with."""
DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")

_ADDRESS = re.compile(r"https?://[!-~]+")


def address(text: str | None) -> str | None:
    """`text` when it can stand in an attribute that takes addresses."""
    return text if text and _ADDRESS.fullmatch(text) else None


def told(metadata: Metadata) -> Metadata:
    """`metadata` in which words with nothing to see, and the word "unknown", count as not told.

    What is no address of a licence belongs to the licence's words.
    """
    values: dict[str, Any] = {each.name: getattr(metadata, each.name) for each in fields(metadata)}
    kept = {name: text.strip() for name, text in values.items() if text and has_visible(text)}
    plain = Metadata(**{name: text for name, text in kept.items() if text != UNKNOWN})
    url = address(plain.licence_url)
    words = [plain.licence, None if url else plain.licence_url]
    licence = " ".join(word for word in words if word)
    return replace(plain, licence=None if licence == url else licence or None, licence_url=url)
