"""Sums of money, measures and numbers in English text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from annotate.model import QuantityKind, Span
from annotate.quantities.finding import Finding
from annotate.quantities.numerals import (
    CODE,
    DECADE,
    DIGITS,
    EXCHANGE,
    NO_PLURAL,
    REST_OF_ORDINAL,
    SCALES,
    SHORT_SCALES,
    SPELLED,
    number_of_digits,
    number_of_words,
)
from annotate.quantities.units import (
    CURRENCY_SIGNS,
    CURRENCY_WORDS,
    SHORT_SYMBOLS,
    UNIT_SYMBOLS,
    UNIT_WORDS,
    YEN_OR_YUAN,
    yen_or_yuan_at,
)

_SIGN = "|".join(re.escape(sign) for sign in sorted(CURRENCY_SIGNS, key=len, reverse=True))
_MONEY = "|".join(re.escape(word) for word in sorted(CURRENCY_WORDS, key=len, reverse=True))
_UNIT = "|".join(re.escape(word) for word in sorted(UNIT_WORDS, key=len, reverse=True))
_SYMBOL = "|".join(re.escape(symbol) for symbol in sorted(UNIT_SYMBOLS, key=len, reverse=True))
_SHORT_SYMBOL = "|".join(SHORT_SYMBOLS)
_LONG_SCALE = "|".join(SCALES)
_SCALE = rf"(?:{_LONG_SCALE}|[bmt]n|[km](?(sign)|(?=\ (?:{_MONEY}))))\b"
AMOUNT = re.compile(
    rf"""(?<![\w.,:-])(?!{CODE})(?:
    (?:(?<=between\ )(?P<between>))?(?:(?P<sign>{_SIGN})\ ?)?(?P<digits>{DIGITS})(?:[ -]?(?P<scale>{_SCALE}))?
        (?:(?P<to>[-–]|\ ?±\ ?|\ (?:to|or|(?(between)and|(?!)))\ (?(sign)(?=(?P=sign)|[\d.,]+[ -]?{_SCALE})))
            (?P<sign2>(?P=sign)\ ?)?(?P<until>{DIGITS})(?:[ -]?(?P<scale2>{_SCALE}))?+(?(sign)(?!\ (?:{_MONEY}))))?
        (?(sign)|(?:[ -]?(?:(?P<symbol>(?-i:{_SYMBOL}))|(?P<money>{_MONEY})s?|(?P<unit>{_UNIT})(?:e?s)?)(?![\w/])
            |\ (?P<short>(?-i:{_SHORT_SYMBOL}))(?![\w/’'-]|\.\w|\ people|\ [a-z]+−){NO_PLURAL})?)
    |(?P<words>\b{SPELLED})(?!{DECADE})(?:(?P<to2>\ (?:to|or)\ )(?P<until2>{SPELLED}))?
        (?P<ordinal>{REST_OF_ORDINAL})?(?:[ -](?:(?P<money2>{_MONEY})s?|(?P<unit2>{_UNIT})(?:e?s)?)(?!\w))?
    )(?!\w|[.,]\d)""",
    re.VERBOSE | re.IGNORECASE,
)
SCALE_WORDS = re.compile(rf"(?:[ -](?:{_LONG_SCALE}))+$", re.IGNORECASE)
SMALLEST_WORD = Decimal(10)
"""Spelled numbers below it are no more than words: one, two."""
LABEL_BEFORE = re.compile(
    rf"(?:[#№/_]|\d[-–]|{EXCHANGE}"
    r"|\b(?:No|Nos|Road|Route|Chapter|Section|Article|Page|p|Lesson|Figure|Table)\.? "
    r"|\b[Ll]ines? |\b[Rr]outes? |\b[Pp]ages? |\b[Vv]erses? )$"
)
LABEL_AFTER = re.compile(r"(?:[.)](?:\s|$)(?=[A-Z])|[/:]\d|[-–]\w)")


def amounts(text: str, yen: str = "CNY") -> Iterator[Finding]:
    """Sums of money, measures and numbers, in text order.

    `yen` is the currency of a bare ¥; where it is empty, the place named before each says it.
    """
    for match in AMOUNT.finditer(text):
        if match["ordinal"]:
            continue
        for finding in _in_words(match) if match["words"] else _in_digits(match, yen):
            is_small = match["words"] and Decimal(finding.value) < SMALLEST_WORD
            if finding.unit or not (is_small or _is_label(text, finding.span)):
                yield finding


def _in_digits(match: re.Match[str], yen: str) -> Iterator[Finding]:
    """A number in digits, or both of a range, of which the first has the unit of the last, and its scale: $3-4bn.

    What a number is known within, ± 35, is another one. Where 500 to 1 million may begin at 500 million or not, the
    first is left alone.
    """
    is_bare = match["sign"] in YEN_OR_YUAN
    unit = (yen or yen_or_yuan_at(match.string, match.start())) if is_bare else _unit(match)
    scale, number = _scale(match["scale"]), number_of_digits(match["digits"])
    if not match["until"]:
        yield _amount(Span(*match.span()), number * scale, unit)
        return
    first, last = _ends(match, "to", "sign2" if match["sign2"] else "until")
    until, until_scale = number_of_digits(match["until"]), _scale(match["scale2"])
    if match["scale"] or not match["scale2"] or number < until or "±" in match["to"]:
        is_apart = match["scale"] and not match["scale2"] and not match["sign"]
        yield _amount(first, number * (scale if match["scale"] else until_scale), None if is_apart else unit)
    yield _amount(last, until * until_scale, unit)


def _in_words(match: re.Match[str]) -> Iterator[Finding]:
    """A number in words, or both of a range: two to three million."""
    unit, words, until = _unit(match), match["words"], match["until2"]
    if not until:
        ends = [(Span(*match.span()), words)]
    else:
        first, last = _ends(match, "to2", "until2")
        ends = [(first, _with_scale_of(words, until)), (last, until)]
    for span, written in ends:
        if written and (number := number_of_words(written)) is not None:
            yield _amount(span, number, unit)


def _with_scale_of(first: str, last: str) -> str:
    """The lesser end of a range with the scale that it leaves to the other; empty where it may have that or not."""
    scale = SCALE_WORDS.search(last)
    if not scale or SCALE_WORDS.search(first):
        return first
    one, other = number_of_words(first), number_of_words(last[: scale.start()])
    return first + scale[0] if one is not None and other is not None and one < other else ""


def _ends(match: re.Match[str], gap: str, last: str) -> tuple[Span, Span]:
    """Where the two numbers of a range stand."""
    return Span(match.start(), match.start(gap)), Span(match.start(last), match.end())


def _amount(span: Span, number: Decimal, unit: str | None) -> Finding:
    return Finding(span, QuantityKind.MEASURE if unit else QuantityKind.NUMBER, number, unit)


def _scale(written: str | None) -> int:
    return (SCALES | SHORT_SCALES)[written.lower()] if written else 1


def _unit(match: re.Match[str]) -> str | None:
    if match["sign"]:
        return CURRENCY_SIGNS[match["sign"].upper()]
    if symbol := match["symbol"] or match["short"]:
        return (UNIT_SYMBOLS | SHORT_SYMBOLS)[symbol]
    money, unit = match["money"] or match["money2"], match["unit"] or match["unit2"]
    if money:
        return CURRENCY_WORDS[money.lower()]
    return UNIT_WORDS[unit.lower()] if unit else None


def _is_label(text: str, span: Span) -> bool:
    """Whether bare digits are no amount: in a heading's number, a road, a version, a part of an address."""
    before = text[max(0, span.start - 12) : span.start]
    is_bare = re.fullmatch(DIGITS, span.of(text))
    return bool(is_bare and (LABEL_BEFORE.search(before) or LABEL_AFTER.match(text, span.end)))
