"""Places where a word of the lexicon stands in its own right, whatever the rest of the page looks like."""

from __future__ import annotations

from collections.abc import Sequence

from annotate.normalize.tokens import Token

MONTHS = frozenset(
    """
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec
    """.split()
)
MEASURES = frozenset(
    """
    % percent per million billion trillion km kilometres kilometers metres meters cm mm kg g grams kilograms
    litres liters hectares tonnes tons degrees pln zlotys zloty usd eur euros euro dollars cents pounds yuan rmb
    a.m p.m am pm mw kw gb mb
    """.split()
)
LABELS = frozenset(
    """
    no nos article art chapter page pages section figure table version day part point paragraph level grade
    class pln usd eur rmb $ € £ ¥ ( / + - – . :
    """.split()
)
AFTER_LABEL = frozenset(["/", ":", ")", "+", "-", "–", "°"])


def stands_rightfully(sentence: list[Token], start: int) -> bool:
    """Whether the words from `start` are no spinner's: part of a name.

    Spinners write lower case, so a capital inside a sentence shows a word they never touched.
    """
    return sentence[start].text[0].isupper() and not opens(sentence, start)


def is_in_reach(sentence: Sequence[Token], start: int, end: int) -> bool:
    """Whether a spinner writes where the words from `start` to `end` stand: between two spaces.

    There it replaces all of its words, with a capital or without, by words in small letters, and nowhere else any:
    `annotate/data/normalizing.md` counts the places. Any white space will do, as lines may be broken anew. What begins
    a sentence is only known to have been reached when it is written small.
    """
    first, last = sentence[start], sentence[end - 1]
    is_apart = sentence[start - 1].end < first.start if start else first.text[0].islower() or first.text[0].isdigit()
    return is_apart and end < len(sentence) and last.end < sentence[end].start


def opens(sentence: list[Token], place: int) -> bool:
    """Whether no word stands before this one since the start of the sentence, a quotation mark or a colon."""
    before = place - 1
    while before >= 0 and not sentence[before].key[0].isalnum():
        if sentence[before].text in {"“", '"', "‘", "'", ":", "–", "—", "(", "«"}:
            return True
        before -= 1
    return before < 0


def is_framed(sentence: list[Token], start: int, end: int) -> bool:
    """Whether a number stands in a date, an amount or a label, where it mostly belongs."""
    before = sentence[start - 1].key if start else ""
    after = sentence[end].key if end < len(sentence) else ""
    return (
        before in MONTHS
        or before in LABELS
        or after in MONTHS
        or after in MEASURES
        or after in AFTER_LABEL
        or (after[:1] == "<" and after != "<")  # another number
        or (after[:1].isdigit() and sentence[start].key[-1:].isdigit() and after not in {"1000", "100"})
    )


def is_set_against_a_figure(sentence: list[Token], end: int) -> bool:
    """Whether the number that ends before `end` is counted out of another: in `1 of the 8` both stay figures."""
    following = [token.key for token in sentence[end : end + 3]]
    is_counted_out = following[:1] == ["of"] and any(key[0].isdigit() or key[0] == "<" for key in following[1:])
    return is_counted_out and sentence[end - 1].key.isdigit()
