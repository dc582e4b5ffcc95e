"""Make the register of Polish names: what every Polish surname, given name and place is called before it is declined.

    pip install "annotate-tei[train]"
    python -m annotate.normalize.training.register -o annotate/data/profiles/polish-spun

The forms and their readings are those of Słownik gramatyczny języka polskiego as Morfeusz 2 knows it, how often a form
is written comes from wordfreq. A form that may belong to several names or words is shared out among them by how often
each has forms of its own (expectation maximization, Dempster, Laird and Rubin 1977).
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from annotate.data.load import write_table
from annotate.normalize.register import GIVEN, PLACE, SURNAME_OF_A_MAN, SURNAME_OF_A_WOMAN, WORD
from annotate.normalize.rules.slavic import bases

BILLION = 10**9
LEAST = 2
"""How often in a billion words a name must be written to be kept."""
SHORTEST = 3
ROUNDS = 8
FIRST, SMALL = 1e-9, 1e-10
"""The weight with which every name begins, and what keeps one from vanishing."""
NOTE = """\
Polish names as they are called before they are declined: g given name, m surname of a man, f of a woman, p place.
w is another word that a damaged name must not be taken for. Weight: times in a billion words.
Made by python -m annotate.normalize.training.register, see README.md; CC BY-SA 4.0."""


class Reading(NamedTuple):
    """What a form may be: a form of `lemma`."""

    lemma: str
    is_name: bool
    is_undeclined: bool
    kinds: str
    """What the lemma is called for; empty for what is no name, or where the form is declined."""


Analysis = tuple[int, int, tuple[str, str, str, Sequence[str], Sequence[str]]]
"""What Morfeusz says of a form: where it begins and ends, then form, lemma, tags, kinds of name, labels of style."""


def readings(analyses: Iterable[Analysis]) -> Iterator[Reading]:
    """The readings of a form, as Morfeusz tells them; vocatives and mocking plurals are left out."""
    for _, _, (_, lemma, tag, names, _) in analyses:
        parts = tag.split(":")
        if tag == "ign" or parts[0] == "depr" or (len(parts) > 2 and parts[2] == "voc"):
            continue
        kinds = "".join(sorted(_kinds(names, parts)))
        is_undeclined = _is_undeclined(parts)
        yield Reading(lemma.split(":")[0], bool(kinds), is_undeclined, kinds if is_undeclined else "")


def _is_word(form: str) -> bool:
    return len(form) >= SHORTEST and form.isalpha()


def _is_undeclined(tag: Sequence[str]) -> bool:
    return len(tag) > 2 and "nom" in tag[2].split(".")


def _kinds(names: Sequence[str], tag: Sequence[str]) -> Iterator[str]:
    gender = tag[3] if len(tag) > 3 else ""
    for name in names:
        if name == "imię":
            yield GIVEN
        elif name == "nazwa_geograficzna":
            yield PLACE
        elif name == "nazwisko":
            yield SURNAME_OF_A_WOMAN if gender == "f" else SURNAME_OF_A_MAN


def weights(forms: Mapping[str, tuple[float, Sequence[tuple[str, bool]]]]) -> Mapping[tuple[str, bool], float]:
    """How often each lemma is written, from how often each form is, and of which lemmas it may be a form."""
    found: Mapping[tuple[str, bool], float] = defaultdict(lambda: FIRST)
    for _ in range(ROUNDS):
        shares: Counter[tuple[str, bool]] = Counter()
        for frequency, lemmas in forms.values():
            whole = sum(found[lemma] for lemma in lemmas)
            for lemma in lemmas:
                shares[lemma] += frequency * found[lemma] / whole  # type: ignore[assignment]  # typed for whole counts
        found = defaultdict(lambda: FIRST, {lemma: share + SMALL for lemma, share in shares.items()})
    return found


def register_rows(
    frequencies: Mapping[str, float], analyse: Callable[[str], Iterable[Analysis]]
) -> list[tuple[str, str, int]]:
    """Name, kinds and weight of each name, and of each word that damaged names may be taken for, sorted."""
    forms: dict[str, tuple[float, list[tuple[str, bool]]]] = {}
    kinds: dict[str, set[str]] = defaultdict(set)
    plain: set[str] = set()
    for word, frequency in frequencies.items():
        title = word.capitalize()
        found = {*readings(analyse(title)), *readings(analyse(word))} if _is_word(word) else set()
        if found:
            forms[word] = frequency, sorted({(reading.lemma, reading.is_name) for reading in found})
            kinds[title].update(*(reading.kinds for reading in found if reading.lemma == title))
            if any(reading.is_undeclined and not reading.is_name for reading in found):
                plain.add(title)
    found_weights = weights(forms)
    weight = {name: round(BILLION * found_weights[name, True]) for name, each in kinds.items() if each}
    names = {name: ("".join(sorted(kinds[name])), each) for name, each in weight.items() if each >= LEAST}
    words = {
        word: (WORD, round(BILLION * frequencies[word.lower()]))
        for word in plain - names.keys()
        if not names.keys().isdisjoint(bases(word))
    }
    return sorted((name, *about) for name, about in {**words, **names}.items())


def main() -> int:
    """Run the command line."""
    import morfeusz2
    import wordfreq

    parser = argparse.ArgumentParser(prog="python -m annotate.normalize.training.register")
    parser.add_argument("-o", "--out", type=Path, required=True, help="folder of the profile")
    options = parser.parse_args()
    analyse = morfeusz2.Morfeusz(expand_tags=False, generate=False).analyse
    rows = register_rows(wordfreq.get_frequency_dict("pl", "best"), analyse)
    write_table(options.out / "register.tsv", ("name", "kinds", "weight"), rows, NOTE)
    return 0


if __name__ == "__main__":
    sys.exit(main())
