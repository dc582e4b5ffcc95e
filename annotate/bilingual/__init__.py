"""What the two languages of a text say about the same names."""

from __future__ import annotations

from annotate.bilingual.identity import join_languages

__all__ = ["join_languages"]
