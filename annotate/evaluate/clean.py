"""How well cleaning does on annotated text.

An annotated edit is *met* when, over the smallest stretch of whole words that holds it and every applied edit touching
it, the cleaned text reads as annotated; optional edits may or may not be made. An applied edit that meets nothing is a
*false change*; one that makes an optional edit is neither right nor wrong and counts nowhere.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from time import perf_counter
from typing import TypeVar

from annotate.evaluate.gold import GoldDocument, GoldEdit, GoldSentence
from annotate.model import Certainty, Document, Edit
from annotate.readers import from_text

MOST_OPTIONAL = 4
"""Optional edits of one stretch that are tried together."""
TOLERANCE = 0.05
"""How far the share of right edits may lie from the stated probability."""
PER = 10_000
"""Words for which harm is stated."""

Item = TypeVar("Item")


class Verdict(StrEnum):
    """What an edit is worth."""

    RIGHT = "right"
    NEUTRAL = "neutral"
    FALSE = "false"


@dataclass(frozen=True, slots=True)
class Wanted:
    """An annotated edit, and what became of it."""

    sentence: GoldSentence
    edit: GoldEdit
    is_met: bool
    is_found: bool
    """Whether any edit touches the place, be it only a suggestion."""


@dataclass(frozen=True, slots=True)
class Offered:
    """An edit the program made or suggested, and what it is worth.

    An applied edit is judged among all applied ones, a suggestion as if it alone were accepted besides.
    """

    sentence: GoldSentence
    edit: Edit
    start: int
    """Code point of the sentence at which the edit begins."""
    verdict: Verdict

    @property
    def is_false(self) -> bool:
        """Whether it is an applied edit that meets nothing."""
        return self.edit.applied and self.verdict is Verdict.FALSE


@dataclass(frozen=True, slots=True)
class Band:
    """The edits of one certainty: whether they are right as often as they say."""

    edits: int
    """Right and false ones, applied or suggested."""
    stated: float
    """Mean of the probabilities they carry."""
    right: float
    """Share of them that is right."""

    @property
    def is_true(self) -> bool:
        """Whether the two agree within TOLERANCE."""
        return abs(self.stated - self.right) <= TOLERANCE

    @property
    def error(self) -> float:
        """Standard error of the share: how far chance alone may move it."""
        return math.sqrt(self.right * (1 - self.right) / self.edits) if self.edits else 0.0


@dataclass(frozen=True, slots=True)
class Score:
    """What became of every annotated edit, what every edit is worth, and what it took."""

    documents: tuple[GoldDocument, ...]
    wanted: tuple[Wanted, ...]
    offered: tuple[Offered, ...]
    again: tuple[str, ...]
    """Ids of the documents whose cleaned text would be changed once more."""
    seconds: float
    """Time spent cleaning, models already loaded."""

    @property
    def precision(self) -> float:
        """Share of right edits among the applied ones, neutral ones left out."""
        return _share(self.applied(Verdict.RIGHT), self.applied(Verdict.RIGHT) + self.applied(Verdict.FALSE))

    @property
    def recall(self) -> float:
        """Share of annotated edits that are met."""
        return _share(sum(wanted.is_met for wanted in self.wanted), len(self.wanted))

    @property
    def f05(self) -> float:
        """The F measure that weighs precision twice as much as recall."""
        return 1.25 * self.precision * self.recall / max(1e-9, 0.25 * self.precision + self.recall)

    @property
    def sure_recall(self) -> float:
        """Share of the edits annotators were sure of that are met."""
        sure = [wanted for wanted in self.wanted if wanted.edit.certainty == Certainty.HIGH]
        return _share(sum(wanted.is_met for wanted in sure), len(sure))

    @property
    def found(self) -> float:
        """Share of annotated edits whose place any edit touches, applied or suggested."""
        return _share(sum(wanted.is_found for wanted in self.wanted), len(self.wanted))

    @property
    def sentences(self) -> Iterator[GoldSentence]:
        """All annotated sentences."""
        return (sentence for document in self.documents for sentence in document.sentences)

    @property
    def words(self) -> int:
        """Words of all sentences."""
        return sum(sentence.words for sentence in self.sentences)

    @property
    def control_words(self) -> int:
        """Words of the controls."""
        return sum(sentence.words for sentence in self.sentences if sentence.is_control)

    @property
    def control_alarms(self) -> int:
        """False changes in the controls."""
        return sum(offered.is_false and offered.sentence.is_control for offered in self.offered)

    @property
    def harm(self) -> float:
        """False changes in 10,000 words."""
        return PER * _share(self.applied(Verdict.FALSE), self.words)

    @property
    def control_harm(self) -> float:
        """False changes in 10,000 words of the controls."""
        return PER * _share(self.control_alarms, self.control_words)

    @property
    def idempotence(self) -> float:
        """Share of documents whose cleaned text gets no further edit."""
        return 1 - _share(len(self.again), len(self.documents))

    @property
    def words_per_second(self) -> float:
        """Speed of cleaning, models already loaded."""
        return self.words / self.seconds if self.seconds else 0.0

    def applied(self, verdict: Verdict) -> int:
        """Number of applied edits that are worth this."""
        return sum(offered.edit.applied and offered.verdict is verdict for offered in self.offered)

    def kinds(self) -> dict[str, tuple[int, int]]:
        """For each kind of annotated edit, in alphabetical order: how many are met, of how many."""
        met, all_ = Counter(w.edit.kind for w in self.wanted if w.is_met), Counter(w.edit.kind for w in self.wanted)
        return {kind: (met[kind], all_[kind]) for kind in sorted(all_)}

    def bands(self) -> dict[Certainty, Band]:
        """Whether the edits of each certainty, applied or suggested, are right as often as they say."""
        judged = [offered for offered in self.offered if offered.verdict is not Verdict.NEUTRAL]
        return {band: _band([o for o in judged if o.edit.certainty is band]) for band in Certainty}

    def misses(self) -> dict[str, list[Wanted]]:
        """The annotated edits that are not met, by kind, the commonest kind first."""
        return _grouped((w.edit.kind, w) for w in self.wanted if not w.is_met)

    def false_changes(self) -> dict[str, list[Offered]]:
        """The applied edits that meet nothing, by rule, the commonest rule first."""
        return _grouped((offered.edit.rule, offered) for offered in self.offered if offered.is_false)


def score(documents: Sequence[GoldDocument], clean: Callable[[Document], Document]) -> Score:
    """Clean each document, and its cleaned text once more, and judge every edit."""
    wanted: list[Wanted] = []
    offered: list[Offered] = []
    again: list[str] = []
    seconds = 0.0
    for gold in documents:
        document = from_text(gold.text, id=gold.id)
        began = perf_counter()
        cleaned = clean(document)
        seconds += perf_counter() - began
        for at, sentence in gold.placed():
            new_wanted, new_offered = _judge(sentence, at, cleaned.edits)
            wanted += new_wanted
            offered += new_offered
        if cleaned.applied and clean(from_text(cleaned.normalized, id=gold.id)).applied:
            again.append(gold.id)
    return Score(tuple(documents), tuple(wanted), tuple(offered), tuple(again), seconds)


def _judge(sentence: GoldSentence, at: int, edits: Iterable[Edit]) -> tuple[list[Wanted], list[Offered]]:
    """What became of the edits annotated in a sentence, and what those offered in it are worth.

    `at` is the code point of the document at which the sentence begins.
    """
    end = at + len(sentence.source)
    here = [edit for edit in edits if at <= edit.span.start and edit.span.end <= end]
    placed = [GoldEdit(edit.span.start - at, edit.span.end - at, edit.replacement) for edit in here]
    applied = [place for place, edit in zip(placed, here, strict=True) if edit.applied]
    met, verdicts = match(sentence, applied)
    wanted = [
        Wanted(sentence, edit, number in met, any(_touches(edit, place) for place in placed))
        for number, edit in enumerate(sentence.edits)
    ]
    given = iter(verdicts)
    offered = [
        Offered(sentence, edit, place.start, next(given) if edit.applied else _accepted(sentence, applied, place))
        for place, edit in zip(placed, here, strict=True)
    ]
    return wanted, offered


def _accepted(sentence: GoldSentence, applied: list[GoldEdit], suggestion: GoldEdit) -> Verdict:
    """What a suggestion would be worth if it alone were accepted."""
    _, verdicts = match(sentence, [*applied, suggestion])
    return verdicts[-1]


def match(sentence: GoldSentence, applied: Sequence[GoldEdit]) -> tuple[set[int], list[Verdict]]:
    """Which annotated edits of a sentence are met, by index, and what each applied edit is worth."""
    met: set[int] = set()
    verdicts = [Verdict.FALSE] * len(applied)
    for start, end, gold, made in _stretches(sentence, applied):
        reading = _reading(sentence.source, start, end, [applied[number] for number in made])
        if reading is not None and reading in _readings(sentence, start, end, gold):
            met.update(gold)
            for number in made:
                verdicts[number] = Verdict.RIGHT if gold else Verdict.NEUTRAL
    return met, verdicts


def _stretches(sentence: GoldSentence, applied: Sequence[GoldEdit]) -> Iterator[tuple[int, int, list[int], list[int]]]:
    """Stretches of whole words, with the indices of the annotated and the applied edits inside.

    Edits whose words overlap share a stretch.
    """
    edits = [*sentence.edits, *applied]
    spans = sorted((*_whole_words(sentence.source, edit), number) for number, edit in enumerate(edits))
    members: list[int] = []
    first = last = 0
    for start, end, number in spans:
        if members and start >= last:
            yield first, last, *_parted(members, len(sentence.edits))
            members = []
        if not members:
            first, last = start, end
        members.append(number)
        last = max(last, end)
    if members:
        yield first, last, *_parted(members, len(sentence.edits))


def _parted(numbers: list[int], gold: int) -> tuple[list[int], list[int]]:
    """Numbers under `gold` are annotated edits, the others applied ones."""
    return [n for n in numbers if n < gold], [n - gold for n in numbers if n >= gold]


def _whole_words(text: str, edit: GoldEdit) -> tuple[int, int]:
    start, end = edit.start, edit.end
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end


def _readings(sentence: GoldSentence, start: int, end: int, gold: list[int]) -> set[str | None]:
    """How a stretch may read: every annotated edit made, and any of the optional ones."""
    edits = [sentence.edits[number] for number in gold]
    inside = [edit for edit in sentence.optional if start <= edit.start and edit.end <= end]
    return {
        _reading(sentence.source, start, end, [*edits, *chosen])
        for number in range(min(len(inside), MOST_OPTIONAL) + 1)
        for chosen in combinations(inside, number)
    }


def _reading(text: str, start: int, end: int, edits: Sequence[GoldEdit]) -> str | None:
    """`text[start:end]` with the edits made, white space evened out; None where they overlap."""
    pieces, at = [], start
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end, edit.replacement)):
        if edit.start < at or edit.end > end:
            return None
        pieces += [text[at : edit.start], edit.replacement]
        at = edit.end
    return " ".join("".join([*pieces, text[at:end]]).split())


def _touches(gold: GoldEdit, made: GoldEdit) -> bool:
    return (made.start < gold.end and gold.start < made.end) or made.start == gold.start


def _band(offered: Sequence[Offered]) -> Band:
    number = len(offered)
    right = sum(each.verdict is Verdict.RIGHT for each in offered)
    return Band(number, _share(math.fsum(each.edit.probability for each in offered), number), _share(right, number))


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _grouped(pairs: Iterable[tuple[str, Item]]) -> dict[str, list[Item]]:
    """Items by name, the largest group first."""
    groups: dict[str, list[Item]] = {}
    for name, item in pairs:
        groups.setdefault(name, []).append(item)
    return dict(sorted(groups.items(), key=lambda group: (-len(group[1]), group[0])))
