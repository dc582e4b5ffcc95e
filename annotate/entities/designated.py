"""Names that show by a word for an organisation or a place: Zhi Xian Party, Mount Wutai."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from annotate.entities.capital_letters import begins_sentence
from annotate.entities.capitalized import runs
from annotate.entities.sightings import MOST_WORDS, Sighting, Word, sighting
from annotate.entities.words import (
    CALENDAR,
    CORPORATE_WORDS,
    DESIGNATORS,
    FUNCTION_WORDS,
    OPENING_VERBS,
    PLACE_FRONTS,
    ROADS,
    TITLES,
)

LONGEST_CAPITALS = 25
"""A longer run of capitalised words is a line in capitals, not a name."""
MOST_BEHIND = 4
"""Words of a name that begins with a word for a place, such as Jalan Leong Sin Nam."""
FIRM_FORM = re.compile(r"\.?,? (?:Ltd|Inc|LLC|Limited)\b(?:\.(?= ?[(,a-z|]|\n|$))?")
"""The rest of Co., Ltd."""


def designated(text: str, words: Sequence[Word]) -> Iterator[Sighting]:
    """Capitalised words that end in, or begin with, a word for an organisation or a place.

    Zhi Xian Party, Hubei Province; Ministry of Science and Technology; Mount Wutai.
    """
    for run in runs(text, words):
        if len(run) > LONGEST_CAPITALS or (len(run) > 3 and all(word.text.isupper() for word in run)):
            continue
        adjectives = [i for i, word in enumerate(run) if not word.is_capital and text[word.start - 1] == "-"]
        begin = adjectives[-1] + 1 if adjectives else _opening(text, run)  # Boston-based Reagan Communications
        first = next((i for i in range(begin, len(run)) if run[i].key not in FUNCTION_WORDS | CALENDAR), len(run))
        last = next((i for i in range(len(run) - 1, first, -1) if _designates(run, i)), first)
        if first == last and first + 1 < len(run) <= first + MOST_BEHIND and run[first].key in PLACE_FRONTS:
            last = len(run) - 1
        if first < last < first + MOST_WORDS:
            if run[last].key == "consulate" and [word.text for word in run[last + 1 : last + 2]] == ["General"]:
                last += 1
            firm = FIRM_FORM.match(text, run[last].end) if run[last].key in CORPORATE_WORDS else None
            yield sighting(text, run[first].start, firm.end() if firm else run[last].end)


def _opening(text: str, run: Sequence[Word]) -> int:
    """How many words open the sentence before a name: Leave Shandao Temple Station."""
    return int(len(run) > 2 and run[0].key in OPENING_VERBS and begins_sentence(text, run[0].start))


def _designates(run: Sequence[Word], last: int) -> bool:
    """Whether the run, read up to its word number `last`, is the name of an organisation or a place."""
    if run[last].key in {"party", "company"} and run[last + 1 : last + 2] and run[last + 1].key in TITLES:
        return False  # Hubei Province Party Secretary, Joint Company Secretary
    if run[last].key in DESIGNATORS:
        return run[last].is_capital and run[last - 1].text != "the"
    if run[last].text.isdigit():
        return run[last - 1].key in ROADS
    goes_on = any(word.text in {"of", "for", "on", "in"} for word in run[:last])
    return goes_on and run[last].is_capital and run[last].key not in CALENDAR | TITLES
