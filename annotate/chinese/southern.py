"""Words that look like romanized Chinese and no table spells: the Hokkien, Teochew or Hakka of kitchens and streets.

How they sound is known from nothing but their letters, so they stand for a term by where they stand alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from annotate.chinese.english import is_ordinary
from annotate.script import plain

SYLLABLE = re.compile(
    r"(?:ch|sh|zh|ts|tz|kw|gw|ng|hs|jh|ph|th|kh|[bcdfghjklmnpqrstvwxyz])?w?[aeiouy]{1,4}(?:ng|nn|[mnptkhrw])?"
)
"""One syllable of any southern language, in any spelling: kway, teow, tsian."""
HYPHENS = re.compile("[-‐‑]")
_SHORT_ENGLISH = """
air bang bar bat bay beak bean bee beet bet bin boar book boot bun buoy cam cap char chat chew choir coin con coo cook
coop cup dam day dean dear den dew din dip doom duet dung fair fan fir fob fop gait gang gap gay gem gin gout gym ham
hat hay hem hen hook hoop hop hut inn ion jam jar jaw jay jeep jet joy kayak key kin king kit knit lair lap lean leap
leek loin loom loop loot main map mat may mayor meek mew moan moat mom mop moon moor mow neon net new nip nook nun
oak oar oat pan paw pea peak pear peek pen pet pew pier pin pit poet pop pot pout pun queen ram rap rat ray ream
rim riot roe rook rout rue rum rut sap sea seep sew sham sheen sheep shin ship shoe sing sip sir soak soap song soot
soup soy sue sun swan swap tan tap tar taut tea tee thaw tin tip toe tom tour tow toy twin van vat vow war weep wing
yam yak yang yin young zip zoo zoom
"""
SHORT_ENGLISH = frozenset(_SHORT_ENGLISH.split())
"""Words of English that have such a shape, and that text has in capitals too often to list them as ordinary."""


def is_southern(words: Sequence[str], count: int) -> bool:
    """Whether words are `count` syllables of romanized Chinese, two at least, and no English.

    Only the first may have a capital, as where it begins the sentence.

    >>> is_southern(["char", "kway", "teow"], 3), is_southern(["oh-ah-tsian"], 3), is_southern(["new", "moon"], 2)
    (True, True, False)
    """
    parts = [part for word in words for part in HYPHENS.split(word)]
    if not 2 <= len(parts) == count or not "".join(parts)[1:].islower():
        return False
    letters = [plain(part) for part in parts]
    is_english = any(map(is_ordinary, letters)) or SHORT_ENGLISH.issuperset(letters)
    return not is_english and all(map(SYLLABLE.fullmatch, letters))
