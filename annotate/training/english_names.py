"""Teach a small transformer to recognise names in English text: persons, organisations, places.

    python -m annotate.training.english_names --gold en_ewt-ud-dev.iob2 en_ewt-ud-test.iob2 \
        --columns wikigold.conll.txt politics/train.txt politics/dev.txt ... [--news NEWS.txt.xz] [-o annotate/data]

It begins as a sentence encoder (see `transformer.training.learner`) and learns, besides, how words are written. What
spaCy's small model takes for a nationality, a work or an event is a kind of its own, OTHER, which speaks against a
name. Some names are replaced by Chinese persons and by cities of the world, of which annotated English has few, by
others each time the texts are read. The same files give the same bytes on the same machine, with the same versions of
PyTorch and spaCy and as many threads. Wants the extra `network`.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from annotate.data.load import write_arrays
from annotate.entities.namelists import load_name_lists
from annotate.entities.recogniser import FILE, OTHER, TAGS, WORD, runs
from annotate.entities.spacy_model import base_pipeline
from annotate.entities.surnames import SURNAMES
from annotate.evaluate.annotated import Gold, Name
from annotate.evaluate.gold_names import read_gold_names, sentence_by_sentence
from annotate.training.columns import read_columns
from annotate.training.silver import silver_passages

if TYPE_CHECKING:
    from spacy.language import Language
    from torch import Tensor

    from annotate.transformer import Reader

DATA = Path(__file__).parent.parent / "data"
SEED = 1
EPOCHS = 8
BATCH = 2048
"""Pieces of one step, about."""
DROPOUT = 0.1
RATE, HEAD_RATE, WARM_UP = 3e-4, 1e-3, 150
"""Learning rates of AdamW, falling to nothing in equal steps after as many steps of rising."""
SPREAD = 0.02
"""Of the weights that weigh tags, at the start."""
SAMPLE = 300
"""Steps whose texts tell how large numbers grow inside."""
REPLACED = 0.25
"""Share of the names that others replace."""
CHINESE = 0.6
"""Share of the persons so replaced who become Chinese ones; the others get another given name."""
LARGE = 100_000
"""Inhabitants of a city that may stand for another place."""
MOST_SENTENCES = 3
"""Of one passage; what is read later are passages too."""
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


@dataclass(frozen=True, slots=True)
class Example:
    """Words to be read in one go, and the number of the tag of each."""

    words: list[str]
    tags: list[int]


def examples(pipeline: Language, texts: Sequence[Gold]) -> Iterator[Example]:
    """Texts as words with tags; what spaCy takes for no name of ours, between the names, is OTHER."""
    for gold, tagged in zip(texts, pipeline.pipe(text.text for text in texts), strict=True):
        found = [(name.start, name.end, LABELS[name.type]) for name in gold.names]
        found += [
            (guess.start_char, guess.end_char, OTHER)
            for guess in tagged.ents
            if guess.label_ in NO_NAMES
            and not any(name.start < guess.end_char and guess.start_char < name.end for name in gold.names)
        ]
        yield from tagged_words(gold.text, found)


def tagged_words(text: str, names: Iterable[tuple[int, int, str]]) -> Iterator[Example]:
    """A text as runs of words; a word that a name shares belongs to it."""
    matches = [*WORD.finditer(text)]
    tags = [0] * len(matches)
    for start, end, kind in names:
        inside = [n for n, word in enumerate(matches) if word.start() < end and start < word.end()]
        for place, n in enumerate(inside):
            tags[n] = TAGS.index(f"{'I' if place else 'B'}-{kind}")
    words = [word.group() for word in matches]
    for start, end in runs(words):
        yield Example(words[start:end], tags[start:end])


def learn(documents: Sequence[Sequence[Gold]], news: Sequence[Sequence[Gold]], pipeline: Language) -> Reader:
    """Teach a reader on sentences of documents, read EPOCHS times, and of news, read once."""
    chance = random.Random(SEED)  # noqa: S311 - no secret
    teacher = _Teacher()
    for epoch in range(EPOCHS):
        read = chain(documents, news[epoch::EPOCHS])
        texts = [joined(passage, chance) for sentences in read for passage in passages(sentences, chance)]
        batches = [*_batches([*examples(pipeline, texts)], chance)]
        for number, batch in enumerate(batches):
            done = (epoch + number / len(batches)) / EPOCHS
            teacher.step(batch, min(1.0, (epoch * len(batches) + number + 1) / WARM_UP) * (1 - done))
        sys.stderr.write(f"\rread {epoch + 1} of {EPOCHS} times")
    return teacher.learner.reader(*teacher.head, (example.words for example in chain(*batches[:SAMPLE])))


def _batches(found: Sequence[Example], chance: random.Random) -> Iterator[list[Example]]:
    """Texts of about equal length side by side, in any order."""
    ordered = sorted(found, key=lambda example: len(example.words) + 6 * chance.random())
    groups: list[list[Example]] = [[]]
    size = 0
    for example in ordered:
        groups[-1].append(example)
        size += 2 + len(example.words) * 3 // 2
        if size >= BATCH:
            groups.append([])
            size = 0
    full = [group for group in groups if group]
    yield from chance.sample(full, len(full))


class _Teacher:
    """The transformer while it learns, and what weighs tags on top of it."""

    def __init__(self) -> None:
        import torch

        from annotate.transformer.training.learner import Learner

        torch.manual_seed(SEED)
        self.learner = Learner(dropout=DROPOUT)
        weights = torch.randn(len(TAGS), self.learner.vectors.shape[1]) * SPREAD
        self.head: tuple[Tensor, Tensor] = (weights.requires_grad_(), torch.zeros(len(TAGS), requires_grad=True))
        adam, betas = torch.optim.AdamW, (0.9, 0.98)
        self.on_top = [*self.head, self.learner.shapes]
        self.optimizers = {
            adam(self.learner.exact, lr=RATE, weight_decay=0.01, betas=betas, fused=True): RATE,
            adam(self.on_top, lr=HEAD_RATE, weight_decay=0.0, betas=betas, fused=True): HEAD_RATE,
        }

    def step(self, batch: Sequence[Example], share: float) -> None:
        """One step, at a share of the full rates."""
        from torch.nn.utils import clip_grad_norm_

        self._loss(batch).backward()
        self.learner.hand_over()
        for weights in (self.learner.exact, self.on_top):
            clip_grad_norm_(weights, 1.0)
        for optimizer, rate in self.optimizers.items():
            for group in optimizer.param_groups:
                group["lr"] = rate * share
            optimizer.step()
            optimizer.zero_grad()
        self.learner.take_back()

    def _loss(self, batch: Sequence[Example]) -> Tensor:
        """How surprising the tags are; nats, the mean over words."""
        import torch
        from torch.nn import functional

        from annotate.transformer.training.learner import rows_of

        pieces, shapes, lengths, first = rows_of(self.learner.embeddings, [example.words for example in batch])
        places = torch.tensor(
            [row * pieces.shape[1] + at for row, starts in enumerate(first) for at in starts.tolist()]
        )
        states = self.learner.states(pieces, shapes, lengths).flatten(0, 1).index_select(0, places).float()
        scores = functional.linear(functional.dropout(states, DROPOUT), *self.head)
        return functional.cross_entropy(scores, torch.tensor([tag for example in batch for tag in example.tags]))


def main() -> None:
    """Read the paths from the command line, learn, and write the file."""
    parser = argparse.ArgumentParser(description="Teach the recogniser of English names that annotate carries.")
    parser.add_argument("--gold", type=Path, nargs="+", required=True, help="annotated documents, IOB2 with `# text`")
    parser.add_argument("--columns", type=Path, nargs="*", default=[], help="annotated sentences, a word a line")
    parser.add_argument("--news", type=Path, help="news to find names in by the recogniser that is there, .txt.xz")
    parser.add_argument("-o", "--output", type=Path, default=DATA, help="folder to write to (default: %(default)s)")
    arguments = parser.parse_args()
    documents = [[*sentence_by_sentence([document])] for path in arguments.gold for document in read_gold_names(path)]
    documents += [[*read_columns(path.read_text(encoding="utf-8"), path.stem)] for path in arguments.columns]
    news = [*silver_passages(arguments.news)] if arguments.news else []
    write_arrays(arguments.output / FILE, learn(documents, news, base_pipeline()).arrays())


if __name__ == "__main__":
    main()
