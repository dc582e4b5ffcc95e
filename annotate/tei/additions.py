"""What header and `standOff` of somebody else's TEI file get, so that every mark of ours is explained in that file.

Each addition stands where TEI lets it stand, whatever the file has there already, and has an id of ours, by which it is
found again and taken out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from annotate.model import Software, Span
from annotate.tei.body import choice
from annotate.tei.declarations import language_name, languages_used
from annotate.tei.elements import Content, Element
from annotate.tei.header import application, rule_taxonomy
from annotate.tei.policy import woven_declaration
from annotate.tei.register import name_registers, term_list
from annotate.tei.review import reasons
from annotate.tei.settle import Plan
from annotate.tei.strands import Strands

_LANG = re.compile(r' xml:lang="([^"]+)"')
_OURS = "en"
"""The language of what the program says."""
_AROUND = 30
"""Characters of the text shown on either side of a suggestion."""


def additions(layout: Plan, strands: Strands, software: Software, words: str) -> Iterator[tuple[int, bytes]]:
    """Places in the file with what is put in there, in the order in which it stands; `words` is what the text gets."""
    frame = strands.frame
    standoff = _standoff(layout, strands)
    described = _described(layout, software)
    after_encoding = frame.file if frame.encoding is None else frame.encoding
    yield frame.title, _bytes(_agent(layout))
    if frame.encoding is None:
        described = [_named(layout, "encodingDesc", "encoding", *described)]
    yield after_encoding, b"".join(map(_bytes, described))
    used = {_OURS, *_LANG.findall(words), *(languages_used(standoff) if standoff is not None else ())}
    yield from _languages(layout, strands, sorted(used - frame.declared))
    yield from _history(layout, strands)
    if standoff is not None:
        yield frame.text, _bytes(standoff)


def _named(layout: Plan, tag: str, label: str, *content: Content, **attributes: str) -> Element:
    """An element with an id of ours, in the language of what the program says."""
    scribe = layout.catalogue.scribe
    return scribe(tag, *content, id=scribe.id(label), lang=_OURS, **attributes)


def _agent(layout: Plan) -> Element:
    scribe = layout.catalogue.scribe
    work = scribe("resp", "normalization, tagging of names and Chinese terms")
    name = scribe("name", "annotate", type="software", ref=scribe.ref("app"))
    return _named(layout, "respStmt", "resp.auto", work, name)


def _described(layout: Plan, software: Software) -> list[Element]:
    """How the marks are to be read, the rules behind them, and the program."""
    found = [_named(layout, "editorialDecl", "editing", woven_declaration(layout.catalogue.scribe))]
    if layout.catalogue.rules:
        found.append(_named(layout, "classDecl", "classes", rule_taxonomy(layout)))
    return [*found, _named(layout, "appInfo", "apps", application(layout, software))]


def _languages(layout: Plan, strands: Strands, tags: list[str]) -> Iterator[tuple[int, bytes]]:
    """The languages that the file does not declare, in its own list where it has one."""
    scribe, frame = layout.catalogue.scribe, strands.frame
    listed = [scribe("language", language_name(tag), ident=tag, id=scribe.id(f"lang.{tag}")) for tag in tags]
    if frame.languages is not None:
        yield frame.languages, b"".join(map(_bytes, listed))
    elif listed:
        usage = _named(layout, "langUsage", "languages", *listed)
        if frame.profile is not None:
            yield frame.profile, _bytes(usage)
        else:
            yield frame.file, _bytes(_named(layout, "profileDesc", "profile", usage))


def _history(layout: Plan, strands: Strands) -> Iterator[tuple[int, bytes]]:
    """What was done, as the newest change; a history in another form than a list of changes is left alone."""
    scribe, frame = layout.catalogue.scribe, strands.frame
    words = "Normalized and tagged by a program."
    change = _named(layout, "change", "change", words, who=scribe.ref("resp.auto"))
    if frame.revisions is not None:
        yield frame.revisions, _bytes(change)
    elif not frame.has_revisions:
        yield frame.header, _bytes(_named(layout, "revisionDesc", "history", change))


def _standoff(layout: Plan, strands: Strands) -> Element | None:
    """Registers, the reason of every change, and the changes that were not sure enough to be made."""
    parts = [*name_registers(layout), *term_list(layout), *reasons(layout), *_suggestions(layout, strands)]
    return _named(layout, "standOff", "standoff", *parts) if parts else None


def _suggestions(layout: Plan, strands: Strands) -> Iterator[Element]:
    """The review list; an entry points at a paragraph or into it, and shows the words around its own."""
    scribe = layout.catalogue.scribe
    annotations: list[Element] = []
    for edit in layout.document.suggestions:
        target = strands.pointer_to(edit.span)
        if target is not None:
            notes = [scribe("note", choice(edit, layout), type="suggestion")]
            notes += [scribe("note", edit.why, type="reason")] if edit.why else []
            notes.append(scribe("note", _words_around(edit.span, layout), type="context"))
            label = scribe.id(f"r{len(annotations) + 1}")
            annotations.append(scribe("annotation", *notes, id=label, motivation="editing", target=target))
    if annotations:
        yield scribe("listAnnotation", *annotations, type="review")


def _words_around(span: Span, layout: Plan) -> str:
    """The words of the paragraph on either side of `span`, with those in it."""
    around = next((block.span for block in layout.blocks if block.span.overlaps(span)), span)
    start, end = max(around.start, span.start - _AROUND), min(around.end, span.end + _AROUND)
    return " ".join(layout.document.source[start:end].split())


def _bytes(element: Element) -> bytes:
    return etree.tostring(element, encoding="UTF-8")
