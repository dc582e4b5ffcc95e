"""Spaces, marks, doubled words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotate.normalize.context import LanguageModel
from annotate.normalize.proposal import Proposal, Words

SPACE_BEFORE_MARK = re.compile(r"(?<=[^\W\d_])[ \u00a0]+(?P<mark>[,;.!?:])(?=\s|$)(?!\.\.)")
HABIT = 3
"""Spaces before marks from which they are the habit of a page."""
NO_SPACE_AFTER_MARK = re.compile(r"(?P<before>\b[A-Za-z][a-z]{2,})(?P<mark>[.,;])(?P<after>[A-Z][a-z]+)\b")
MARK_DOUBLED = re.compile(r"(?<=[^\W\d_])(?P<mark>,)(?:[ \u00a0]*,)+(?=\s)")
DOUBLED = re.compile(
    r"\b(?P<word>the|a|an|of|to|in|and|for|with|on|at|by|from)(?P<gap> +)(?P=word)\b(?![-’'])", re.IGNORECASE
)


def space_before_mark(words: Words, model: LanguageModel) -> Iterator[Proposal]:  # noqa: ARG001 - all detectors look alike
    """Spaces before commas and stops, as Chinese typesetting leaves behind.

    One or two before stops alone are no habit of the page: there a link or a note was cut out.
    """
    matches = list(SPACE_BEFORE_MARK.finditer(words.source))
    if len(matches) < HABIT and not any(match["mark"] == "," for match in matches):
        return
    for match in matches:
        yield Proposal(
            match.start(),
            match.end(),
            match["mark"],
            "space-before-mark",
            f"English sets no space before “{match['mark']}”.",
        )


def space_missing(words: Words, model: LanguageModel) -> Iterator[Proposal]:
    """No space after a stop or comma: `Platz.Of`. Addresses and file names are left alone."""
    for match in NO_SPACE_AFTER_MARK.finditer(words.source):
        if model.knows(match["before"].lower()) and model.count(match["after"].lower()) >= 1000:
            yield Proposal(
                match.start(),
                match.end(),
                f"{match['before']}{match['mark']} {match['after']}",
                "space-missing",
                f"English sets a space after “{match['mark']}”.",
            )


def word_doubled(words: Words, model: LanguageModel) -> Iterator[Proposal]:  # noqa: ARG001 - all detectors look alike
    """A short function word written twice in a row."""
    for match in DOUBLED.finditer(words.source):
        if match.group().split()[1].islower():
            yield Proposal(
                match.start(),
                match.end(),
                match["word"],
                "word-doubled",
                f"“{match['word']}” stands twice in a row.",
            )


def mark_doubled(words: Words, model: LanguageModel) -> Iterator[Proposal]:  # noqa: ARG001 - all detectors look alike
    """A comma written twice."""
    for match in MARK_DOUBLED.finditer(words.source):
        why = f"“{match['mark']}” stands twice."
        yield Proposal(match.start(), match.end(), match["mark"], "mark-doubled", why)
