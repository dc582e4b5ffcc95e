"""What each stage costs, and what plain spaCy costs on the same text, in one process, document by document in turn.

CPU time is what counts: it hardly changes when other programs use the machine.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from resource import RUSAGE_SELF, getpagesize, getrusage
from typing import TypeVar

from annotate.config import Config
from annotate.entities.recogniser import Guess
from annotate.entities.spacy_model import PINNED, UNUSED
from annotate.entities.tagger import Tagger, load_tagger
from annotate.model import Document, Software
from annotate.normalize import rules_by_name
from annotate.pipeline import Pipeline, annotating
from annotate.readers.plain import read_plain
from annotate.readers.raw import decode
from annotate.tei.document import serialize
from annotate.tei.edition import prove, to_tei

BARE = "bare spaCy"
"""tok2vec and ner of the pinned model, as spaCy loads and runs them, a document at a time."""
TAGGER = "its tagger alone"
"""What recognises English names, on the same text."""
AROUND = ("tag_entities", "tag_terms", "join_languages", "tag_chinese", "tag_quantities")
"""The stages that make entities, terms and dates, the tagger's own work included."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a stage costs."""

    stage: str
    cpu_ms: float
    """Milliseconds of CPU time a document."""
    words_per_second: float
    """Of CPU time."""


@dataclass(frozen=True, slots=True)
class Stages:
    """What the pipeline costs, stage by stage."""

    documents: int
    words: int
    load_cpu_s: float
    """Seconds of CPU time that loading the models takes."""
    costs: tuple[Cost, ...]
    whole: Cost
    bare: Cost
    tagger: Cost
    rss_mb: float
    """Resident memory of the process that ran both, at its highest."""

    @property
    def ratio(self) -> float:
        """Words per second of the whole pipeline by those of bare spaCy."""
        return self.whole.words_per_second / self.bare.words_per_second

    @property
    def around(self) -> float:
        """What resolving names, terms and dates cost together, as a share of the tagger's own time."""
        return self._around_ms / self.tagger.cpu_ms

    @property
    def around_bare(self) -> float:
        """The same as a share of what bare spaCy takes, whose tagger is another."""
        return self._around_ms / self.bare.cpu_ms

    @property
    def _around_ms(self) -> float:
        return sum(cost.cpu_ms for cost in self.costs if cost.stage in AROUND) - self.tagger.cpu_ms


class _Clock:
    """Adds up the CPU time of each stage."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)

    def __call__(self, stage: str, work: Callable[[], T]) -> T:
        before = time.process_time()
        result = work()
        self.spent[stage] += time.process_time() - before
        return result


def measure_stages(texts: Sequence[str], config: Config | None = None) -> Stages:
    """Run every text through the pipeline and through bare spaCy, the first one twice, to warm up."""
    import spacy

    before = time.process_time()
    pipeline = annotating(config)
    load = time.process_time() - before
    bare = spacy.load(PINNED, exclude=UNUSED)
    tagger = load_tagger(config.model if config else None)
    clock = _Clock()
    for number, text in enumerate((texts[0], *texts)):
        if number == 1:
            clock = _Clock()
        _whole(text, f"d{number}", pipeline, clock)
        clock(TAGGER, partial(_tagged, tagger, text))
        clock(BARE, partial(bare, text))
    words = sum(len(text.split()) for text in texts)
    costs = {stage: _cost(stage, spent, len(texts), words) for stage, spent in clock.spent.items()}
    alone, inner = costs.pop(BARE), costs.pop(TAGGER)
    whole = _cost("whole pipeline", sum(clock.spent[stage] for stage in costs), len(texts), words)
    peak = getrusage(RUSAGE_SELF).ru_maxrss / 1024
    return Stages(len(texts), words, load, tuple(costs.values()), whole, alone, inner, peak)


def _whole(text: str, name: str, pipeline: Pipeline, clock: _Clock) -> None:
    """One document all the way: read, annotated, written, validated."""
    document = clock("read", partial(_read, text.encode(), name))
    for stage, function in pipeline.named:
        document = clock(stage, partial(function, document))
    edition = clock("write TEI", partial(_written, document, pipeline.software))
    findings = clock("validate", partial(prove, edition, document))
    if findings:
        raise ValueError(f"the edition of {name} is not valid: {findings[0]}")


def _tagged(tagger: Tagger, text: str) -> list[list[Guess]]:
    return list(tagger.tag([text]))


def _read(data: bytes, name: str) -> Document:
    (document,) = read_plain(decode(data, f"{name}.txt"))
    return document


def _written(document: Document, software: Software) -> bytes:
    return serialize(to_tei(document, rules=rules_by_name(), software=software))


def _cost(stage: str, spent: float, documents: int, words: int) -> Cost:
    return Cost(stage, 1000 * spent / documents, words / spent if spent else float("inf"))


def resident_mb(pid: int | str = "self") -> float:
    """Megabytes resident in a process; Linux only."""
    return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * getpagesize() / (1 << 20)
