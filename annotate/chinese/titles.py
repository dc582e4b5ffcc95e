"""The title of a book or film before its Chinese: where it begins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from annotate.chinese.english import FUNCTION_WORDS
from annotate.chinese.evidence import explains, is_glossed
from annotate.chinese.layout import SPACE, Place
from annotate.chinese.lexeme import Lexeme
from annotate.chinese.phrase import ARTICLES, LINKS, Phrase, Word, nearest_phrases

SMALL_IN_TITLES = LINKS | ARTICLES | {"as", "at", "but", "by", "from", "into", "or", "over"}
"""Words that titles of books and films write with a small letter: Caught by the Tides."""
_OPENERS = """
according after although as based because before beside besides beyond by cf citing compare concerning consider despite
discussing during following for from given in including inside like on presenting quoting read reading regarding
reviewing see since staging starting through thus to translating under unlike until upon via watch watching when where
while with within without writing yet
"""
OPENERS = frozenset(_OPENERS.split()) | FUNCTION_WORDS - ARTICLES
"""Words that begin a sentence before a title, and with their capital seem a part of it: Since Yellow Earth."""
SENTENCE_END = (".", "!", "?", ";", "\n", "”", "’", '"')
"""With what ends what stands before a sentence."""


def title_before(
    text: str, place: Place, words: Phrase, lexeme: Lexeme, is_end_of_name: Callable[[Word], bool]
) -> Phrase:
    """The title that ends the words before its Chinese, with the half before a comma or colon that belongs to it.

    A word that may open the sentence stays where the dictionary has it in the title: Before Sunrise.
    """
    run = _titled_run(words, is_end_of_name)
    if run and len(run) == len(words):
        run = (*_first_half(text, place, run[0], lexeme, is_end_of_name), *run)
    if not run or _is_worded(run[:2], lexeme) or is_glossed(run[0].text, lexeme):
        return run
    before = text[place.start : run[0].start].rstrip(SPACE)
    if before and not before.endswith(SENTENCE_END):
        return run
    rest = _without_opener(run)
    return rest if run[1:2] == rest[:1] or explains(rest, lexeme) else run  # not of In the Heat of the Sun


def _first_half(
    text: str, place: Place, second: Word, lexeme: Lexeme, is_end_of_name: Callable[[Word], bool]
) -> Phrase:
    """The words of a title before a comma or colon, if the dictionary or most of them tells of the term."""
    end = place.start + len(text[place.start : second.start].rstrip())
    if not text[place.start : end].endswith((",", ":")):
        return ()
    nearest = nearest_phrases(text, replace(place, end=end - 1))
    run = _titled_run(nearest[0], is_end_of_name) if nearest else ()
    content = [word for word in run if not word.is_function_word]
    told = sum(is_glossed(word.text, lexeme) for word in content)
    return run if 2 * told > len(content) or ("：" in lexeme.text and run) else ()


def _is_worded(words: Phrase, lexeme: Lexeme) -> bool:
    """Whether a sense of the term begins with the words."""
    wording = " ".join(word.text.lower() for word in words)
    return any(sense.lower().startswith(wording) for senses in lexeme.senses for sense in senses)


def _titled_run(words: Phrase, is_end_of_name: Callable[[Word], bool]) -> Phrase:
    """The words at the end that are written as a title is, with the small words inside it.

    It reaches back to another name that a possessive or a small word follows: “Lao She's Rickshaw Boy”, “Gong Li in
    Red Sorghum”, but not “Six Records of a Floating Life”.
    """
    first = len(words)
    for at in range(len(words) - 1, -1, -1):
        behind = words[at + 1] if at + 1 < len(words) else None
        is_apart = behind and behind.text != "of" and (not behind.is_capital or behind.start > words[at].end + 1)
        if is_apart and is_end_of_name(words[at]):
            break
        if words[at].is_capital:
            first = at
        elif words[at].text not in SMALL_IN_TITLES:
            break
    return words[first:]


def _without_opener(title: Phrase) -> Phrase:
    """A title at the beginning of a sentence without the word that opens this, and the small ones behind that.

    According to the Records of the Grand Historian, See The Book of Songs. A title of a single word has none.
    """
    if title[0].text.lower() not in OPENERS:
        return title
    capitals = (at for at, word in enumerate(title) if at and word.is_capital)
    return title[next(capitals, 0) :]
