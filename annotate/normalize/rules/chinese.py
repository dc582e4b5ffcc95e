"""What translation from Chinese leaves behind: numbers in units of ten thousand, surnames in lower case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from annotate.normalize.context import LanguageModel
from annotate.normalize.proposal import Proposal, Words
from annotate.segment import HAN

UNITS = {"ten thousand": 10**4, "hundred thousand": 10**5, "hundred million": 10**8, "thousand million": 10**9}
SPLIT = re.compile(
    rf"(?<![\w.,])(?P<number>\d+(?:,\d{{3}})*(?:\.\d+)?)[ \u00a0]+(?:an?[ \u00a0]+)?(?P<unit>{'|'.join(UNITS)})\b",
    re.IGNORECASE,
)
NAMED = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
SYLLABLE = re.compile(r"(?:[zcs]h?|[bpmfdtnlgkhjqxryw])?(?:[iuü]?[aeo]|[iuü])[ieou]?(?:ng?|r)?")
"""About what a syllable of Pinyin looks like: a surname, where it begins a name."""
ORDINARY = frozenset(
    """
    a an o e ha ho hi he she me we be you so to go no do ma pa la na fa long song sun fan pan man men can ban ran
    sang rang pin pen den die tie lie chi bang gang hang tang ding ping sing hung tan tai tie bin bun gun fun nun
    run pun shun sue
    """.split()
)
"""Syllables that are English words."""
BESIDE_HAN = re.compile(rf"[”\"’]? ?[(（]?[{HAN}]")
"""Characters behind a word that only spells them: Gaa yau (加油)."""
FREQUENT = 1000
"""Count in reference text from which a word is no surname in lower case, whatever follows it: In, On, Her."""


def unit_split(words: Words, model: LanguageModel) -> Iterator[Proposal]:  # noqa: ARG001 - all detectors look alike
    """A figure before a Chinese unit of counting: 3.7 hundred million."""
    for match in SPLIT.finditer(words.source):
        amount = Decimal(match["number"].replace(",", "")) * UNITS[match["unit"].lower()]
        why = f"Chinese counts in 万 (ten thousand) and 亿 (hundred million): this is {amount:,.0f}."
        yield Proposal(match.start(), match.end(), written(amount), "unit-split", why)


def written(amount: Decimal) -> str:
    """A number as English writes it.

    >>> written(Decimal("370000000")), written(Decimal("120000")), written(Decimal("1250000"))
    ('370 million', '120,000', '1.25 million')
    """
    for unit, name in NAMED:
        if amount >= unit:
            return f"{(amount / unit).normalize():f} {name}"
    return f"{amount:,.0f}"


def surname_lower_case(words: Words, model: LanguageModel) -> Iterator[Proposal]:
    """A surname in lower case, where the text has the full name with capitals: lei beside Lei Jun."""
    if not any(profile.name == "chinese-mt" for profile in words.profiles):
        return
    for surname, places in words.names.items():
        lower = surname.lower()
        if lower in ORDINARY or model.count(lower) > FREQUENT or not SYLLABLE.fullmatch(lower):
            continue
        if not _is_surname(words, places):
            continue
        for sentence, place in words.tokens(lower):
            token = sentence[place]
            if token.text.islower() and not BESIDE_HAN.match(words.source, token.end):
                why = f"The text has a name that begins with “{surname}”."
                yield Proposal(token.start, token.end, surname, "surname-lower-case", why)


def _is_surname(words: Words, places: list[tuple[int, int]]) -> bool:
    """Whether a capitalised word follows in one of the places."""
    return any(
        place + 1 < len(sentence) and sentence[place + 1].text[0].isupper() and len(sentence[place + 1].text) > 1
        for number, place in places
        if (sentence := words.sentences[number])
    )
