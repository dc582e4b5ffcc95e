"""Making an edition again from the source it holds, to prove that it is what the program makes of that source."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from annotate.errors import EditionError
from annotate.model import BlockKind, Document, Edit, Rule, Software, Span, Token
from annotate.offsets import as_normalized
from annotate.segment import prose_sentences
from annotate.tei.document import parse
from annotate.tei.edition import write_edition
from annotate.tei.elements import NAMESPACES, Element, select, words_in
from annotate.tei.findings import Finding, Severity
from annotate.tei.inspection import is_made_here
from annotate.tei.profile import Profile
from annotate.tei.reader import from_tei

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Maker:
    """What makes editions: the stages, the rules, and the software that answers for them."""

    annotate: Callable[[Document], Document]
    rules: Mapping[str, Rule]
    software: Software
    tokens: Callable[[Document], Sequence[Token]]
    """The tokens of an annotated document, for an analysed edition."""


def again(data: bytes, name: str, maker: Maker) -> list[Finding]:
    """What making the edition in `data` again shows; `name` is what the findings call it.

    Nothing is said of a file that was not made here or that cannot be read: `check` tells what is wrong there.
    """
    try:
        edition = parse(data, name)
        known = is_made_here(edition) and edition.get("type") in set(Profile)
        found = list(_compared(edition, data, maker)) if known else []
    except EditionError:
        return []
    return [replace(finding, file=name) for finding in found]


def _compared(edition: Element, data: bytes, maker: Maker) -> Iterator[Finding]:
    other = _other_software(edition, maker.software)
    if other:
        yield Finding("made-otherwise", other, Severity.NOTE)
        return
    held, profile = from_tei(edition), Profile(edition.get("type", ""))
    if profile is not Profile.CLEAN:  # which does not hold the source
        annotated = maker.annotate(_bare(held))
        tokens = maker.tokens(annotated) if profile is Profile.ANALYSED else ()
        made = write_edition(annotated, maker.rules, maker.software, profile=profile, tokens=tokens)
        yield from _difference(data, made)
    yield from _unsettled(maker.annotate(_bare(as_normalized(held))))


def _other_software(edition: Element, software: Software) -> str:
    """In which words the header names other software than ours; empty when it is the same."""
    application = edition.find(".//t:appInfo/t:application[@ident='annotate']", NAMESPACES)
    stated = [] if application is None else [words_in(each) for each in select(application, "t:label | t:desc")]
    ours = [f"annotate {software.version}", software.rule_set, *software.models, *software.settings]
    other = [one for one in stated if one not in ours]
    missing = [one for one in ours if one not in stated]
    if not other and not missing:
        return ""
    return f"made with {', '.join(other) or 'less'}; the program at hand has {', '.join(missing) or 'less'}"


def _bare(document: Document) -> Document:
    """The document as its reader gave it, with nothing found yet."""
    syntax, prose = document.syntax, [each for each in document.blocks if each.kind is not BlockKind.VERBATIM]
    sentences = tuple(
        sentence
        for block in prose
        for sentence in prose_sentences(document.source, block.span, _within(syntax, block.span))
    )
    return replace(
        document, sentences=sentences, edits=(), damage=None, mentions=(), entities=(), terms=(), quantities=()
    )


def _within(spans: Sequence[Span], around: Span) -> Iterator[Span]:
    return (span for span in spans if around.holds(span))


def _difference(data: bytes, made: bytes) -> Iterator[Finding]:
    """The first line in which the edition and the one made again differ."""
    lines = zip_longest(data.decode(errors="replace").split("\n"), made.decode().split("\n"), fillvalue="")
    for number, (here, there) in enumerate(lines, 1):
        if here != there:
            at = next(place for place, (a, b) in enumerate(zip_longest(here, there)) if a != b)
            shown = [line[max(0, at - _SHOWN // 2) : at + _SHOWN].strip() or "nothing" for line in (there, here)]
            yield Finding("not-repeatable", f"made again, it reads “{shown[0]}”, not “{shown[1]}”", line=number)
            return


def _unsettled(document: Document) -> Iterator[Finding]:
    """The first change that cleaning makes to a text that was cleaned already."""
    for edit in document.applied[:1]:
        yield Finding("clean-unsettled", _told(edit, len(document.applied)), Severity.WARNING)


def _told(edit: Edit, count: int) -> str:
    more = f", and {count - 1} more" if count > 1 else ""
    return f"cleaned again, “{edit.original}” would become “{edit.replacement}” ({edit.rule}){more}"
