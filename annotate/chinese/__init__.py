"""The stage that makes Chinese terms: runs of Han characters with script, pinyin, senses and partner."""

from __future__ import annotations

from annotate.chinese.dictionary import CREDIT, Dictionary, load_dictionary
from annotate.chinese.kinds import kinds
from annotate.chinese.stage import tag_terms

__all__ = ["CREDIT", "Dictionary", "kinds", "load_dictionary", "tag_terms"]
