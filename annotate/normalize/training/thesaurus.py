"""The inverse thesaurus, from a MyThes file: both directions, no regard to part of speech, inflected alike."""

from __future__ import annotations

import lzma
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np

from annotate.normalize.context import LanguageModel
from annotate.normalize.network import Network
from annotate.normalize.thesaurus import UNRELATED, Thesaurus

CLASSES = {"similar term": 1, "generic term": 2}
"""How near an entry says a term is; an unmarked one is a synonym (0), any other mark makes it related (3)."""
RELATED = 3
TAGS = {
    "NOUN": ("NN", "NNS"),
    "VERB": ("VB", "VBD", "VBG", "VBN", "VBZ"),
    "ADJ": ("JJ", "JJR", "JJS"),
    "ADV": ("RB", "RBR", "RBS"),
}
LEAST_COUNT = 20
"""How often a word must stand in reference text to be offered."""

Links = dict[str, tuple[int, int]]
"""For one found word, by word meant: how each stands in the other's entry."""


def build_thesaurus(path: Path, network: Network, model: LanguageModel) -> Thesaurus:
    """Links between the words of the network's vocabulary, from a MyThes `.dat.xz` file."""
    entries = _read(path)
    listed: dict[str, dict[str, int]] = defaultdict(dict)
    for head, terms in entries.items():
        for term, near in terms.items():
            listed[term][head] = near
    sizes, meant, forward, backward = [], [], [], []
    for word in network.spellings:
        links = _links(word, entries, listed, model) if re.fullmatch(r"[a-z][a-z-]{2,}", word) else {}
        known = sorted((network.words[to], relation) for to, relation in links.items() if to in network.words)
        sizes.append(len(known))
        meant += [number for number, _ in known]
        forward += [relation[0] for _, relation in known]
        backward += [relation[1] for _, relation in known]
    return Thesaurus(
        np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
        np.array(meant, np.int64),
        np.array(forward, np.int8),
        np.array(backward, np.int8),
    )


def related_words(path: Path) -> dict[str, set[str]]:
    """All terms of every entry of a MyThes `.dat.xz` file, however near, but for antonyms."""
    return {head: set(terms) for head, terms in _read(path).items()}


def _read(path: Path) -> Mapping[str, dict[str, int]]:
    """Entry by entry the terms and how near they are; antonyms are left out."""
    entries: dict[str, dict[str, int]] = defaultdict(dict)
    with lzma.open(path, "rt", encoding="latin-1") as file:
        lines = iter(file)
        next(lines)  # the name of the encoding
        for line in lines:
            head, count = line.rstrip("\n").lower().rsplit("|", 1)
            for _ in range(int(count)):
                for term, near in _terms(next(lines)):
                    if term != head:
                        entries[head][term] = min(near, entries[head].get(term, UNRELATED))
    return entries


def _terms(line: str) -> Iterator[tuple[str, int]]:
    for field in line.rstrip("\n").lower().split("|")[1:]:
        marked = re.fullmatch(r"(.*?) \((.*)\)", field)
        if marked is None:
            yield field, 0
        elif marked[2] != "antonym":
            yield marked[1], CLASSES.get(marked[2], RELATED)


def _links(
    word: str, entries: Mapping[str, dict[str, int]], listed: Mapping[str, dict[str, int]], model: LanguageModel
) -> Links:
    """What a found word may stand for. Only forms that reference text has are believed: lemminflect invents some."""
    import lemminflect

    links: Links = {}

    def add(to: str, forward: int, backward: int) -> None:
        if to != word and model.count(to) >= LEAST_COUNT:
            before = links.get(to, (UNRELATED, UNRELATED))
            links[to] = min(before[0], forward), min(before[1], backward)

    for to, relation in _related(word, entries, listed).items():
        add(to, *relation)
    for part, lemmas in lemminflect.getAllLemmas(word).items():
        for lemma in lemmas:
            tags = [tag for tag in TAGS.get(part, ()) if word in (lemminflect.getInflection(lemma, tag) or ())]
            if lemma == word or not tags:
                continue
            for to, relation in _related(lemma, entries, listed).items():
                for form in {form for tag in tags for form in lemminflect.getInflection(to, tag) or ()}:
                    add(form, *relation)
    return links


def _related(word: str, entries: Mapping[str, dict[str, int]], listed: Mapping[str, dict[str, int]]) -> Links:
    """Single words joined to a word in either direction."""
    forward, backward = listed.get(word, {}), entries.get(word, {})
    return {
        to: (forward.get(to, UNRELATED), backward.get(to, UNRELATED))
        for to in sorted({*forward, *backward})
        if to.isalpha()
    }
