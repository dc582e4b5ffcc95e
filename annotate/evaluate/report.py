"""A score of cleaning as lines for a reader, and as one JSON object."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from annotate.evaluate.clean import TOLERANCE, Offered, Score, Verdict, Wanted
from annotate.evaluate.gold import GoldSentence

AROUND = 40
"""Code points shown on either side of an edit."""


def to_text(score: Score, *, misses: int = 0) -> str:
    """The score in lines, with up to `misses` missed edits of each kind and false changes of each rule."""
    lines = [*_figures(score), "", *_kinds(score), "", *_bands(score), "", *_costs(score)]
    if misses:
        lines += _listed(score, misses)
    return "\n".join(lines) + "\n"


def compared(without: Score, score: Score) -> str:
    """What a second judge gained and cost, in lines."""
    named = (
        ("precision", without.precision, score.precision),
        ("recall", without.recall, score.recall),
        ("F0.5", without.f05, score.f05),
        ("harm", without.harm, score.harm),
    )
    lines = [f"{name:<20}{old:.3f} without the second judge, {new:.3f} with it" for name, old, new in named]
    speed = f"{without.words_per_second:,.0f} words/s without it, {score.words_per_second:,.0f} with it"
    return "\n".join(["", *lines, f"{'speed':<20}{speed}"]) + "\n"


def to_row(score: Score, *, misses: int = 0) -> dict[str, Any]:
    """The score as plain values: shares rounded to four digits, offsets in code points of the sentence."""
    row = {
        "documents": len(score.documents),
        "sentences": len(list(score.sentences)),
        "words": score.words,
        "edits": len(score.wanted),
        "precision": round(score.precision, 4),
        "recall": round(score.recall, 4),
        "f0.5": round(score.f05, 4),
        "recall_of_sure": round(score.sure_recall, 4),
        "found_or_suggested": round(score.found, 4),
        "applied": {verdict.value: score.applied(verdict) for verdict in Verdict},
        "kinds": {kind: {"met": met, "edits": edits} for kind, (met, edits) in score.kinds().items()},
        "bands": {
            name.value: {
                "edits": band.edits,
                "stated": round(band.stated, 4),
                "right": round(band.right, 4),
                "true": band.is_true,
            }
            for name, band in score.bands().items()
        },
        "harm": {
            "false_per_10000_words": round(score.harm, 2),
            "control_words": score.control_words,
            "control_false": score.control_alarms,
            "control_false_per_10000_words": round(score.control_harm, 2),
        },
        "idempotence": round(score.idempotence, 4),
        "changed_again": list(score.again),
        "words_per_second": round(score.words_per_second),
    }
    if misses:
        row["misses"] = {kind: [_missed_row(w) for w in group[:misses]] for kind, group in score.misses().items()}
        row["false_changes"] = {
            rule: [_false_row(o) for o in group[:misses]] for rule, group in score.false_changes().items()
        }
    return row


def _figures(score: Score) -> Iterator[str]:
    right, false, neutral = (score.applied(v) for v in (Verdict.RIGHT, Verdict.FALSE, Verdict.NEUTRAL))
    met, found = (sum(w.is_met for w in score.wanted), sum(w.is_found for w in score.wanted))
    yield (
        f"{_counted(len(score.documents), 'document')}, {_counted(len(list(score.sentences)), 'sentence')},"
        f" {_counted(score.words, 'word')}, {_counted(len(score.wanted), 'annotated edit')}"
    )
    yield ""
    yield f"{'precision':<20}{score.precision:.3f}  {right} edits right, {false} false, {neutral} neither"
    yield f"{'recall':<20}{score.recall:.3f}  {met} of {len(score.wanted)}"
    yield f"{'F0.5':<20}{score.f05:.3f}"
    yield f"{'found or suggested':<20}{score.found:.3f}  {found} of {len(score.wanted)}"
    yield f"{'recall of sure ones':<20}{score.sure_recall:.3f}"


def _kinds(score: Score) -> Iterator[str]:
    for kind, (met, edits) in score.kinds().items():
        yield f"{kind or 'no kind':<20}{met / edits:.3f}  {met} of {edits}"


def _bands(score: Score) -> Iterator[str]:
    yield f"{'band':<10}{'edits':>8}{'stated':>8}{'right':>14}  within {TOLERANCE}"
    for name, band in score.bands().items():
        if band.edits:
            right = f"{band.right:.3f} ±{band.error:.3f}"
            yield f"{name:<10}{band.edits:>8}{band.stated:>8.3f}{right:>14}  {'yes' if band.is_true else 'no'}"
        else:
            yield f"{name:<10}{0:>8}"


def _costs(score: Score) -> Iterator[str]:
    documents, settled = len(score.documents), len(score.documents) - len(score.again)
    false = score.applied(Verdict.FALSE)
    yield f"harm: {score.harm:.1f} false changes in 10,000 words ({false} in {score.words})"
    if score.control_words:
        yield (
            f"      {score.control_harm:.1f} in 10,000 words of controls"
            f" ({score.control_alarms} in {score.control_words})"
        )
    yield f"idempotence: {score.idempotence:.3f}; cleaning again changes nothing in {settled} of {documents} documents"
    yield f"speed: {score.words_per_second:,.0f} words/s"


def _listed(score: Score, most: int) -> Iterator[str]:
    for kind, wanted in score.misses().items():
        yield from ("", f"missed, {kind or 'no kind'}: {len(wanted)}")
        yield from map(_missed, wanted[:most])
    for rule, offered in score.false_changes().items():
        yield from ("", f"false, {rule}: {len(offered)}")
        yield from map(_false, offered[:most])
    if score.again:
        yield from ("", "changed again: " + ", ".join(score.again[:most]))


def _missed(wanted: Wanted) -> str:
    edit = wanted.edit
    before, found, after = _around(wanted.sentence, edit.start, edit.end)
    note = " (found)" if wanted.is_found else ""
    return f"  {wanted.sentence.id}: {before}[{found} -> {edit.replacement}]{after}{note}"


def _false(offered: Offered) -> str:
    edit = offered.edit
    before, found, after = _around(offered.sentence, offered.start, offered.start + len(edit.original))
    return f"  {offered.sentence.id}: {before}[{found} -> {edit.replacement}]{after} ({edit.probability:.2f})"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _around(sentence: GoldSentence, start: int, end: int) -> Sequence[str]:
    """The words around a stretch and in it, on one line."""
    source = sentence.source
    parts = (source[max(0, start - AROUND) : start], source[start:end], source[end : end + AROUND])
    return ["".join(" " if char.isspace() else char for char in part) for part in parts]


def _missed_row(wanted: Wanted) -> dict[str, Any]:
    sentence, edit = wanted.sentence, wanted.edit
    return {
        "id": sentence.id,
        "start": edit.start,
        "end": edit.end,
        "from": sentence.source[edit.start : edit.end],
        "to": edit.replacement,
        "found": wanted.is_found,
    }


def _false_row(offered: Offered) -> dict[str, Any]:
    edit = offered.edit
    return {
        "id": offered.sentence.id,
        "start": offered.start,
        "end": offered.start + len(edit.original),
        "from": edit.original,
        "to": edit.replacement,
        "probability": edit.probability,
    }
