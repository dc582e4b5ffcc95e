"""Checks of alignments: each sentence is linked once, in order, to one that says the same."""

from __future__ import annotations

from statistics import median

from annotate.tei.checks.declare import NOTE, WARNING, Check, Told, declare
from annotate.tei.elements import Element, name_of, select, tei
from annotate.tei.inspection import Inspection
from annotate.tei.reading import Reading

_FAR = 2.5
"""How many times longer than usual a sentence may be beside its translation."""
_FEW = 5


@declare("single-link", "A link has one end.", "A link joins two things or more.")
def single_links(inspection: Inspection) -> Told:
    """A link with fewer than two ends."""
    for link in inspection.edition.iter(tei("link")):
        if len(link.get("target", "").split()) < 2:
            yield link, "a link joins two things or more; this one has one end"


@declare(
    "aligned-twice",
    "A sentence stands in the alignment more than once.",
    "Join the links: one link may have several sentences on either side.",
)
def doubly_aligned(inspection: Inspection) -> Told:
    """A sentence that stands in the alignment more than once."""
    for group in _alignments(inspection):
        seen: set[str] = set()
        for link in group.iter(tei("link")):
            for target in link.get("target", "").split():
                if target in seen:
                    yield link, f"{target} is aligned already"
                seen.add(target)


@declare(
    "alignment-crosses",
    "The order of the alignment goes back.",
    "Links follow the order of the sentences; a translation that changes it needs one larger link.",
    WARNING,
)
def crossing_links(inspection: Inspection) -> Told:
    """A link that goes back before the link above it, in one of the texts."""
    order = {f"#{label}": at for at, label in enumerate(inspection.ids)}
    for group in _alignments(inspection):
        reached: dict[Element | None, int] = {}
        for link in group.iter(tei("link")):
            for target in link.get("target", "").split():
                sentence = inspection.ids.get(target[1:])
                version = None if sentence is None else _version(sentence)
                if order.get(target, 0) < reached.get(version, -1):
                    yield link, f"{target} stands before sentences that are aligned already; the order crosses"
                reached[version] = max(reached.get(version, -1), order.get(target, 0))


@declare(
    "alignment-length",
    "Aligned sentences differ in length far more than the others.",
    "See whether a sentence is missing on one side.",
    NOTE,
)
def odd_lengths(inspection: Inspection) -> Told:
    """A link between sentences of lengths that seldom go together."""
    for group in _alignments(inspection):
        ratios = [(link, ratio) for link in group.iter(tei("link")) if (ratio := _ratio(link, inspection))]
        usual = median(ratio for _, ratio in ratios) if len(ratios) >= _FEW else None
        for link, ratio in ratios if usual else ():
            if usual and not 1 / _FAR < ratio / usual < _FAR:
                yield link, "the sentences differ in length far more than the others; is something left out?"


@declare(
    "alignment-figures",
    "Aligned sentences have other dates, numbers or amounts.",
    "See which of the two is right, and mend the other or its attribute.",
    WARNING,
)
def differing_figures(inspection: Inspection) -> Told:
    """A link between sentences that have as many dates, numbers or amounts, but others."""
    for group in _alignments(inspection):
        for link in group.iter(tei("link")):
            for what, figures in _figures(link, inspection).items():
                one, *others = figures
                other = next((each for each in others if len(each) == len(one) and each != one), None)
                if one and other:
                    yield link, f"the {what} are {', '.join(one)} here, {', '.join(other)} there"


_VALUES = {"date": ("dates", "when"), "num": ("numbers", "value"), "measure": ("amounts", "quantity")}


def _figures(link: Element, inspection: Inspection) -> dict[str, list[list[str]]]:
    """What the dates, numbers and amounts in aligned sentences come to, text by text; a sentence missing ends it."""
    versions: dict[Element | None, dict[str, list[str]]] = {}
    for target in link.get("target", "").split():
        sentence = inspection.ids.get(target[1:])
        if sentence is None:
            return {}
        found = versions.setdefault(_version(sentence), {what: [] for what, _ in _VALUES.values()})
        for element in sentence.iter(*map(tei, _VALUES)):
            what, attribute = _VALUES[name_of(element)]
            found[what] += filter(None, [element.get(attribute)])
    if len(versions) < 2:
        return {}
    return {what: [sorted(found[what]) for found in versions.values()] for what, _ in _VALUES.values()}


def _version(sentence: Element) -> Element | None:
    """Which of the texts a sentence stands in."""
    return next(sentence.iterancestors(tei("div"), tei("text")), None)


def _alignments(inspection: Inspection) -> list[Element]:
    return select(inspection.edition, ".//t:linkGrp[@type='alignment']")


def _ratio(link: Element, inspection: Inspection) -> float | None:
    """How much longer the last text of a link is than its first."""
    lengths: dict[Element | None, int] = {}
    for target in link.get("target", "").split():
        sentence = inspection.ids.get(target[1:])
        if sentence is None:
            return None
        version = _version(sentence)
        lengths[version] = lengths.get(version, 0) + len(inspection.side(sentence, Reading.NORMALIZED))
    if len(lengths) < 2 or not all(lengths.values()):
        return None
    first, *_, last = lengths.values()
    return last / first


CHECKS: tuple[Check, ...] = (
    single_links,
    doubly_aligned,
    crossing_links,
    odd_lengths,
    differing_figures,
)
