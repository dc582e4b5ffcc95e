"""Numbers as both languages write them, and what they come to."""

from __future__ import annotations

import re
from decimal import Decimal

DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
"""1,400; 2.5; 35000000. A comma only parts thousands."""
OF_SHARE = r"\.(?:HK|SZ|SS|SH|TWO?|KS|T)\b"
CODE = rf"(?:\d+{OF_SHARE}|0\d+(?![\d.]))"
"""A pattern for 1211.HK, by which shares are known, and for what begins with a nought: 002594."""
EXCHANGE = r"\b(?:HK|HKEX|HKG|SEHK|SZ|SZSE|SHE|SH|SS|SSE|SHA|TWSE|TPE|TYO|KRX)[:：]\ ?"
"""What stands before the number of a share."""

_UNITS = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen
""".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SMALL = {word: number for number, word in enumerate(_UNITS)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
_ORDINALS = """
first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
sixteenth seventeenth eighteenth nineteenth
""".split()
ORDINALS = {word: number for number, word in enumerate(_ORDINALS, 1)}
ORDINALS |= {f"{word[:-1]}ieth": 10 * n for n, word in enumerate(_TENS, 2)}
ORDINALS |= {f"{tens}-{one}": 10 * n + ORDINALS[one] for n, tens in enumerate(_TENS, 2) for one in _ORDINALS[:9]}
SCALES = {"hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
SHORT_SCALES = {"k": 1_000, "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12}
"""After a currency and its digits: $5bn."""

_SMALL_WORD = "|".join(sorted(SMALL, key=len, reverse=True))
_SCALE_WORD = "|".join(SCALES)
SPELLED = (
    rf"(?:(?:{_SMALL_WORD}|an?(?=[ -](?:{_SCALE_WORD})))(?:-(?:{_SMALL_WORD}))?"
    rf"(?:[ -](?:and[ ])?(?:{_SCALE_WORD}|{_SMALL_WORD})(?:-(?:{_SMALL_WORD}))?){{0,8}})"
)
"""English number words: three hundred and five, a million, twenty-five."""
DECADE = rf"-(?:{'|'.join(f'{word[:-1]}ies' for word in _TENS)})\b"
"""What makes the years of a decade of a number word: the nineteen-thirties."""
_LASTING = "pause clip video spot ad advert commercial delay silence interval gap break burst limit timer".split()
REST_OF_ORDINAL = rf"(?:-|\ and\ )(?!second\ (?:{'|'.join(_LASTING)})\b)(?:{'|'.join(_ORDINALS)})\b"
"""What makes an ordinal of a number word: seventy-second, not in a thirty-second pause."""
_NO_NOUN = "was is has as its his this does perhaps thus across towards hundreds thousands".split()
NO_PLURAL = rf"(?!\ (?!(?:{'|'.join(_NO_NOUN)})\b)[a-z]+s\b)"
"""A number before a plural counts, and is no year: between 1500 and 2000 hens."""

HAN_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
HAN_DIGITS |= {c: n for n, c in enumerate("零壹贰叁肆伍陆柒捌玖")} | {"貳": 2, "參": 3, "陸": 6}
HAN_TENS = {"十": 10, "百": 100, "千": 1_000, "拾": 10, "佰": 100, "仟": 1_000}
HAN_SCALES = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
HAN_NUMBER = f"[{''.join(HAN_DIGITS)}{''.join(HAN_TENS)}{''.join(HAN_SCALES)}]"
_SCALE = f"[{''.join(HAN_SCALES)}]"
_TENS_OR_SCALE = "[十百千万萬亿億兆]"
_NEXT = (
    rf"(?:(?:{DIGITS}|[一二三四五六七八九])(?={_TENS_OR_SCALE})"
    r"|\d{3,}(?![\d,.%年月日号號])|\d(?=[，。；）、元块塊]|$))"
)
MIXED = rf"(?:{DIGITS})(?:{_TENS_OR_SCALE}+{_NEXT})*{_TENS_OR_SCALE}*"
"""Digits with what multiplies them, and lesser ones behind: 1.2亿, 2亿3千万, 1兆2,345億."""


def number_of_digits(text: str) -> Decimal:
    """What digits come to; commas and full-width forms are understood.

    >>> number_of_digits("1,400"), number_of_digits("2.5")
    (Decimal('1400'), Decimal('2.5'))
    """
    return Decimal(text.replace(",", ""))


def number_of_words(text: str) -> Decimal | None:
    """What English number words come to; None when they are no number in good order.

    >>> number_of_words("three hundred and five thousand"), number_of_words("twenty-five"), number_of_words("two one")
    (Decimal('305000'), Decimal('25'), None)
    """
    total = group = 0
    last: int | None = None
    for word in re.split(r"[ -]", text.lower()):
        if word in {"a", "an"}:
            group, last = 1, 1
        elif word in SMALL:
            number = SMALL[word]
            if last is not None and last < 100 and not (last >= 20 and number < 10):
                return None
            group, last = group + number, number
        elif word == "hundred":
            group, last = (group or 1) * 100, 100
        elif word in SCALES:
            total, group, last = total + (group or 1) * SCALES[word], 0, SCALES[word]
    return Decimal(total + group)


def number_of_han(text: str) -> Decimal | None:
    """What Chinese numerals come to, alone or after digits; None when they are in no order.

    >>> [plain(number_of_han(text)) for text in ("三千五百万", "1.2亿", "二〇二六", "十五", "两百零三", "一万二")]
    ['35000000', '120000000', '2026', '15', '203', '12000']
    >>> [plain(number_of_han(text)) for text in ("2亿3千万", "1兆2,345億", "2千3百万", "1万2000", "3万5")]
    ['230000000', '1234500000000', '23000000', '12000', '35000']
    """
    parts = re.findall(rf"{DIGITS}|{HAN_NUMBER}", text)
    if not text or "".join(parts) != text:
        return None
    if len(text) > 1 and all(c in HAN_DIGITS for c in text):
        return Decimal("".join(str(HAN_DIGITS[c]) for c in text))
    return _composed(parts)


def with_scale_of(first: str, last: str) -> str:
    """The lesser end of a range, with the scale that it leaves to the other; empty where it may have that or not.

    >>> with_scale_of("3", "5亿"), with_scale_of("三十", "五十万"), with_scale_of("3", "5千万")
    ('3亿', '三十万', '3千万')
    >>> with_scale_of("20万", "30万"), with_scale_of("3千", "5万"), with_scale_of("500", "1万")
    ('20万', '3千', '')
    """
    has_tens = re.search(_TENS_OR_SCALE, first)
    scale = re.search(f"{_SCALE}+$" if has_tens else f"[百千]?{_SCALE}*$", last)
    if re.search(_SCALE, first) or not scale or not scale[0]:
        return first
    rest = last[: scale.start()]
    one, other = number_of_han(first), None if re.search(_SCALE, rest) else number_of_han(rest)
    if one is not None and other is not None and one < other:
        return first + scale[0]
    return first if has_tens else ""


def _composed(parts: list[str]) -> Decimal | None:
    """Digits times tens, summed within ten thousands, these within hundred millions."""
    total = section = Decimal(0)
    digit: Decimal | None = None
    place = Decimal(1)
    for part in parts:
        if part in HAN_DIGITS or part[0].isdecimal():
            if digit:
                return None
            digit = Decimal(HAN_DIGITS[part]) if part in HAN_DIGITS else number_of_digits(part)
            if digit >= place > 1:
                return None
            place = place if digit else Decimal(1)
        elif part in HAN_TENS:
            place = Decimal(HAN_TENS[part])
            section += (Decimal(1) if digit is None else digit) * place
            digit = None
        else:
            scale = Decimal(HAN_SCALES[part])
            section += digit or 0
            if not section and not total:
                return None
            total = (total + section) * scale if total and total < scale else total + section * scale
            section, digit, place = Decimal(0), None, scale
    # 一万二 is 12,000: a last digit right after a unit counts the next lower one
    is_short = digit and digit < 10 and len(parts[-1]) == 1 and parts[-2:-1] not in (["零"], ["〇"])
    step = place // 10 if is_short and place > 10 else Decimal(1)
    return total + section + (digit or 0) * step


def plain(number: Decimal) -> str:
    """A number in digits without exponent and idle zeros.

    >>> plain(Decimal("2.50") * 10**6)
    '2500000'
    """
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"
