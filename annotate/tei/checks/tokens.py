"""Checks of an analysed edition: the tokens spell the sentence, and each has its analysis."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from annotate.tei.checks.declare import WARNING, Check, Told, declare
from annotate.tei.elements import Element, name_of, tei
from annotate.tei.inspection import Inspection
from annotate.tei.reading import Reading, places_of

_TOKENS = (tei("w"), tei("pc"))
_UPOS = frozenset("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split())
_PARTS = {"I": {"M", "F"}, "M": {"M", "F"}}


@declare("token-in-token", "A token stands inside a token.", "Only choice may hold two analyses of the same words.")
def nested_tokens(inspection: Inspection) -> Told:
    """A token inside a token."""
    for token in inspection.edition.iter(*_TOKENS):
        if next(token.iterancestors(*_TOKENS), None) is not None:
            yield token, f"<{name_of(token)}> stands inside another token"


@declare("loose-token", "A token stands outside every sentence.", "Put it into an s.")
def loose_tokens(inspection: Inspection) -> Told:
    """A token outside every sentence, in a text that has sentences."""
    if inspection.body is None or inspection.body.find(f".//{tei('s')}") is None:
        return
    for token in inspection.body.iter(*_TOKENS):
        if next(token.iterancestors(tei("s")), None) is None:
            yield token, f"<{name_of(token)}> stands outside every sentence"


@declare("pos-unknown", "A part of speech is no universal tag.", "Use the 17 tags of Universal Dependencies (UPOS).")
def unknown_parts_of_speech(inspection: Inspection) -> Told:
    """A part of speech that is no universal tag, in an edition made here."""
    for token in inspection.edition.iter(*_TOKENS) if inspection.made_here else ():
        if token.get("pos") and token.get("pos") not in _UPOS:
            yield token, f"pos={token.get('pos')!r} is no universal part of speech (UPOS)"


@declare(
    "words-without-token",
    "Words of an analysed sentence belong to no token.",
    "Every character but white space belongs to a w or a pc.",
    WARNING,
)
def untokenized_words(inspection: Inspection) -> Told:
    """Words of an analysed sentence that belong to no token."""
    if inspection.profile != "analysed" or inspection.body is None:
        return
    for sentence in inspection.body.iter(tei("s")):
        whole = "".join(inspection.side(sentence, Reading.NORMALIZED).split())
        tokens = [each for each in sentence.iter(*_TOKENS) if not _unread(each)]
        spelt = "".join("".join(inspection.side(each, Reading.NORMALIZED) for each in tokens).split())
        marks = sum(len(inspection.side(each, Reading.NORMALIZED)) for each in sentence.iter(tei("metamark")))
        if tokens and len(spelt) + marks < len(whole):
            yield sentence, f"the tokens spell {len(spelt)} of {len(whole)} characters of the sentence"


@declare(
    "join-disagrees",
    "A token's join does not say what stands after it.",
    "join is right where the next token follows without white space, and is missing elsewhere.",
    WARNING,
)
def false_joins(inspection: Inspection) -> Told:
    """A token that says it touches the next where white space stands between, or the other way round."""
    if inspection.body is None or next(inspection.body.iter(*_TOKENS), None) is None:
        return
    for sentence in inspection.body.iter(tei("s")):
        for (token, _, end), (_, start, _) in pairwise(_places(sentence, inspection)):
            touching, said = start == end, token.get("join") in {"right", "both"}
            if touching != said and token.get("part") not in _PARTS:
                words = "touches the next token" if touching else "is parted from the next token"
                yield token, f"the token {words}, but join={token.get('join')!r}"


def _unread(token: Element) -> bool:
    return next(token.iterancestors(tei("sic"), tei("orig")), None) is not None


def _places(sentence: Element, inspection: Inspection) -> Iterator[tuple[Element, int, int]]:
    """The tokens of a sentence that have words, with their places in its normalized text."""
    for token, start, end in places_of(sentence, frozenset(_TOKENS), Reading.NORMALIZED, inspection.characters):
        if start < end:
            yield token, start, end


@declare(
    "part-out-of-order",
    "The pieces of a token do not follow each other.",
    "A token in pieces begins with part I, goes on with M and ends with F.",
)
def broken_parts(inspection: Inspection) -> Told:
    """A token in pieces whose first, middle and last piece do not follow each other."""
    before: Element | None = None
    for token in inspection.edition.iter(*_TOKENS):
        part, awaited = token.get("part", ""), _PARTS.get("" if before is None else before.get("part", ""))
        if (part in {"M", "F"}) != (awaited is not None) or (awaited is not None and part not in awaited):
            yield token, f"part={part!r} does not follow the piece before it"
        before = token


CHECKS: tuple[Check, ...] = (
    nested_tokens,
    loose_tokens,
    untokenized_words,
    false_joins,
    broken_parts,
    unknown_parts_of_speech,
)
