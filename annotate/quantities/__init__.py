"""The stage that computes dates, amounts and numbers, in English and in Chinese."""

from __future__ import annotations

from annotate.quantities.stage import tag_quantities

__all__ = ["tag_quantities"]
