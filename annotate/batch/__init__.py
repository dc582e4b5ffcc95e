"""Many documents at once: find them, annotate each, write an edition each, report on every one."""

from __future__ import annotations

from annotate.batch.engine import run
from annotate.batch.outcome import Outcome, Summary
from annotate.batch.sources import documents_in
from annotate.batch.writing import write_whole

__all__ = ["Outcome", "Summary", "documents_in", "run", "write_whole"]
