"""What the program says about its own work: the reason of each change, and what an editor should decide.

All are `annotation`s beside the text. In the review list `n` is the place where the words begin, in code points of
the text, so that a suggestion can be found and made later. Where the text shows the source alone, every change,
name and term is in that list, in the same form.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from annotate.model import Edit, Form, Mention, Span, Term
from annotate.tei.body import choice
from annotate.tei.catalogue import entry_of
from annotate.tei.elements import Content, Element
from annotate.tei.marks import Kind
from annotate.tei.places import Places
from annotate.tei.settle import Plan, partner_places

_LEFT_OUT = "; a change or a longer mark stands across it, so it is not marked in the text."


def reasons(plan: Plan) -> Iterator[Element]:
    """Why each change in the text was made."""
    scribe = plan.catalogue.scribe
    changes = plan.document.applied if plan.inline else ()
    annotations = [
        scribe(
            "annotation",
            scribe("note", edit.why, type="reason"),
            id=scribe.id(f"why{at}"),
            motivation="describing",
            target=scribe.ref(f"e{at}"),
        )
        for at, edit in enumerate(changes, 1)
        if edit.why
    ]
    if annotations:
        yield scribe("listAnnotation", *annotations, type="reasons")


def protections(plan: Plan) -> Iterator[Element]:
    """What no rule may change."""
    scribe, source, targets = plan.catalogue.scribe, plan.document.source, _Targets(plan)
    annotations = [
        scribe(
            "annotation",
            scribe("note", scribe("mentioned", span.of(source)), " must not be changed.", type="protected"),
            id=scribe.id(f"k{at}"),
            motivation="classifying",
            target=targets.of(span),
            n=str(span.start),
        )
        for at, span in enumerate(plan.document.protected, 1)
    ]
    if annotations:
        yield scribe("listAnnotation", *annotations, type="protected")


@dataclass(frozen=True, slots=True)
class _Finding:
    """One entry of the review list."""

    span: Span
    motivation: str
    target: str
    notes: tuple[Element, ...]
    term: Term | None = None
    """The term that is not marked in the text and that this entry tells of."""
    partner_of: Term | None = None
    """The term that these words stand for."""


def review(plan: Plan) -> Iterator[Element]:
    """What an editor should decide, in the order of the text."""
    scribe = plan.catalogue.scribe
    findings = [*_changes(plan), *_untagged(plan), *_open_names(plan), *_doubtful_partners(plan)]
    findings.sort(key=lambda finding: (finding.span.start, finding.motivation))
    labels = {each.term: f"r{at}" for at, each in enumerate(findings, 1) if each.term}
    annotations = [
        scribe(
            "annotation",
            *each.notes,
            id=scribe.id(f"r{at}"),
            motivation=each.motivation,
            target=each.target,
            n=str(each.span.start),
            corresp=_term_pointer(each.partner_of, labels, plan),
        )
        for at, each in enumerate(findings, 1)
    ]
    if annotations:
        yield scribe("listAnnotation", *annotations, type="review")


def _term_pointer(term: Term | None, labels: Mapping[Term, str], plan: Plan) -> str | None:
    """Where a partner's term stands: in the review list too, else in the text."""
    if term is None:
        return None
    return plan.catalogue.scribe.ref(labels[term] if term in labels else plan.catalogue.occurrences[term])


def _changes(plan: Plan) -> Iterator[_Finding]:
    """Changes that were not sure enough to be made; all changes, where the text shows the source alone."""
    scribe = plan.catalogue.scribe
    targets = _Targets(plan)
    for edit in plan.document.edits:
        if edit.applied and plan.inline:
            continue
        notes = [scribe("note", choice(edit, plan), type=_kind(edit))]
        if edit.why:
            notes.append(scribe("note", edit.why, type="reason"))
        yield _Finding(edit.span, "editing", targets.of(edit.span), tuple(notes))


def _kind(edit: Edit) -> str:
    return "change" if edit.applied else "suggestion"


def _untagged(plan: Plan) -> Iterator[_Finding]:
    """Names, terms and their partners that stand beside the text."""
    targets = _Targets(plan)
    for mark in plan.untagged:
        if isinstance(mark.item, Mention):
            span = mark.item.span
            yield _Finding(span, "tagging", targets.of(span), (_name_note(mark.item, plan),))
        elif isinstance(mark.item, Term) and mark.kind is Kind.TERM:
            span = mark.item.span
            yield _Finding(span, "tagging", targets.of(span), (_term_note(mark.item, plan),), term=mark.item)
        elif isinstance(mark.item, Term) and mark.item.partner:
            span = mark.item.partner.span
            yield _Finding(span, "tagging", targets.of(span), _partner_notes(mark.item, plan), partner_of=mark.item)


def _name_note(mention: Mention, plan: Plan) -> Element:
    named = _entities(mention.candidates or (mention.entity,), plan)
    form = None if mention.form is Form.FULL else mention.form.value
    return _belongs(mention.surface, _alternatives(named), plan, form)


def _term_note(term: Term, plan: Plan) -> Element:
    return _belongs(term.surface, [_entry(term, plan)], plan)


def _partner_notes(term: Term, plan: Plan) -> tuple[Element, ...]:
    partner = term.partner
    if partner is None:
        raise ValueError(f"the term {term.surface!r} has no partner")
    cert = None if partner.certain else "medium"
    note = _belongs(partner.surface, [_entry(term, plan)], plan, partner.relation.value, cert)
    return (note, *_remark(partner.note, plan))


def _belongs(
    words: str, things: Sequence[Content], plan: Plan, subtype: str | None = None, cert: str | None = None
) -> Element:
    """What words that are not marked in the text belong to."""
    scribe = plan.catalogue.scribe
    ending = _LEFT_OUT if plan.inline else "."
    mentioned = scribe("mentioned", words)
    return scribe("note", mentioned, " belongs to ", *things, ending, type="untagged", subtype=subtype, cert=cert)


def _entry(term: Term, plan: Plan) -> Element:
    catalogue = plan.catalogue
    return catalogue.scribe("ref", term.surface, target=catalogue.scribe.ref(catalogue.entries[entry_of(term)]))


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
            words = scribe("mentioned", mark.span.of(plan.document.source))
            candidates = _alternatives(_entities(mark.item.candidates, plan))
            note = scribe("note", words, " may be ", *candidates, ".", type="candidates")
            yield _Finding(mark.span, "identifying", scribe.ref(catalogue.open_names[mark.item]), (note,))


def _doubtful_partners(plan: Plan) -> Iterator[_Finding]:
    """Terms whose partner, marked in the text, is not certain or needs a word."""
    scribe, catalogue = plan.catalogue.scribe, plan.catalogue
    places = partner_places(plan)
    for term, span in _tagged_terms(plan):
        partner = term.partner
        if partner is None or term not in places or (partner.certain and not partner.note):
            continue
        doubt = " stands for " if partner.certain else " may stand for "
        partner_words = places[term].of(plan.document.source)
        words = (scribe("mentioned", partner_words), doubt, scribe("mentioned", term.surface), ".")
        note = scribe("note", *words, type="partner", cert=None if partner.certain else "medium")
        target = scribe.ref(catalogue.occurrences[term])
        yield _Finding(span, "linking", target, (note, *_remark(partner.note, plan)))


def _tagged_terms(plan: Plan) -> Iterator[tuple[Term, Span]]:
    return ((m.item, m.span) for m in plan.marks if m.kind is Kind.TERM and isinstance(m.item, Term))


def _remark(words: str, plan: Plan) -> Iterator[Element]:
    if words:
        yield plan.catalogue.scribe("note", words, type="reason")


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
