"""What a text says right behind a name that the same is or was called: Canton (now Guangzhou); Averroes, or Ibn Rushd.

Such words alone prove little: "or" also joins two that differ. They count where both are names of one kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotate.entities.other_names import CAPITALIZED, IN_HAN, Alias, matches_at
from annotate.model import EntityType
from annotate.segment import HAN

LANGUAGES = (
    "Arabic|Burmese|Cantonese|Chinese|Czech|Dutch|English|French|German|Greek|Hakka|Hindi|Hokkien|Hungarian|Italian"
    "|Japanese|Khmer|Korean|Latin|Lithuanian|Malay|Manchu|Mandarin|Mongolian|Persian|Polish|Portuguese|Romanian"
    "|Russian|Sanskrit|Spanish|Taiwanese|Thai|Tibetan|Turkish|Ukrainian|Uyghur|Vietnamese|Yiddish"
)
NOW = r"now|today|today['’]s|modern|modern-day|present-day"
ONCE = r"then|formerly|earlier|later|originally"
CALLED = r"(?:called|known as|named) (?:the )?"
ENDS = rf"(?=(?:{IN_HAN})?(?:[,;:.)）—]| –|\n|$| in (?:old|early|some|many)\b))"
BEHIND = re.compile(
    rf"(?:, |—| – |,? ?[(（])(?:(?:{NOW}|{ONCE}|also) {CALLED}"
    rf"|posthumously |formally |i\.e\.,? |that is(?: to say)?, )(?P<one>{CAPITALIZED}){ENDS}"
)
NO_PERSON = re.compile(rf", (?:formerly|originally) (?P<one>{CAPITALIZED}){ENDS}")
"""Of bodies and places: whoever names a person so may tell who held the office before."""
PLACE_NOW = re.compile(rf"(?:, |,? ?[(（])(?:{NOW}) (?P<one>{CAPITALIZED}){ENDS}")
"""Of a place alone: who played for one team may now play for another."""
OR = re.compile(
    rf"(?:{IN_HAN}, or (?:the )?(?P<one>{CAPITALIZED}){ENDS}|, or (?:the )?(?P<two>{CAPITALIZED})(?={IN_HAN}))"
)
"""Beside characters, where no second one is offered to choose from: Xuyun (虚云), or Empty Cloud."""
BETWEEN_CHARACTERS = re.compile(rf"(?<=[{HAN}]) ?[(（](?P<one>{CAPITALIZED}) ?[{HAN}]{{2,4}}[)）]")
"""Another name of somebody, each with its characters: Sun Yat-sen 孫逸仙 (Sun Wen 孫文)."""
LEAD = re.compile(",? ?[(（]|, |—| – ")
"""How all of them begin."""
KINDS = {
    PLACE_NOW: (EntityType.PLACE,),
    NO_PERSON: (EntityType.PLACE, EntityType.ORGANIZATION),
    BETWEEN_CHARACTERS: (EntityType.PERSON,),
}
"""What names must name in which patterns speak; in the others anything."""
IN_LANGUAGE = re.compile(rf"(?<=\w) ?[(（](?:{LANGUAGES})(?: name)?: ?(?P<one>{CAPITALIZED})(?=[,;:)）])")
IN_OLD_BOOKS = re.compile(
    rf"(?<=\w) ?[(（](?P<one>{CAPITALIZED}) in (?:old|early|some|many|most) [a-zA-Z ]{{3,30}}[)）]"
)


PATTERNS = (BEHIND, NO_PERSON, PLACE_NOW, OR, IN_LANGUAGE, IN_OLD_BOOKS, BETWEEN_CHARACTERS)


def renamed(text: str) -> Iterator[Alias]:
    """Names said to be another name of what is named right before them, unless they are no names of the same kind."""
    for found in matches_at(LEAD, PATTERNS, text):
        span, kinds = found.span(found.lastgroup or "one"), KINDS.get(found.re, tuple(EntityType))
        yield Alias(found.start(), *span, is_beside=True, is_weak=True, kinds=kinds)
