"""Measuring the program against annotated text.

`gold` reads sentences with the edits they need, `gold_names` and `marked` passages with their names; `clean`,
`entities` and `terms` each score a task, `report` tells of it.
"""

from annotate.evaluate.clean import Score, score
from annotate.evaluate.gold import GoldDocument, parse_gold, read_gold

__all__ = ["GoldDocument", "Score", "parse_gold", "read_gold", "score"]
