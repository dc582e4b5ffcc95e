"""Many documents at once: find them, make each in a watched process, keep what was made, report on every one.

`sources` finds documents, `driver` decides which have to be made and keeps files and state, an `Engine` (`supervisor` on
this machine, `cluster` on many) makes them, `report` tells. Whatever the engine, the number of processes, the order and
the kills, the output folder is the same, byte for byte.
"""

from __future__ import annotations

from annotate.batch.annotator import factory_of
from annotate.batch.driver import Choice, Others, Plan, plan, run
from annotate.batch.items import Item
from annotate.batch.merging import merge
from annotate.batch.outcome import Outcome, Status, Summary
from annotate.batch.share import Share
from annotate.batch.sources import countable, documents_in, files_in
from annotate.batch.supervisor import Local
from annotate.batch.versions import versions_of
from annotate.batch.work import Engine, Factory, Limits

__all__ = [
    "Choice",
    "Engine",
    "Factory",
    "Item",
    "Limits",
    "Local",
    "Others",
    "Outcome",
    "Plan",
    "Share",
    "Status",
    "Summary",
    "countable",
    "documents_in",
    "factory_of",
    "files_in",
    "merge",
    "plan",
    "run",
    "versions_of",
]
