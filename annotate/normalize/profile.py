"""Profiles: what is known about the damage of one kind of page, as a folder of tables.

    NAME/profile.toml    what it is, by which words a page is known to belong to it, examples that are tests; its keys
                         stand in annotate/normalize/profile_toml.py
         terms.tsv       found, meant, needs: fixed terms written in other words ("counterfeit consciousness")
         brands.tsv      found, meant, needs: names turned into words ("Virtual Poland" for Wirtualna Polska)
         names.tsv       surname, given, also: names whose forms are worked out ("Czarnka" for Czarnek); given names
                         after the first are other spellings of it; what ends with + in also is declined too
         register.tsv    name, kinds, weight: names of a language, undeclined; see annotate/normalize/register.py
         places.tsv      name, english, forms: places, what English calls them where it has another name, and how their
                         names are declined, parted by | ("Podolu", of Podole, for Podolia)
         given.tsv       english, original: given names that engines translate (Simon, Szymon)
         spellings.tsv   wrong, right

Every table may be missing. In `found` and `meant`, 0 stands for any number. `needs` lists words parted by |, of which
one must stand in the same text; @WORD is the list of that name under [evidence] in profile.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from importlib.resources.abc import Traversable

from annotate.data.load import Row, read_rows
from annotate.errors import ConfigurationError
from annotate.normalize.profile_toml import read_about
from annotate.normalize.register import Entry, Register
from annotate.normalize.rules.slavic import inflected, respelt, unmarked
from annotate.normalize.tokens import tokenize

ANY_NUMBER = "0"
COLUMNS_OF_PLACES = ("name", "english", "forms")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in a row as they are found, as counted forms, and what was meant by them."""

    found: tuple[str, ...]
    written: tuple[str, ...]
    """The words with their capitals; where there are any, the words count only when written so."""
    meant: str
    needs: frozenset[str]
    """Counted forms of which one must stand in the same text; none needed when empty."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name; the given name is empty for firms, places and people known by one name."""

    surname: str
    given: str
    otherwise: tuple[str, ...] = ()
    """Other spellings of the given name: Wołodymyr for Volodymyr."""


@dataclass(frozen=True, slots=True)
class Location:
    """A place by the name it has in the language of a profile, and the one that English texts use."""

    name: str
    english: str


Phrases = Mapping[str, tuple[Phrase, ...]]
"""Phrases by their first word; those that begin with any number stand under 0."""
Forms = Mapping[str, tuple[Name, ...]]
"""The names that a word may be a damaged form of."""


@dataclass(frozen=True, eq=False)
class Profile:
    """The tables of one kind of page, ready to be looked up."""

    name: str
    description: str
    words: frozenset[str]
    """Words that pages of this kind use."""
    letters: frozenset[str]
    """Letters that only words of this kind of page have."""
    least: int
    """How many different marks, words of the list or words with such letters, a page must have to belong."""
    terms: Phrases = field(default_factory=dict)
    brands: Phrases = field(default_factory=dict)
    names: Mapping[str, tuple[Name, ...]] = field(default_factory=dict)
    """Names by surname."""
    inflections: Forms = field(default_factory=dict)
    respellings: Forms = field(default_factory=dict)
    register: Register = field(default_factory=Register)
    """Names that are many and not known to be of people in the news."""
    places: Mapping[str, Location] = field(default_factory=dict)
    """Places by the declined forms of their names."""
    given: Mapping[str, str] = field(default_factory=dict)
    spellings: Mapping[str, str] = field(default_factory=dict)
    examples: tuple[tuple[str, str], ...] = ()
    """Text before and after; the same twice shows what must stay."""

    @property
    def of_people(self) -> tuple[Mapping[str, object], ...]:
        """The tables that know names and their forms."""
        return self.names, self.inflections, self.respellings

    def holds(self, source: str, words: AbstractSet[str]) -> bool:
        """Whether a text with these words, as they are written, belongs to the profile."""
        if self.least == 0:
            return True
        marks = len(self.words & words)
        if marks < self.least and self.letters and any(letter in self.letters for letter in source):
            marks += sum(1 for word in {word.lower() for word in words} if not self.letters.isdisjoint(word))
        return marks >= self.least


def read_profile(folder: Traversable) -> Profile:
    """The profile in a folder.

    Raises ConfigurationError naming the file, and the key or the line and column of what is wrong.
    """
    about = read_about(folder)
    profile = Profile(
        name=about.name,
        description=about.description,
        words=about.words,
        letters=about.letters,
        least=about.least,
        examples=about.examples,
    )
    return _with_tables(profile, folder, about.evidence)


def _with_tables(profile: Profile, folder: Traversable, evidence: Mapping[str, frozenset[str]]) -> Profile:
    people = [
        (Name(row["surname"], *_given(row["given"])), [*_also(row["also"])])
        for row in read_rows(folder / "names.tsv", ("surname", "given", "also"), may_be_empty=("given", "also"))
    ]
    surnames = {name.surname for name, _ in people}
    return replace(
        profile,
        terms=_phrases(folder / "terms.tsv", evidence, plural=True),
        brands=_phrases(folder / "brands.tsv", evidence),
        names=_grouped((name.surname, name) for name, _ in people),
        inflections=_grouped(
            (form, name) for name, _ in people for form in inflected(name.surname) if form not in surnames
        ),
        respellings=_grouped(
            (form, name) for name, also in people for form in _respellings(name, also) if form not in surnames
        ),
        register=_register(folder / "register.tsv"),
        places=_places(folder / "places.tsv"),
        given={row["english"]: row["original"] for row in read_rows(folder / "given.tsv", ("english", "original"))},
        spellings={row["wrong"]: row["right"] for row in read_rows(folder / "spellings.tsv", ("wrong", "right"))},
    )


def _register(file: Traversable) -> Register:
    rows = read_rows(file, ("name", "kinds", "weight"))
    try:
        return Register({row["name"]: Entry(row["kinds"], int(row["weight"])) for row in rows})
    except ValueError as error:
        raise ConfigurationError(f"{file}: a weight is no whole number: {error}") from error


def _places(file: Traversable) -> dict[str, Location]:
    """The place that a form is meant for; one that two places have, or that English uses, tells nothing."""
    found: dict[str, set[Location]] = {}
    for row in read_rows(file, COLUMNS_OF_PLACES, may_be_empty=("english", "forms")):
        location = Location(row["name"], row["english"] or row["name"])
        for form in {*row["forms"].split("|")} - {"", location.english}:
            found.setdefault(form, set()).add(location)
    return {form: locations.pop() for form, locations in found.items() if len(locations) == 1}


def _given(names: str) -> tuple[str, tuple[str, ...]]:
    first, *others = names.split("|")
    return first, tuple(others)


def _also(names: str) -> Iterator[str]:
    """The other spellings of a surname, and the forms of those marked with +.

    A spelling without its marks alone is not among them: English papers write Zelenski too.
    """
    for name in filter(None, names.split("|")):
        bare = name.removesuffix("+")
        yield bare
        if name.endswith("+"):
            forms = inflected(bare)
            yield from sorted({*forms, *map(unmarked, forms)} - {unmarked(bare)})


def _respellings(name: Name, also: Sequence[str]) -> set[str]:
    forms = {name.surname, *inflected(name.surname)}
    return {*map(unmarked, forms), *respelt(name.surname), *also} - forms


def _grouped(pairs: Iterable[tuple[str, Name]]) -> Forms:
    groups: dict[str, tuple[Name, ...]] = {}
    for form, name in pairs:
        if name not in groups.get(form, ()):
            groups[form] = (*groups.get(form, ()), name)
    return groups


def _phrases(file: Traversable, evidence: Mapping[str, frozenset[str]], *, plural: bool = False) -> Phrases:
    phrases: dict[str, tuple[Phrase, ...]] = {}
    for row in read_rows(file, ("found", "meant", "needs"), may_be_empty=("needs",)):
        needs = _needs(row, evidence)
        wordings = [(row["found"], row["meant"])]
        if plural:
            wordings.append((pluralized(row["found"]), pluralized(row["meant"])))
        for found, meant in wordings:
            phrase = _phrase(found, meant, needs)
            phrases[phrase.found[0]] = (*phrases.get(phrase.found[0], ()), phrase)
    return {first: tuple(sorted(group, key=lambda p: -len(p.found))) for first, group in phrases.items()}


def _phrase(found: str, meant: str, needs: frozenset[str]) -> Phrase:
    tokens = tokenize(found)
    written = tuple(token.text for token in tokens) if found != found.lower() else ()
    return Phrase(tuple(token.key for token in tokens), written, meant, needs)


def _needs(row: Row, evidence: Mapping[str, frozenset[str]]) -> frozenset[str]:
    needs: set[str] = set()
    for word in filter(None, row["needs"].split("|")):
        if word.startswith("@"):
            if word[1:] not in evidence:
                raise row.error("needs", f"no list under [evidence] is called {word[1:]!r}")
            needs |= evidence[word[1:]]
        else:
            needs.add(word.lower())
    return frozenset(needs)


def pluralized(words: str) -> str:
    """The plural of the last word, by the regular rules.

    >>> pluralized("decision tree"), pluralized("arbitrary woodland entropy")
    ('decision trees', 'arbitrary woodland entropies')
    """
    if re.search(r"[^aeiou]y$", words):
        return words[:-1] + "ies"
    return words + ("es" if re.search(r"(?:s|x|z|ch|sh)$", words) else "s")
