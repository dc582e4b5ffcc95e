"""The worker of real batches: reads a document, runs the pipeline, writes every format."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from annotate.analysis import tokenizer
from annotate.batch.formats import FORMATS
from annotate.batch.versions import versions_of
from annotate.batch.work import Factory, Job, Product, Tell
from annotate.config import Config
from annotate.errors import InputError
from annotate.model import Certainty, Document, Token
from annotate.pipeline import Pipeline, annotating
from annotate.readers import read
from annotate.readers.jsonl import read_row
from annotate.readers.metadata import described, parse_metadata
from annotate.readers.raw import decode

NAMES_KEPT = 20
"""Entities of a document that its record lists, the most frequent ones."""


def factory_of(config: Config, formats: Sequence[str], *, encoding: str | None = None) -> Factory:
    """How any process gets the worker for these settings."""
    settings = {
        "least": config.least.value,
        "model": config.model,
        "profile": config.profile,
        "judge": config.judge,
        "gazetteer": config.gazetteer and str(config.gazetteer),
        "glossary": config.glossary and str(config.glossary),
        "formats": list(formats),
        "encoding": encoding,
    }
    return Factory("annotate.batch.annotator:make", json.dumps(settings))


def make(settings: str) -> Annotator:
    """The worker of `factory_of`, its models loaded. Raises ConfigurationError when one is missing."""
    told = json.loads(settings)
    formats, encoding = tuple(told.pop("formats")), told.pop("encoding")
    paths = {key: Path(told[key]) if told[key] else None for key in ("gazetteer", "glossary")}
    config = Config(**{**told, **paths, "least": Certainty(told["least"])})
    return Annotator(config, formats, encoding)


class Annotator:
    """Makes documents with one pipeline."""

    def __init__(self, config: Config, formats: Sequence[str], encoding: str | None) -> None:
        self.versions: Mapping[str, str] = versions_of(config, formats, encoding)
        self._pipeline: Pipeline = annotating(config)
        self._formats = formats
        self._encoding = encoding
        self._tokens = tokenizer(config.model) if any(FORMATS[name].tokens for name in formats) else None

    def __call__(self, job: Job, tell: Tell) -> Product:
        """Make one document. Raises AnnotateError when it cannot be read, or a format cannot hold it."""
        tell("read")
        document = read_job(job, self._encoding)
        for name, stage in self._pipeline.named:
            tell(name)
            document = stage(document)
        tokens: tuple[Token, ...] = ()
        if self._tokens:
            tell("analyse")
            tokens = self._tokens(document)
        files = []
        for name in self._formats:
            tell(name)
            files.append(FORMATS[name].write(document, tokens, self._pipeline.software))
        return Product(tuple(files), record_of(document))


def read_job(job: Job, encoding: str | None = None) -> Document:
    """The document of a job, under the id that the driver gave it. Raises InputError when there is none."""
    if job.format == "jsonl":
        return replace(read_row(job.data.decode(), job.source, job.id), id=job.id)
    (reading,) = read(decode(job.data, job.source, encoding=encoding), format_name=job.format)
    if isinstance(reading, InputError):
        raise reading
    if job.sidecar is not None:
        reading = described(reading, parse_metadata(job.sidecar, f"sidecar of {job.source}"))
    return replace(reading, id=job.id)


def record_of(document: Document) -> dict[str, Any]:
    """What the report tells of a document."""
    mentions = Counter(mention.entity for mention in document.mentions)
    names = {entity.id: (entity.type.value, entity.canonical) for entity in document.entities}
    frequent = sorted(mentions.items(), key=lambda pair: (-pair[1], pair[0]))[:NAMES_KEPT]
    return {
        "words": len(document.normalized.split()),
        "applied": len(document.applied),
        "suggested": len(document.suggestions),
        "entities": len(document.entities),
        "terms": len(document.terms),
        "damage": document.damage.probability if document.damage else None,
        "rules": dict(sorted(Counter(edit.rule for edit in document.applied).items())),
        "names": [[*names[identifier], count] for identifier, count in frequent],
    }
