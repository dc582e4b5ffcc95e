"""`annotate tei`: editions out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from difflib import get_close_matches
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from annotate.cli.console import Exit, counted, each_document, emit, errors_told, is_xml, say, usage_error
from annotate.cli.destination import Destination, deliver
from annotate.cli.options import Apply, Encoding, Files, From, Judge, Model, Names, Profile, Terms
from annotate.model import Certainty, Document, Software, Token

if TYPE_CHECKING:
    from annotate.pipeline import Pipeline


class TeiFormat(StrEnum):
    """What `tei` can print."""

    XML = "xml"
    JSON = "json"


class Form(StrEnum):
    """The forms an edition can have."""

    READING = "reading"
    DIPLOMATIC = "diplomatic"
    CLEAN = "clean"
    ANALYSED = "analysed"


_ENDINGS = {Form.ANALYSED: ".ana.xml", Form.DIPLOMATIC: ".dipl.xml", Form.CLEAN: ".clean.xml"}


def tei(
    files: Files,
    *,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="A file for one edition, a folder for several. Default: stdout."),
    ] = None,
    format_: Annotated[
        TeiFormat, typer.Option("--format", help="xml, or json: mentions, entities and terms, a line a document.")
    ] = TeiFormat.XML,
    form: Annotated[
        Form, typer.Option("--as", help="Which form of edition: what stands in its text, and what beside it.")
    ] = Form.READING,
    meta: Annotated[
        list[str] | None,
        typer.Option(help="What is known of the text, as author='Lin Wen'; wins over the file's own word. Repeatable."),
    ] = None,
    apply: Apply = Certainty.MEDIUM,
    profile: Profile = "auto",
    judge: Judge = None,
    model: Model = None,
    gazetteer: Names = None,
    glossary: Terms = None,
    encoding: Encoding = None,
    input_format: From = None,
) -> None:
    """Write a TEI P5 edition of each text: every change marked, explained and reversible.

    A TEI file made elsewhere (.xml) keeps every byte and gets our mark-up inside its paragraphs; `annotate strip`
    takes it out again.
    """
    from annotate.config import Config
    from annotate.pipeline import annotating

    as_rows = format_ is TeiFormat.JSON
    is_woven = any(map(is_xml, files)) and input_format is None and not as_rows
    has_form = form is not Form.READING
    if is_woven:
        idle = {"--as": has_form, "--meta": bool(meta), "--encoding": encoding is not None}
        _require_none(idle, "a TEI file made elsewhere keeps its form and its header")
    if as_rows:
        _require_none({"--as": has_form}, "rows of JSON have one form")
    with errors_told():
        told = _metadata(meta or [])
        config = Config(least=apply, profile=profile, model=model, judge=judge, gazetteer=gazetteer, glossary=glossary)
        pipeline = annotating(config)
        if is_woven:
            code = _woven(pipeline, files, output)
        elif as_rows:
            annotate = partial(_annotated, pipeline, told)
            code = _rows(annotate, files, output, encoding=encoding, format_name=input_format)
        else:
            edit = partial(_edition, partial(_annotated, pipeline, told), pipeline.software, form, model)
            code = _editions(edit, form, files, output, encoding=encoding, format_name=input_format)
    raise typer.Exit(code)


def _require_none(given: dict[str, bool], why: str) -> None:
    """Refuse options that would be passed over, so that nothing is asked for in vain."""
    if idle := [name for name, is_given in given.items() if is_given]:
        usage_error(f"{why}: leave out {', '.join(idle)}")


def _metadata(told: list[str]) -> dict[str, str]:
    """The options as metadata."""
    from annotate.readers.metadata import KEYS

    names = [key for key in KEYS if key != "id"]
    pairs: dict[str, str] = {}
    for each in told:
        name, _, words = each.partition("=")
        if name not in names or not words.strip():
            near = get_close_matches(name, names, 1) if name not in names else []
            hint = (
                f"did you mean {near[0]!r}?" if near else f"write NAME=WORDS, where NAME is one of {', '.join(names)}"
            )
            usage_error(f"--meta {each}: {hint}")
        pairs[name] = words
    return pairs


def _annotated(pipeline: Pipeline, told: dict[str, str], document: Document) -> Document:
    """The document through all stages, with what the options say of it."""
    return pipeline(replace(document, metadata=replace(document.metadata, **told)))


def _edition(
    annotate: Callable[[Document], Document], software: Software, form: Form, model: str | None, document: Document
) -> tuple[Document, bytes]:
    """The annotated document and its edition."""
    from annotate.normalize import rules_by_name
    from annotate.tei import Profile, write_edition

    annotated = annotate(document)
    tokens: tuple[Token, ...] = ()
    if form is Form.ANALYSED:
        from annotate.analysis import tokenizer

        tokens = tokenizer(model)(annotated)
    return annotated, write_edition(annotated, rules_by_name(), software, profile=Profile(form), tokens=tokens)


def _woven(pipeline: Pipeline, files: list[Path], output: Path | None) -> Exit:
    """Our mark-up in a TEI file made elsewhere."""
    from annotate.normalize import rules_by_name
    from annotate.readers.raw import name_of, read_bytes
    from annotate.tei.weave import document_of, woven

    if len(files) > 1:
        usage_error("TEI files are marked one at a time: name one file, and with -o where the result goes")
    (path,) = files
    data, name = read_bytes(path), name_of(path)
    document = pipeline(document_of(data, name))
    deliver(woven(data, name, document, rules_by_name(), pipeline.software), output)
    _tell(output, document)
    return Exit.FINE


def _rows(
    annotate: Callable[[Document], Document],
    files: list[Path],
    output: Path | None,
    *,
    encoding: str | None,
    format_name: str | None,
) -> Exit:
    """Names and terms, a line a document, to stdout or into one file."""
    from annotate.exports.rows import annotation_row, to_line

    lines: list[str] = []

    def work(document: Document) -> bool:
        line = to_line(annotation_row(annotate(document)))
        if output is None:
            emit(line)
        else:
            lines.append(line)
        return False

    code = each_document(files, work, encoding=encoding, format_name=format_name)
    if lines:
        deliver("".join(lines).encode(), output)
    return code


def _editions(
    edit: Callable[[Document], tuple[Document, bytes]],
    form: Form,
    files: list[Path],
    output: Path | None,
    *,
    encoding: str | None,
    format_name: str | None,
) -> Exit:
    """Editions, one to stdout or into a file, several into a folder."""
    destination = Destination(output, several=len(files) > 1)

    def work(document: Document) -> bool:
        path = destination.place_of(document.id, _ENDINGS.get(form, ".xml"))
        annotated, data = edit(document)
        deliver(data, path)
        _tell(path, annotated)
        return False

    return each_document(files, work, encoding=encoding, format_name=format_name)


def _tell(path: Path | None, document: Document) -> None:
    """What a file holds; nothing where it went to stdout."""
    if path:
        say(
            f"{path}: {counted(len(document.applied), 'edit')} made, {len(document.suggestions)} suggested,"
            f" {counted(len(document.entities), 'name')}, {counted(len(document.terms), 'Chinese term')}"
        )
