"""What a text says right behind a name that the same is or was called: Canton (now Guangzhou); Averroes, or Ibn Rushd.

Such words alone prove little: "or" also joins two that differ. They count where both are names of one kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotate.entities.other_names import CAPITALIZED, IN_HAN, Alias

LANGUAGES = (
    "Arabic|Burmese|Cantonese|Chinese|Czech|Dutch|English|French|German|Greek|Hakka|Hindi|Hokkien|Hungarian|Italian"
    "|Japanese|Khmer|Korean|Latin|Lithuanian|Malay|Manchu|Mandarin|Mongolian|Persian|Polish|Portuguese|Romanian"
    "|Russian|Sanskrit|Spanish|Taiwanese|Thai|Tibetan|Turkish|Ukrainian|Uyghur|Vietnamese|Yiddish"
)
TIMES = (
    r"now|today|today['’]s|modern|modern-day|present-day|then|formerly|earlier|later|originally|posthumously|formally"
)
BEHIND = re.compile(
    rf"(?<=[\w)）])(?:{IN_HAN})?(?P<lead>,? ?[(（]|, |—| – )"
    rf"(?:(?:{TIMES}),? (?:called |known as |named |as )?|i\.e\.,? |that is(?: to say)?, |also |or )"
    rf"(?:the )?(?P<one>{CAPITALIZED})(?=(?:{IN_HAN})?(?:[,;:.)）—]| –|\n|$| in (?:old|early|some|many)\b))"
)
IN_LANGUAGE = re.compile(rf"(?<=\w) ?[(（](?:{LANGUAGES})(?: name)?: ?(?P<one>{CAPITALIZED})(?=[,;:)）])")
IN_OLD_BOOKS = re.compile(
    rf"(?<=\w) ?[(（](?P<one>{CAPITALIZED}) in (?:old|early|some|many|most) [a-zA-Z ]{{3,30}}[)）]"
)


def renamed(text: str) -> Iterator[Alias]:
    """Names said to be another name of what is named right before them, unless they are no names of the same kind."""
    for pattern in (BEHIND, IN_LANGUAGE, IN_OLD_BOOKS):
        for found in pattern.finditer(text):
            yield Alias(found.start(), *found.span("one"), is_beside=True, is_weak=True)
