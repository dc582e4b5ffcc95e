"""`teiHeader`: what is known about the text, what made the edition, and how. Nothing is invented.

What nobody said is "unknown". No clock, path or host is asked: the same document gives the same bytes.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace

from annotate.errors import EditionError
from annotate.model import BlockKind, Document, Provenance, Software, Span
from annotate.offsets import OffsetMap
from annotate.tei.body import decimal
from annotate.tei.elements import Content, Element
from annotate.tei.layout import gaps, has_visible
from annotate.tei.marks import Kind
from annotate.tei.measures import measures
from annotate.tei.metadata import DATE, EDITING, SOURCE, TRANSLATION, UNKNOWN, address, told
from annotate.tei.policy import editorial_declaration
from annotate.tei.profile import Profile
from annotate.tei.register import language_of
from annotate.tei.settle import Plan

_VERSION = re.compile(r"\d+[a-z]*\d*(\.\d+[a-z]*\d*){0,3}")
_UNITS = {"words": "words", "sentences": "sentences", "characters": "Chinese characters"}
_ABOUT = {
    Profile.READING: "An edition in which every change of the text is marked and explained.",
    Profile.DIPLOMATIC: "An edition that shows the source as it was read, with all findings beside it.",
    Profile.CLEAN: "An edition of the normalized text. Its changes are silent: the source is not in this file.",
    Profile.ANALYSED: "An edition in which every change of the text is marked and explained, and every word analysed.",
}


def to_header(plan: Plan, software: Software, profile: Profile = Profile.READING) -> Element:
    """The header, all but its list of languages, which depends on the finished edition."""
    plan = replace(plan, document=replace(plan.document, metadata=told(plan.document.metadata)))
    return plan.catalogue.scribe(
        "teiHeader", _file(plan, software), _encoding(plan, software, profile), _profile(plan), _revisions(plan)
    )


def _file(plan: Plan, software: Software) -> Element:
    scribe, document = plan.catalogue.scribe, plan.document
    damage = _damage(plan)
    return scribe(
        "fileDesc",
        _titles(plan, software),
        scribe("editionStmt", scribe("edition", "Made by a program, not yet reviewed by an editor")),
        _extent(plan),
        _publication(plan),
        *([scribe("notesStmt", damage)] if damage is not None else []),
        scribe("sourceDesc", _source(plan, document.provenance or provenance_of(document))),
    )


def _titles(plan: Plan, software: Software) -> Element:
    scribe, metadata = plan.catalogue.scribe, plan.document.metadata
    known = next(filter(has_visible, (metadata.title or "", _first_heading(plan))), None)
    title = known or f"Untitled text {plan.document.id}"
    titles = [scribe("title", title, type="main", lang=language_of(title, plan) if known else "en")]
    if metadata.title_zh:
        titles.append(scribe("title", metadata.title_zh, type="alt", lang=language_of(metadata.title_zh, plan)))
    return scribe("titleStmt", *titles, scribe("author", metadata.author or UNKNOWN), *_responsible(plan, software))


def _responsible(plan: Plan, software: Software) -> Iterator[Element]:
    """One statement for each agent: people first, then the program, then its models."""
    scribe, metadata = plan.catalogue.scribe, plan.document.metadata
    people = (
        (TRANSLATION, metadata.translator, "resp.translation"),
        (EDITING, metadata.editor, "resp.editing"),
    )
    for work, who, label in people:
        if who:
            yield scribe("respStmt", scribe("resp", work), scribe("name", who), id=scribe.id(label))
    yield scribe(
        "respStmt",
        scribe("resp", "normalization, tagging of names and Chinese terms, encoding"),
        scribe("name", "annotate", type="software", ref=scribe.ref("app")),
        id=scribe.id("resp.auto"),
    )
    for model in software.models:
        name = scribe("name", model, type="software")
        yield scribe("respStmt", scribe("resp", "statistical model that the program consulted"), name)


def _first_heading(plan: Plan) -> str:
    """The words of the first heading in the text shown, without mark-up; empty without a heading."""
    heading = next((block.span for block in plan.blocks if block.kind is BlockKind.HEADING), None)
    if heading is None:
        return ""
    moved = OffsetMap(plan.document.applied if plan.inline else ())
    shown = plan.document.normalized if plan.inline else plan.document.source
    syntax = [mark.span for mark in plan.marks if mark.kind is Kind.SYNTAX and heading.holds(mark.span)]
    words = [Span(start, end) for start, end in gaps(heading.end, syntax) if start < end]
    kept = (Span(max(span.start, heading.start), span.end) for span in words if span.end > heading.start)
    return " ".join(moved.to_normalized(span).of(shown) for span in kept).strip()


def _extent(plan: Plan) -> Element:
    scribe = plan.catalogue.scribe
    sentences = sum(mark.kind is Kind.SENTENCE for mark in plan.marks)
    text = plan.document.normalized if plan.inline else plan.document.source
    counts = measures(sentences, text)
    pieces: list[Content] = []
    for unit, count in counts.items():
        pieces += ["; "] * bool(pieces)
        pieces.append(scribe("measure", f"{count} {_UNITS[unit]}", unit=unit, quantity=str(count)))
    return scribe("extent", *pieces, " in the normalized text" if plan.inline else " in the source")


def _publication(plan: Plan) -> Element:
    scribe, metadata = plan.catalogue.scribe, plan.document.metadata
    if metadata.licence or metadata.licence_url:
        words = metadata.licence or metadata.licence_url or ""
        licence = scribe("licence", words, target=address(metadata.licence_url))
        availability = scribe("availability", licence)
    else:
        told = scribe("p", "The licence of the text is unknown.")
        availability = scribe("availability", told, status="unknown")
    when = metadata.edition_date
    return scribe(
        "publicationStmt",
        scribe("publisher", metadata.edition_publisher or UNKNOWN),
        scribe("date", when or UNKNOWN, when=_iso(when)),
        scribe("idno", plan.document.id, type="local"),
        availability,
    )


def _damage(plan: Plan) -> Element | None:
    """How likely the text was rewritten by a synonym spinner, as measured."""
    scribe, damage = plan.catalogue.scribe, plan.document.damage
    if damage is None:
        return None
    probability = decimal(damage.probability)
    pieces: list[Content] = [f"The probability that a synonym spinner rewrote the text was measured as {probability}"]
    for at, form in enumerate(filter(has_visible, damage.evidence)):
        pieces += [", " if at else "; what speaks for it most: ", scribe("mentioned", form)]
    return scribe("note", *pieces, ".", type="damage", cert=probability, resp=scribe.ref("resp.auto"))


def provenance_of(document: Document) -> Provenance:
    """The provenance of a text that came as a string."""
    return Provenance(hashlib.sha256(document.source.encode()).hexdigest())


def _source(plan: Plan, provenance: Provenance) -> Element:
    """The source as a `bibl`: what is known of it, then the fingerprint of its bytes."""
    parts = [*_bibliography(plan)]
    scribe = plan.catalogue.scribe
    parts.append(scribe("idno", provenance.sha256, type="SHA-256"))
    parts.append(scribe("note", provenance.encoding, type="encoding"))
    return scribe("bibl", *parts, id=scribe.id(SOURCE))


def _bibliography(plan: Plan) -> Iterator[Element]:
    scribe, metadata = plan.catalogue.scribe, plan.document.metadata
    yield scribe("title", metadata.title or UNKNOWN, lang=language_of(metadata.title, plan) if metadata.title else None)
    yield scribe("author", metadata.author or UNKNOWN)
    if metadata.publisher:
        yield scribe("publisher", metadata.publisher)
    yield scribe("date", metadata.date or UNKNOWN, when=_iso(metadata.date))
    if metadata.url:
        yield scribe("ref", metadata.url, target=address(metadata.url))
    if metadata.origin:
        yield scribe("note", metadata.origin, type="origin")


def _iso(date: str | None) -> str | None:
    """`date` when it can stand in `when`."""
    return date if date and DATE.fullmatch(date) else None


def _encoding(plan: Plan, software: Software, profile: Profile) -> Element:
    scribe = plan.catalogue.scribe
    sentences = any(mark.kind is Kind.SENTENCE for mark in plan.marks)
    taxonomies = [rule_taxonomy(plan)] if plan.catalogue.rules else []
    return scribe(
        "encodingDesc",
        scribe("projectDesc", *(scribe("p", words) for words in _about(plan, software, profile))),
        editorial_declaration(scribe, profile, sentences=sentences),
        *(scribe("classDecl", taxonomy) for taxonomy in taxonomies),
        scribe("appInfo", application(plan, software)),
    )


def _about(plan: Plan, software: Software, profile: Profile) -> Iterator[str]:
    yield _ABOUT[profile]
    if any(term.senses for term in plan.document.terms):
        yield from software.credits


def rule_taxonomy(plan: Plan) -> Element:
    """The rules that changes and suggestions of this edition name."""
    scribe = plan.catalogue.scribe
    categories = [
        scribe(
            "category",
            scribe("catDesc", scribe("ident", name), f": {rule.summary} {rule.reason}".rstrip()),
            id=scribe.id(f"rule.{name}"),
        )
        for name, rule in plan.catalogue.rules.items()
    ]
    return scribe("taxonomy", scribe("desc", "Rules of normalization"), *categories, id=scribe.id("rules"))


def application(plan: Plan, software: Software) -> Element:
    """The program, with the versions of its rules and models, and its settings."""
    scribe = plan.catalogue.scribe
    version = _VERSION.match(software.version)
    if version is None:
        raise EditionError(f"{software.version!r} is no version number")
    return scribe(
        "application",
        scribe("label", f"annotate {software.version}"),
        scribe("desc", software.rule_set, type="rules"),
        *(scribe("desc", model, type="model") for model in software.models),
        *(scribe("desc", setting, type="setting") for setting in software.settings),
        ident="annotate",
        version=version.group(),
        id=scribe.id("app"),
    )


def _profile(plan: Plan) -> Element:
    scribe, topic = plan.catalogue.scribe, plan.document.metadata.topic
    keywords = scribe("keywords", scribe("term", topic or UNKNOWN))
    return scribe("profileDesc", scribe("langUsage"), scribe("textClass", keywords))


def _revisions(plan: Plan) -> Element:
    scribe = plan.catalogue.scribe
    when = _iso(plan.document.metadata.edition_date)
    words = "Normalized, tagged and encoded."
    change = scribe("change", words, when=when, who=scribe.ref("resp.auto"), status="draft")
    return scribe("revisionDesc", change, status="draft")
