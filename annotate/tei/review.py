"""What the program says about its own work: the reason of each change, and what an editor should decide.

Both are lists of `annotation`, beside the text. In the review list `n` is the place where the words begin, in
code points of the source, so that a suggestion can be found and made later.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from annotate.model import Mention, Span, Term
from annotate.tei.body import choice
from annotate.tei.catalogue import entry_of
from annotate.tei.elements import Content, Element
from annotate.tei.marks import Kind, Mark
from annotate.tei.places import Places
from annotate.tei.settle import Plan


def reasons(plan: Plan) -> Iterator[Element]:
    """Why each change was made."""
    scribe = plan.catalogue.scribe
    annotations = [
        scribe(
            "annotation",
            scribe("note", edit.why, type="reason"),
            id=scribe.id(f"why{at}"),
            motivation="describing",
            target=scribe.ref(f"e{at}"),
        )
        for at, edit in enumerate(plan.document.applied, 1)
        if edit.why
    ]
    if annotations:
        yield scribe("listAnnotation", *annotations, type="reasons")


@dataclass(frozen=True, slots=True)
class _Finding:
    """One entry of the review list."""

    span: Span
    motivation: str
    target: str
    notes: tuple[Element, ...]


def review(plan: Plan) -> Iterator[Element]:
    """What an editor should decide, in the order of the text."""
    scribe = plan.catalogue.scribe
    findings = [*_suggestions(plan), *_untagged(plan), *_open_names(plan), *_doubtful_partners(plan)]
    findings.sort(key=lambda finding: (finding.span.start, finding.motivation))
    annotations = [
        scribe(
            "annotation",
            *finding.notes,
            id=scribe.id(f"r{at}"),
            motivation=finding.motivation,
            target=finding.target,
            n=str(finding.span.start),
        )
        for at, finding in enumerate(findings, 1)
    ]
    if annotations:
        yield scribe("listAnnotation", *annotations, type="review")


def _suggestions(plan: Plan) -> Iterator[_Finding]:
    """Changes that were not sure enough to be made."""
    scribe = plan.catalogue.scribe
    targets = _Targets(plan)
    for edit in plan.document.suggestions:
        notes = [scribe("note", choice(edit, plan), type="suggestion")]
        if edit.why:
            notes.append(scribe("note", edit.why, type="reason"))
        yield _Finding(edit.span, "editing", targets.of(edit.span), tuple(notes))


def _untagged(plan: Plan) -> Iterator[_Finding]:
    """Names and terms that the text could not hold, because a change or a longer mark stands across them."""
    scribe = plan.catalogue.scribe
    targets = _Targets(plan)
    for mark in plan.untagged:
        words, *labels = _meant_by(mark, plan)
        note = scribe(
            "note",
            words,
            " belongs to ",
            *_alternatives(labels),
            "; a change or a longer mark stands across it, so it is not marked in the text.",
            type="untagged",
        )
        yield _Finding(mark.span, "tagging", targets.of(mark.span), (note,))


def _meant_by(mark: Mark, plan: Plan) -> list[Element]:
    """The words of an untagged mark, then references to what it would have pointed at."""
    scribe, catalogue = plan.catalogue.scribe, plan.catalogue
    if isinstance(mark.item, Mention):
        named = mark.item.candidates or (mark.item.entity,)
        return [scribe("mentioned", mark.item.surface), *_entities(named, plan)]
    if not isinstance(mark.item, Term):
        raise TypeError(f"a {mark.kind} is never left out")
    term = mark.item
    words = term.partner.surface if mark.kind is Kind.PARTNER and term.partner else term.surface
    entry = scribe("ref", term.surface, target=scribe.ref(catalogue.entries[entry_of(term)]))
    return [scribe("mentioned", words), entry]


def _entities(ids: Iterable[str], plan: Plan) -> list[Element]:
    """References to entities, in words."""
    scribe, entities = plan.catalogue.scribe, plan.catalogue.entities
    return [scribe("ref", entities[each].canonical, target=scribe.ref(each)) for each in ids]


def _alternatives(labels: Sequence[Element]) -> list[Content]:
    """`labels` with "or" between them."""
    return [piece for label in labels for piece in (" or ", label)][1:]


def _open_names(plan: Plan) -> Iterator[_Finding]:
    """Names that fit several entities."""
    scribe, catalogue = plan.catalogue.scribe, plan.catalogue
    for mark in plan.marks:
        if mark.kind is Kind.NAME and isinstance(mark.item, Mention) and mark.item.candidates:
            words = scribe("mentioned", mark.item.surface)
            candidates = _alternatives(_entities(mark.item.candidates, plan))
            note = scribe("note", words, " may be ", *candidates, ".", type="candidates")
            yield _Finding(mark.span, "identifying", scribe.ref(catalogue.open_names[mark.item]), (note,))


def _doubtful_partners(plan: Plan) -> Iterator[_Finding]:
    """Terms whose partner is not certain, or needs a word."""
    scribe, catalogue = plan.catalogue.scribe, plan.catalogue
    for mark in plan.marks:
        if mark.kind is not Kind.TERM or not isinstance(mark.item, Term) or mark.item.partner is None:
            continue
        partner = mark.item.partner
        if partner.certain and not partner.note:
            continue
        doubt = " stands for " if partner.certain else " may stand for "
        pieces: list[Content] = [
            scribe("mentioned", partner.surface),
            doubt,
            scribe("mentioned", mark.item.surface),
        ]
        pieces.append(f": {partner.note}" if partner.note else ".")
        note = scribe("note", *pieces, type="partner")
        yield _Finding(mark.span, "linking", scribe.ref(catalogue.occurrences[mark.item]), (note,))


class _Targets:
    """Finds the sentences, or the block, that a stretch of the source belongs to."""

    def __init__(self, plan: Plan) -> None:
        sentences = [mark for mark in plan.marks if mark.kind is Kind.SENTENCE]
        self._sentences = Places(mark.span for mark in sentences)
        self._blocks = Places(block.span for block in plan.blocks)
        self._scribe = plan.catalogue.scribe

    def of(self, span: Span) -> str:
        """Pointers to the sentences `span` touches, to its blocks outside any, or to the block before it."""
        sentences = self._sentences.touched(span)
        if sentences:
            return self._scribe.ref(*(f"s{at + 1}" for at in sentences))
        blocks = self._blocks.touched(span)
        if blocks:
            return self._scribe.ref(*(f"b{at + 1}" for at in blocks))
        return self._scribe.ref(f"b{max(blocks.start, 1)}")
