"""`editorialDecl`: the editing rules every edition follows, told to its reader."""

from __future__ import annotations

from annotate.model import Certainty
from annotate.tei.elements import Element, Scribe


def editorial_declaration(scribe: Scribe, *, sentences: bool) -> Element:
    """How the text was corrected, divided and interpreted; `sentences` says whether any are marked."""
    return scribe(
        "editorialDecl",
        _correction(scribe),
        _normalization(scribe),
        scribe("normalization", scribe("p", "No change is made silently."), method="silent"),
        _punctuation(scribe),
        _quotation(scribe),
        _segmentation(scribe, sentences=sentences),
        _interpretation(scribe),
    )


def _correction(scribe: Scribe) -> Element:
    bands = ", ".join(f"{band} from {band.floor:.2f}" for band in Certainty)
    return scribe(
        "correction",
        scribe(
            "p",
            "Wrong wording stays in ",
            scribe("gi", "sic"),
            " beside its correction in ",
            scribe("gi", "corr"),
            ". ",
            scribe("att", "resp"),
            " names the program, ",
            scribe("att", "ana"),
            " the rules behind a change, and ",
            scribe("att", "cert"),
            f" the probability that it is right: {bands}. The reason of each change is in ",
            scribe("gi", "standOff"),
            ", and so are the changes that were not sure enough to be made. Leaving out every ",
            scribe("gi", "corr"),
            " and ",
            scribe("gi", "reg"),
            " gives the source, character for character; leaving out every ",
            scribe("gi", "sic"),
            " and ",
            scribe("gi", "orig"),
            " gives the normalized text.",
        ),
        method="markup",
    )


def _normalization(scribe: Scribe) -> Element:
    return scribe(
        "normalization",
        scribe(
            "p",
            "Wording that can be understood but is irregular stays in ",
            scribe("gi", "orig"),
            " beside its regular form in ",
            scribe("gi", "reg"),
            ", with the same attributes.",
        ),
        method="markup",
    )


def _punctuation(scribe: Scribe) -> Element:
    return scribe(
        "punctuation",
        scribe(
            "p",
            "Punctuation and white space are those of the source, between the paragraphs too. Marks of the"
            " source's file format, such as the number sign before a heading, are in ",
            scribe("gi", "metamark"),
            "; a character that XML forbids is a ",
            scribe("gi", "g"),
            ".",
        ),
        marks="all",
    )


def _quotation(scribe: Scribe) -> Element:
    return scribe("quotation", scribe("p", "Quotation marks are kept as they stand in the source."), marks="all")


def _segmentation(scribe: Scribe, *, sentences: bool) -> Element:
    told: tuple[str | Element, ...] = (
        "Sentences are ",
        scribe("gi", "s"),
        "; a boundary that falls inside a change or a name is not marked.",
    )
    return scribe("segmentation", scribe("p", *(told if sentences else ("Sentences are not marked.",))))


def _interpretation(scribe: Scribe) -> Element:
    return scribe(
        "interpretation",
        scribe(
            "p",
            "Names of persons, organisations and places, and Chinese terms with the words that stand for"
            " them, were found by the program and point to entries in ",
            scribe("gi", "standOff"),
            ". Nothing begins or ends inside a change: a name that touches one is widened to hold it. Marks"
            " nest; of two that cross the longer stays, then the one further left. What could not be marked"
            " in the text, a name that fits several entries, and a doubtful pair of a term and its"
            " translation are in the review list; ",
            scribe("att", "n"),
            " there counts the code points of the source before the words.",
        ),
    )
