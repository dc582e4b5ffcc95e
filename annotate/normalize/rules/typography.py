"""Spaces, marks, doubled words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotate.normalize.context import LanguageModel
from annotate.normalize.proposal import Proposal, Words

SPACE_BEFORE_MARK = re.compile(r"(?<=[^\W\d_])[ \u00a0]+(?P<mark>[,;.!?:])(?=\s|$)(?!\.\.)")
NO_SPACE_AFTER_MARK = re.compile(r"(?P<before>\b[A-Za-z][a-z]{2,})(?P<mark>[.,;])(?P<after>[A-Z][a-z]+)\b")
MARK_DOUBLED = re.compile(r"(?<=[^\W\d_])(?:(?P<comma>,)(?:[ \u00a0]*,)+(?=\s)|(?P<stop>\.)\.(?=\s|$))")
DOUBLED = re.compile(
    r"\b(?P<word>the|a|an|of|to|in|and|for|with|on|at|by|from)(?P<gap> +)(?P=word)\b(?![-’'])", re.IGNORECASE
)
SPOKEN = frozenset("uh um er erm hmm mhm gonna wanna gotta y'know".split())
"""Words of speech that was written down as it was spoken, with all its repetitions."""
BROKEN_OFF = re.compile(r"[a-z]- ?(?:--|—|–)")
"""A word that the speaker did not finish: a conced- -- I thought."""


def space_before_mark(words: Words, model: LanguageModel) -> Iterator[Proposal]:  # noqa: ARG001 - all detectors look alike
    """Spaces before commas and stops, as Chinese typesetting leaves behind.

    Where they stand before stops alone they are no habit of the page: there a link or a note was cut out.
    """
    matches = list(SPACE_BEFORE_MARK.finditer(words.source))
    if not any(match["mark"] == "," for match in matches):
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
        if (model.knows(match["before"].lower()) or match["before"].istitle()) and model.count(
            match["after"].lower()
        ) >= 1000:
            yield Proposal(
                match.start(),
                match.end(),
                f"{match['before']}{match['mark']} {match['after']}",
                "space-missing",
                f"English sets a space after “{match['mark']}”.",
            )


def word_doubled(words: Words, model: LanguageModel) -> Iterator[Proposal]:  # noqa: ARG001 - all detectors look alike
    """A short function word written twice in a row, but for records of speech: there it was said twice."""
    if not SPOKEN.isdisjoint(words.places) or BROKEN_OFF.search(words.source):
        return
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
    """A comma or stop written twice, on pages where words were taken out; elsewhere it may be a mark of its own."""
    if not words.is_spun:
        return
    for match in MARK_DOUBLED.finditer(words.source):
        mark = match["comma"] or match["stop"]
        yield Proposal(match.start(), match.end(), mark, "mark-doubled", f"“{mark}” stands twice.")


def subject_doubled(words: Words, model: LanguageModel) -> Iterator[Proposal]:  # noqa: ARG001 - all detectors look alike
    """A pronoun with a capital right after the name it stands for: Anna Kampa She resigned."""
    for key in ("he", "she", "they"):
        for sentence, place in words.tokens(key):
            if 1 < place < len(sentence) - 1 and sentence[place].text.istitle():
                given, name, pronoun, verb = sentence[place - 2 : place + 2]
                is_name = given.text.istitle() and name.text.istitle() and given.end + 1 == name.start
                if is_name and name.end + 1 == pronoun.start and verb.text.islower() and words.is_spun:
                    why = f"“{pronoun.text}” repeats the subject “{name.text}” in the middle of a sentence."
                    yield Proposal(name.start, pronoun.end, name.text, "subject-doubled", why)
