"""Teach spaCy's small English tagger the names this program looks for: persons, organisations, places.

    python -m annotate.training.english_names --gold en_ewt-ud-dev.iob2 en_ewt-ud-test.iob2 \
        --columns wikigold.conll.txt politics/train.txt politics/dev.txt ... [-o annotate/data]

The taught tagger begins with what en_core_web_sm knows of words and learns three kinds of names instead of
eighteen. What the untaught one takes for a nationality, a work or an event stays a kind of its own, OTHER, which
speaks against a name. Some names are replaced by Chinese persons and by cities of the world, of which annotated
English has few. The same files give the same bytes on the same machine, with the same versions of spaCy and numpy.
"""

from __future__ import annotations

import argparse
import lzma
import random
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotate.entities.namelists import load_name_lists
from annotate.entities.tagger import OTHER, TAUGHT, add_recogniser, base_pipeline
from annotate.entities.words import SURNAMES
from annotate.evaluate.gold_names import Gold, Name, read_gold, sentence_by_sentence
from annotate.training.columns import read_columns

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline import EntityRecognizer
    from spacy.tokens import Span
    from spacy.training import Example

DATA = Path(__file__).parent.parent / "data"
SEED = 1
EPOCHS = 5
BATCH = 32
DROPOUT = 0.3
LEARN_RATE = 0.001
"""Of Adam, falling to nothing in equal steps."""
REPLACED = 0.25
"""Share of the names that others replace."""
CHINESE = 0.6
"""Share of the persons so replaced who become Chinese ones; the others get another given name."""
LARGE = 100_000
"""Inhabitants of a city that may stand for another place."""
MOST_SENTENCES = 3
"""Of one passage; what the tagger reads later are passages too."""
LABELS = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}
NO_NAMES = frozenset({"NORP", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW", "LANGUAGE"})
GIVEN = tuple(
    "ai bin bo chao chun dan fang fei gang guang hai hao hong hua hui jia jian jie jing jun kai kun lan lei li liang"
    " lin ling long lu mei min ming na ning peng ping qi qiang qing rong rui shan shu tao ting wei wen xia xiang xiao"
    " xin xue yan yang yao yi ying yong yu yuan yun ze zhen zheng zhi zhong zi".split()
)
"""Syllables of Chinese given names."""


def passages(sentences: Sequence[Gold], chance: random.Random) -> Iterator[list[Gold]]:
    """Up to `MOST_SENTENCES` sentences that follow each other, at a time."""
    rest = iter(sentences)
    while passage := [*islice(rest, chance.randint(1, MOST_SENTENCES))]:
        yield passage


def joined(passage: Iterable[Gold], chance: random.Random) -> Gold:
    """A passage as one text, with some of its names replaced."""
    text, names = "", list[Name]()
    for sentence in passage:
        at = 0
        text += " " if text else ""
        for name in sentence.names:
            surface = sentence.text[name.start : name.end]
            if chance.random() < REPLACED:
                surface = another(surface, name.type, chance)
            text += sentence.text[at : name.start]
            names.append(Name(len(text), len(text) + len(surface), name.type))
            text += surface
            at = name.end
        text += sentence.text[at:]
    return Gold("", text, tuple(names))


def another(surface: str, kind: str, chance: random.Random) -> str:
    """Another name for a person of two words or a place of one; others stay."""
    words, lists = surface.split(), load_name_lists()
    if kind == "PER" and len(words) == 2:
        if chance.random() >= CHINESE:
            return f"{chance.choice(sorted(lists.given))} {words[1]}"
        given = "".join(chance.choice(GIVEN) for _ in range(chance.randint(1, 2)))
        return f"{chance.choice(sorted(SURNAMES)).capitalize()} {given.capitalize()}"
    if kind == "LOC" and len(words) == 1 and surface[0].isupper():
        return chance.choice([city for city, inhabitants in (lists.cities or {}).items() if inhabitants > LARGE])
    return surface


def examples(pipeline: Language, texts: Sequence[Gold]) -> Iterator[Example]:
    """Texts with their names, and with what the untaught tagger says of the words between them."""
    from spacy.training import Example

    for gold, tagged in zip(texts, pipeline.pipe(text.text for text in texts), strict=True):
        found = [(name.start, name.end, LABELS[name.type]) for name in gold.names]
        found += [
            (guess.start_char, guess.end_char, OTHER)
            for guess in tagged.ents
            if guess.label_ in NO_NAMES
            and not any(name.start < guess.end_char and guess.start_char < name.end for name in gold.names)
        ]
        doc = pipeline.make_doc(gold.text)
        reference = doc.copy()
        spans = (reference.char_span(*name, alignment_mode="expand") for name in sorted(found))
        reference.set_ents([*_apart(span for span in spans if span is not None)])
        yield Example(doc, reference)


def _apart(spans: Iterable[Span]) -> Iterator[Span]:
    """Spans in text order without those that share a token with the one before."""
    end = 0
    for span in spans:
        if span.start >= end:
            yield span
            end = span.end


def learn(pipeline: Language, taught: Sequence[Example]) -> EntityRecognizer:
    """A recogniser that begins with the word vectors of the pipeline's own, and the averaged weights of its steps."""
    from thinc.api import Adam, fix_random_seed

    fix_random_seed(SEED)
    old = pipeline.get_pipe("ner")
    new = add_recogniser(pipeline, "taught")
    for label in (*LABELS.values(), OTHER):
        new.add_label(label)
    new.initialize(lambda: taught[:200], nlp=pipeline)
    _copy_weights(old, new)
    optimizer = Adam(LEARN_RATE)
    optimizer.averages = {}
    for epoch in range(EPOCHS):
        optimizer.learn_rate = LEARN_RATE * (1 - epoch / EPOCHS)
        shuffled = random.Random(epoch).sample(taught, len(taught))  # noqa: S311 - no secret
        for at in range(0, len(shuffled), BATCH):
            new.update(shuffled[at : at + BATCH], drop=DROPOUT, sgd=optimizer)
    _set_weights(new, optimizer.averages)
    return new


def _copy_weights(old: EntityRecognizer, new: EntityRecognizer) -> None:
    """Begin with what `old` knows of words and their neighbours."""
    layers = (recogniser.model.get_ref("tok2vec").walk() for recogniser in (old, new))
    for source, target in zip(*layers, strict=True):
        for name in source.param_names:
            if source.has_param(name):
                target.set_param(name, source.get_param(name).copy())


def _set_weights(recogniser: EntityRecognizer, averages: dict[tuple[int, str], Any]) -> None:
    """Give each layer the average of its weights, in 16 bits: then the file packs to half, and nothing else changes."""
    for layer in recogniser.model.walk():
        for name in layer.param_names:
            if layer.has_param(name):
                weights = averages.get((layer.id, name), layer.get_param(name))
                layer.set_param(name, weights.astype("float16").astype("float32"))


def main() -> None:
    """Read the paths from the command line, learn, and write the file."""
    from thinc.api import use_ops

    parser = argparse.ArgumentParser(description="Teach the tagger of English names that annotate carries.")
    parser.add_argument("--gold", type=Path, nargs="+", required=True, help="annotated documents, IOB2 with `# text`")
    parser.add_argument("--columns", type=Path, nargs="*", default=[], help="annotated sentences, a word a line")
    parser.add_argument("-o", "--output", type=Path, default=DATA, help="folder to write to (default: %(default)s)")
    arguments = parser.parse_args()
    chance = random.Random(SEED)  # noqa: S311 - no secret
    documents = [[*sentence_by_sentence([document])] for path in arguments.gold for document in read_gold(path)]
    documents += [[*read_columns(path.read_text(encoding="utf-8"), path.stem)] for path in arguments.columns]
    texts = [joined(passage, chance) for sentences in documents for passage in passages(sentences, chance)]
    with use_ops("numpy", use_blis=False):
        pipeline = base_pipeline()
        recogniser = learn(pipeline, [*examples(pipeline, texts)])
    packed = lzma.compress(recogniser.to_bytes(exclude=["vocab"]), preset=9 | lzma.PRESET_EXTREME)
    (arguments.output / TAUGHT).write_bytes(packed)


if __name__ == "__main__":
    main()
