"""`editorialDecl`: the editing rules an edition follows, told to its reader.

In the texts below, `name` between grave accents is an element, `@name` an attribute.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotate.model import Certainty
from annotate.tei.elements import Content, Element, Scribe
from annotate.tei.profile import Profile

_BANDS = ", ".join(f"{band} from {band.floor:.2f}" for band in Certainty)
_CERTAINTY = (
    "`@resp` names the program, `@ana` the rules behind a change, and `@cert` the probability that it is right:"
    f" {_BANDS}."
)
_BESIDE = (
    "Wording that is wrong or irregular is not changed in the text. Changes stand in the review list in `standOff`,"
    f" each with its reason: those of type change make the normalized text, suggestions were not sure enough."
    f" {_CERTAINTY}"
    " `@n` counts the code points of the source before the words."
)
_MARKED = (
    f"Wrong wording stays in `sic` beside its correction in `corr`. {_CERTAINTY} The reason of each change is in"
    " `standOff`, and so are the changes that were not sure enough to be made. Leaving out every `corr` and `reg` gives"
    " the source, character for character; leaving out every `sic` and `orig` gives the normalized text."
)
_IRREGULAR = (
    "Wording that can be understood but is irregular stays in `orig` beside its regular form in `reg`, with the same"
    " attributes."
)
_SILENT = "Wrong and irregular wording was changed, and the changes are not marked; the reading edition has them all."
_CORRECTION = {Profile.DIPLOMATIC: ("markup", _BESIDE), Profile.CLEAN: ("silent", _SILENT)}
_NORMALIZATION = {
    Profile.DIPLOMATIC: (("markup", _BESIDE), ("silent", "No change is made silently.")),
    Profile.CLEAN: (("silent", _SILENT),),
}
_DEFAULT_NORMALIZATION = (("markup", _IRREGULAR), ("silent", "No change is made silently."))
_PUNCTUATION = (
    "Punctuation and white space are those of the source, between the paragraphs too. Marks of the source's file"
    " format, such as the number sign before a heading, are in `metamark`; a character that XML forbids is a `g`."
)
_SENTENCES = "Sentences are `s`; a boundary that falls inside a change or a name is not marked."
_TOKENS = (
    " Words and marks of punctuation of the normalized text are `w` and `pc`, in the way of Universal Dependencies;"
    " `@join` says where no white space follows. A token that a mark cuts has its pieces in `@part`. Without `w` and"
    " `pc` this is the reading edition."
)
_FOUND = (
    "Names of persons, organisations and places, and Chinese terms with the words that stand for them, were found by"
    " the program and point to entries in `standOff`."
)
_MEETING = (
    " Nothing begins or ends inside a change: a name that touches one is widened to hold it. Marks nest; of two that"
    " cross the longer stays, then the one further left. What could not be marked in the text, a name that fits several"
    " entries, and a doubtful pair of a term and its translation are in the review list; `@n` there counts the code"
    " points of the text before the words."
)
_FOUND_BESIDE = " They are not marked in the text: the review list says where they stand."

_WOVEN = (
    "What a program added to this file has the program's name in `@resp`, or at the head of its xml:id; taken out, it"
    " leaves the file as it was. Wrong wording stays in `sic` beside its correction in `corr`, irregular wording in"
    f" `orig` beside its regular form in `reg`. {_CERTAINTY} Reasons, entries of names and terms, and changes that"
    " were not sure enough to be made are in the program's `standOff`."
)
_NAMED = re.compile(r"`(@?)([^`]+)`")


def editorial_declaration(scribe: Scribe, profile: Profile = Profile.READING, *, sentences: bool) -> Element:
    """How the text was corrected, divided and interpreted; `sentences` says whether any are marked."""

    def stated(tag: str, words: str, **attributes: str) -> Element:
        return scribe(tag, scribe("p", *_prose(scribe, words)), **attributes)

    method, correction = _CORRECTION.get(profile, ("markup", _MARKED))
    normalization = _NORMALIZATION.get(profile, _DEFAULT_NORMALIZATION)
    segmentation = _SENTENCES if sentences else "Sentences are not marked."
    meeting = _FOUND_BESIDE if profile is Profile.DIPLOMATIC else _MEETING
    return scribe(
        "editorialDecl",
        stated("correction", correction, method=method, status="low"),
        *(stated("normalization", words, method=how) for how, words in normalization),
        stated("punctuation", _PUNCTUATION, marks="all"),
        stated("quotation", "Quotation marks are kept as they stand in the source.", marks="all"),
        stated("segmentation", segmentation + (_TOKENS if profile is Profile.ANALYSED else "")),
        stated("interpretation", _FOUND + meeting),
    )


def woven_declaration(scribe: Scribe) -> Element:
    """How to read the marks in a file that somebody else made: one paragraph of its `editorialDecl`."""
    return scribe("p", *_prose(scribe, _WOVEN))


def _prose(scribe: Scribe, words: str) -> Iterator[Content]:
    """`words` with elements for what stands between grave accents."""
    at = 0
    for match in _NAMED.finditer(words):
        yield words[at : match.start()]
        yield scribe("att" if match[1] else "gi", match[2])
        at = match.end()
    yield words[at:]
