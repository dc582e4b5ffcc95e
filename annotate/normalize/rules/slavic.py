"""Forms a Slavic name takes in a translation: case endings, endings lost, letters without marks, English spellings.

Endings after Saloni, Gruszczyński, Woliński and Gruszczyńska, Słownik gramatyczny języka polskiego; what engines
make of them, from annotated pages: the ending stays (Czarnka), or more is cut off than belongs to it (Nawrock).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, product

UNMARKED = str.maketrans("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", "acelnoszzACELNOSZZ")
CONSONANT_ENDINGS = ("owie", "owi", "iem", "ów", "em", "om", "ow", "ie", "a", "u", "y", "i", "ą", "ę")
A_ENDINGS = ("ie", "i", "y", "ę", "ą", "o", "")
O_ENDINGS = ("owi", "ze", "y", "a", "ę", "ą", "")
ADJECTIVE_ENDINGS = ("iego", "iemu", "im", "s", "")
FEMININE_ENDINGS = ("iej", "ą", "")
SOUNDS = (
    ("szcz", ("shch", "sch")),
    ("sz", ("sh",)),
    ("cz", ("ch", "tch")),
    ("rz", ("zh",)),
    ("ch", ("h", "kh")),
    ("w", ("v", "w")),
    ("j", ("y", "j")),
    ("y", ("i", "y")),
    ("ł", ("l",)),
    ("ó", ("o", "u")),
    ("ż", ("zh", "z")),
    ("ź", ("z",)),
    ("ć", ("c",)),
    ("ś", ("s",)),
    ("ń", ("n",)),
    ("ą", ("a", "on")),
    ("ę", ("e", "en")),
)
"""Polish letters, and how English or a detour over Russian spells their sound."""
FOREIGN_TO_ENGLISH = re.compile(r"[ąćęłńóśźżw]|[scr]z")
"""What a name has that English spells otherwise; one without it is no Polish name, or keeps its spelling."""
ACUTE = str.maketrans("ćńóśźĆŃÓŚŹ", "cnoszCNOSZ")
HEARD = (
    (re.compile(r"szcz|shch|sch"), "šč"), (re.compile(r"sz|sh"), "š"), (re.compile(r"cz|tch"), "č"),
    (re.compile(r"rz|zh|ż"), "ž"), (re.compile(r"kh"), "h"), (re.compile(r"v"), "w"), (re.compile(r"[ijy]+"), "i"),
)  # fmt: skip
"""Polish and English spellings of about the same sound; “ch” is one sound in Polish and another in English."""
SOUND = re.compile("|".join(letters for letters, _ in SOUNDS))
SPELLINGS = dict(SOUNDS)
MOST_RESPELLINGS = 32


def unmarked(name: str) -> str:
    """The name in plain letters.

    >>> unmarked("Hołownia")
    'Holownia'
    """
    return name.translate(UNMARKED)


def is_plainly_written(form: str, name: str) -> bool:
    """Whether the form differs from the name by acute accents at most, which English papers leave out.

    >>> is_plainly_written("Domanski", "Domański"), is_plainly_written("Holownia", "Hołownia")
    (True, False)
    """
    return form.translate(ACUTE) == name.translate(ACUTE)


def inflected(name: str) -> set[str]:
    """Forms of a name with a case ending, or with more cut off than its ending; of a double name, the last part.

    >>> sorted(inflected("Żurek") & {"Żurka", "Żurkowi", "Żurek"})
    ['Żurka', 'Żurkowi']
    >>> "Nawrocks" in inflected("Nawrocki"), "Ziobra" in inflected("Ziobro"), "Leszczyn" in inflected("Leszczyna")
    (True, True, True)
    """
    front, hyphen, last = name.rpartition("-")
    return {front + hyphen + form for form in _forms(last) if len(form) > 2 and form != last}


def respelt(name: str) -> set[str]:
    """The name in English letters.

    >>> "Holovnia" in respelt("Hołownia"), "Kamish" in respelt("Kamysz")
    (True, True)
    """
    if not FOREIGN_TO_ENGLISH.search(name.lower()):
        return set()
    pieces = SOUND.split(name.lower())
    sounds = [SPELLINGS[match.group()] for match in SOUND.finditer(name.lower())]
    spellings = islice(product(*sounds), MOST_RESPELLINGS)
    written = {
        "".join(piece + sound for piece, sound in zip(pieces, (*chosen, ""), strict=True)) for chosen in spellings
    }
    return {"-".join(part.capitalize() for part in word.split("-")) for word in written} - {name}


def sound_keys(name: str) -> set[str]:
    """How a name sounds to someone who spells it the Polish or the English way; two keys where it has a “ch”.

    >>> sound_keys("Holovnia") & sound_keys("Hołownia"), sound_keys("Kamish") & sound_keys("Kamysz")
    ({'holownia'}, {'kamiš'})
    """
    key = name.lower()
    for spelling, sound in HEARD:
        key = spelling.sub(sound, key)
    key = unmarked(key)
    return {key.replace("ch", "h"), key.replace("ch", "č")}


def bases(form: str) -> Iterator[str]:
    """What a form may be inflected from, the likeliest first.

    >>> "Czarnek" in bases("Czarnka"), "Tyszka" in bases("Tyszki"), "Jeziorzany" in bases("Jeziorzan")
    (True, True, True)
    """
    for ending in CONSONANT_ENDINGS:
        stem = form.removesuffix(ending)
        if stem == form or len(stem) < 3 or stem[-1] in "aeiouy":
            continue
        yield stem
        if stem[-1] in "kc" and stem[-2] not in "aeiouysc":
            yield f"{stem[:-1]}e{stem[-1]}"
        yield from (stem + last for last in "aoyi" if last != ending)
    if form[-1] not in "aeiouyąęó":
        yield from (form + last for last in "aiyo")
        if form[-1] in "kc" and form[-2] not in "aeiouysc":
            yield f"{form[:-1]}e{form[-1]}"
    if form.endswith("cz"):
        yield form + "ek"
    yield from (
        form.removesuffix(ending) + "i" for ending in ("iego", "iemu", "im", "s") if form.endswith("k" + ending)
    )
    yield from (form.removesuffix(ending) + "a" for ending in ("iej", "ą") if form.endswith("k" + ending))


def _forms(name: str) -> Iterator[str]:
    if re.search(r"[sc]ki$", name):
        yield from (name[:-1] + ending for ending in ADJECTIVE_ENDINGS)
    elif re.search(r"[sc]ka$", name):
        yield from (name[:-1] + ending for ending in FEMININE_ENDINGS)
    elif name.endswith("a"):
        stem = name.removesuffix("a")
        yield from (stem.removesuffix("i" * ending.startswith("i")) + ending for ending in A_ENDINGS)
        yield from _softened(stem)
    elif name.endswith("o"):
        yield from (name[:-1] + ending for ending in O_ENDINGS)
    elif name[-1] not in "eiuyąęé":
        yield from (name + ending for ending in CONSONANT_ENDINGS)
        if re.search(r"[^aeiouy]e[kc]$", name):
            yield from (name[:-2] + name[-1] + ending for ending in (*CONSONANT_ENDINGS, ""))


def _softened(stem: str) -> Iterator[str]:
    """The dative of names in -a whose last consonant changes: Dudzie, Krysze."""
    changes = {"d": "dzie", "k": "ce", "g": "dze", "t": "cie", "r": "rze", "ł": "le"}
    if stem[-1:] in changes:
        yield stem[:-1] + changes[stem[-1]]
