"""The stages for Chinese: terms with script, pinyin, senses and partner, and the names in Chinese text."""

from __future__ import annotations

from annotate.chinese.dictionary import CREDIT, Dictionary, load_dictionary
from annotate.chinese.features import lexicon_of
from annotate.chinese.glossary import Glossary, read_glossary
from annotate.chinese.kinds import kinds
from annotate.chinese.names import tag_chinese
from annotate.chinese.romanize import spellings
from annotate.chinese.stage import tag_terms
from annotate.chinese.tagger import ChineseTagger

__all__ = [
    "CREDIT",
    "ChineseTagger",
    "Dictionary",
    "Glossary",
    "kinds",
    "lexicon_of",
    "load_dictionary",
    "read_glossary",
    "spellings",
    "tag_chinese",
    "tag_terms",
]
