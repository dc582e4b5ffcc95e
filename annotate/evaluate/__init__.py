"""Measuring the program against annotated text. One file reads it, and one file a task scores it."""

from annotate.evaluate.clean import Score, score
from annotate.evaluate.gold import GoldDocument, parse_gold, read_gold

__all__ = ["GoldDocument", "Score", "parse_gold", "read_gold", "score"]
