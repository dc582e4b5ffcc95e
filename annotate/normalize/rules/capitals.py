"""Capitals in the middle of a sentence, and capitals that are missing."""

from __future__ import annotations

from collections.abc import Iterator

from annotate.normalize.context import LanguageModel
from annotate.normalize.proposal import Proposal, Words, is_unusual
from annotate.normalize.tokens import Token

NEVER_CAPITALISED = frozenset(
    """
    or for in on at of to from by with and but as if they he she it we two three four five among between because
    when while which who where there there's
    """.split()
)
"""Function words that no title puts after a lower-case word. “The” is left out: as often it opens a new sentence."""
PRONOUNS = frozenset(["he", "she", "they"])
SAYING = frozenset(
    """
    said says added adds wrote writes explained stressed emphasised emphasized told asked asks noted replied answered
    concluded reminded admitted argued announced pointed claims claimed thinks believes continued recalled assessed
    declared reported commented stated assured remarked summed
    """.split()
)
REPORTERS = PRONOUNS | SAYING | {"there's", "there"}
"""With what the report of a speech begins, after a dash."""
DASHES = frozenset(["–", "—", "-"])
MONTHS = frozenset("january february april june july september october november december".split())
AMBIGUOUS_MONTHS = frozenset(["march", "may", "august"])
TITLES = frozenset("president minister premier prime archbishop bishop cardinal general professor judge deputy".split())
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
NATIONALITIES = frozenset(
    """
    afghan african albanian algerian american arab argentine armenian asian australian austrian azerbaijani
    belarusian belgian bosnian brazilian british bulgarian canadian chilean chinese colombian croatian cuban cypriot
    czech dane egyptian estonian ethiopian european filipino finnish georgian ghanaian greek hungarian icelandic
    indian indonesian iranian iraqi irish israeli italian jamaican japanese jordanian kazakh kenyan korean kuwaiti
    latvian lebanese libyan lithuanian macedonian malaysian mexican moldovan mongolian montenegrin moroccan nepalese
    nigerian norwegian pakistani palestinian peruvian portuguese romanian russian saudi scottish serbian siberian
    silesian singaporean slovak slovenian spanish sudanese swedish syrian taiwanese tajik thai tibetan tunisian
    turkish ugandan ukrainian uzbek vietnamese welsh americans russians ukrainians germans europeans italians
    belarusians lithuanians hungarians slovaks czechs israelis
    """.split()
)
"""Words that mean nothing else in lower case: no polish, turkey, china, french fries."""
ALWAYS_CAPITALISED = MONTHS | DAYS | NATIONALITIES


def capital_inside_sentence(words: Words, model: LanguageModel) -> Iterator[Proposal]:  # noqa: ARG001 - all alike
    """A function word with a capital right after a word, where a spun page put two pieces together."""
    if not words.is_spun:
        return
    for key in NEVER_CAPITALISED & words.places.keys():
        for sentence, place in words.tokens(key):
            token = sentence[place]
            if token.text.istitle() and _is_inside(sentence, place) and not _is_title(sentence):
                why = f"“{token.text}” stands in the middle of a sentence."
                lower = token.text[0].lower() + token.text[1:]
                yield Proposal(token.start, token.end, lower, "capital-inside-sentence", why)
    yield from _after_speech(words)


def _after_speech(words: Words) -> Iterator[Proposal]:
    """The clause that reports a speech after a dash, as Polish does: “– All pay for this – He reminded me”."""
    for key in REPORTERS & words.places.keys():
        for sentence, place in words.tokens(key):
            if not 2 < place < len(sentence) - 1 or not sentence[place].text.istitle():
                continue
            before, dash, token, after = sentence[place - 2 : place + 2]
            is_parted = dash.text in DASHES and before.text[-1].isalnum() and before.end < dash.start < token.start - 1
            if is_parted and (after.text.islower() or key in SAYING):
                why = f"“{token.text}” goes on after a dash, as Polish reports speech."
                yield Proposal(token.start, token.end, token.text.lower(), "capital-inside-sentence", why)


def capital_missing(words: Words, model: LanguageModel) -> Iterator[Proposal]:
    """A nationality, day or month in lower case, or a title in lower case before a name that opens a sentence."""
    for key in ALWAYS_CAPITALISED & words.places.keys():
        for sentence, place in words.tokens(key):
            token = sentence[place]
            if token.text.islower() and (words.is_spun or _is_careful(sentence, model)):
                why = f"English writes “{token.text.capitalize()}” with a capital."
                yield Proposal(token.start, token.end, token.text.capitalize(), "capital-missing", why)

    for key in TITLES & words.places.keys():
        for sentence, place in words.tokens(key):
            token, after = sentence[place], sentence[place + 1 : place + 2]
            opens = place == 0 or sentence[place - 1].text in {"?", "!"}
            if opens and token.text.islower() and after and after[0].text.istitle():
                why = f"“{token.text.capitalize()}” opens a sentence before a name."
                yield Proposal(token.start, token.end, token.text.capitalize(), "capital-missing", why)


def _is_careful(sentence: list[Token], model: LanguageModel) -> bool:
    """Whether a sentence keeps capitals at all: who begins one without, or writes mchale's pub, does so everywhere."""
    first = next((token.text for token in sentence if token.text[0].isalpha()), "")
    return (not first.islower() or first in ALWAYS_CAPITALISED) and not is_unusual(sentence, model)


def _goes_on(token: Token) -> bool:
    """Whether a word may follow a function word inside a sentence: lower case, a number, or a month."""
    return token.text[0].isalnum() and (not token.text[0].isupper() or token.key in MONTHS | AMBIGUOUS_MONTHS)


def _is_inside(sentence: list[Token], place: int) -> bool:
    """Whether words stand right before and after, the one after in lower case or a number."""
    if not 0 < place < len(sentence) - 1:
        return False
    before, token, after = sentence[place - 1 : place + 2]
    if token.key in PRONOUNS and before.text.istitle():
        return False  # the subject stands twice
    return before.text[-1].isalpha() and before.end + 1 == token.start and _goes_on(after)


def _is_title(sentence: list[Token]) -> bool:
    """Whether most words have a capital."""
    capitals = [token.text[0].isupper() for token in sentence if token.text[0].isalpha()]
    return 2 * sum(capitals) > len(capitals)
