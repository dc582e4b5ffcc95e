"""Dates, amounts and numbers in Chinese text, in both scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from annotate.eras import BY_NAME, YEAR_IN_CHINESE
from annotate.model import QuantityKind, Span
from annotate.overlap import longest_first
from annotate.quantities import common_era
from annotate.quantities.calendar import Days, Partial, days_after, months_after, settled, told_weekday, weekday_of_week
from annotate.quantities.finding import Finding
from annotate.quantities.numerals import CODE, DIGITS, EXCHANGE, HAN_NUMBER, MIXED, number_of_han, with_scale_of
from annotate.quantities.units import CHINESE_CURRENCIES, CHINESE_UNITS, CURRENCY_SIGNS, YEN_OR_YUAN, yen_or_yuan_at
from annotate.script import HANT, script_of

WEEKDAYS = {c: n for n, c in enumerate("一二三四五六")} | {"日": 6, "天": 6}
_HAN_YEAR = "[一二][〇零一二三四五六七八九]{3}"
_NUMBER = "(?:[0-3]?[0-9]|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_DAY_OF_MOON = "(?:初[一二三四五六七八九十]|廿[一二三四五六七八九])[日号號]?"
_MONTH_OF_ERA = rf"[闰閏]?(?:[正冬腊臘]|{_NUMBER})月(?:{_DAY_OF_MOON}|{_NUMBER}[日号號])?"
"""What stands behind the year of an era, and is for the most part of the Chinese calendar, so no month of ours."""
_OF_YEAR = (
    "[底初末起度]|完[工成]|[動动開开竣]工|[通啟启]|[開开]始|成立|[興兴]建|公布|[發发]布|[舉举][辦办行]|[畢毕][業业]"
)
"""What is told of a year, and not of how long something was."""
_LONG = (
    "(?![後后前來来間间內内以之多餘余的老份代級级期不如歲岁資资工徒刑租人校店，。；！？、）)]|[歷历練练風风光時时][史程練练雨霜陰阴景間间光]"
    "|[過过]去|有期|[經经][驗验歷历]|[貸贷計计婚友])"
)
"""What stands behind a number of years that something lasted: 50年後, 80年歷史."""
DATE = re.compile(
    rf"""
    {YEAR_IN_CHINESE}(?:{_MONTH_OF_ERA})?
    |(?P<since2>1\d{{3}}|20\d\d)[—–~～至到-](?P<until2>\d\d)年(?!代)
    |(?P<era>民[国國]|中[华華]民[国國])?(?P<year>\d{{4}}|{_HAN_YEAR}|(?<=民[国國])(?:\d{{1,3}}|{HAN_NUMBER}{{1,4}}))
        (?:年(?!代)|(?=[—–~～至到-]\d{{2,4}}年))(?:(?P<m1>{_NUMBER})月(?:(?P<d1>{_NUMBER})[日号號])?)?
    |(?<=[(（])(?P<since>[1-9]\d\d|1\d{{3}}|20\d\d)[—–-]{{1,2}}(?P<until>[1-9]\d\d|1\d{{3}}|20\d\d)
        (?=[)）](?!\ ?[人字名米元个個公]))
    |(?:(?<=[于於自從从至到迄在、和及—–~～-])(?P<led>))?(?<![\d.,第有歷历時时後后近約约逾達达費费花用經经])(?P<republican>\d{{2,3}})年(?:
        (?P<m4>{_NUMBER})月(?:(?P<d5>{_NUMBER})[日号號])?|(?(led)(?![来來间間内內以多的後后之])|(?={_OF_YEAR})))
    |(?:(?<=[，。；！？（(\n])|^)(?P<later>\d{{2,3}})年{_LONG}
    |(?P<m2>{_NUMBER})月(?:(?P<d2>{_NUMBER})[日号號]|(?=[底初中末份]))
    |(?P<turn>[上下本这這])?(?:周|週|星期|[礼禮]拜)(?P<weekday>[一二三四五六日天])
    |[去昨今本明前上下][(（](?:(?P<told_year>\d{{2,4}})[)）]年(?:(?P<m6>{_NUMBER})月(?:(?P<d6>{_NUMBER})[日号號])?)?
        |(?P<told_month>{_NUMBER})[)）]月|(?P<told_day>{_NUMBER})[)）]日)
    |(?P<near>昨天|昨日|今天|今日|明天|明日|前天|后天|後天)
    |(?P<of_year>去年|今年|明年|前年)(?:(?P<m3>{_NUMBER})月(?:(?P<d3>{_NUMBER})[日号號])?)?
    |(?P<of_month>上[个個]?月|本月|下[个個]?月)
    |(?<![\d月.])(?P<d4>[12]?[0-9]|3[01])[日号號](?![元线線楼樓])
    """,
    re.VERBOSE,
)
TO_COME = re.compile("[将將拟擬]|[预預][计計定]|[计計][划劃]|定[于於]|下[个個]")
"""What tells that a date lies ahead; a bare weekday is else one of this week, if that is over."""
CLAUSE = re.compile(r"[，。；！？：\n]")
FAR = 30
"""Characters of the clause on either side that are looked at."""
NEAR = {"前": -2, "昨": -1, "今": 0, "明": 1, "后": 2, "後": 2}
OF_YEAR = ("year", "told_year", "republican", "later", "m3")
"""Groups that say the year of a date."""
REPUBLICAN = re.compile(rf"民[国國](\d{{1,3}}|{HAN_NUMBER}{{1,4}})年")
YEARS = {"前": -2, "去": -1, "今": 0, "明": 1}
REPUBLIC = 1911
"""The year before the first of the Republic of China's own count."""
WEEKDAY_IN = re.compile(r"[(（](?:周|週|星期)[一二三四五六日天][)）]")
_ASIDE = "[创創成设設建][立办辦建校]|(?:出|诞|誕)生|(?:逝|去|病|离|離)[世逝]"
ASIDE_BEFORE = re.compile(rf"(?:{_ASIDE}|(?<![发發产產])生|卒|建|生日)[于於是为為在]$")
ASIDE_AFTER = re.compile(rf"[^，。；！？、\n]{{0,10}}(?:{_ASIDE})")
"""What tells that a date is of a founding, a birth or a death."""

_CURRENCY = "|".join(sorted(map(re.escape, (*CHINESE_CURRENCIES, *CURRENCY_SIGNS)), key=len, reverse=True))
_TAELS = "[十百千万萬][两兩]"
"""Where 两 is the weight: 二百四十两."""
_UNIT = "|".join(sorted(map(re.escape, CHINESE_UNITS), key=len, reverse=True))
_TENTHS_END = "(?![不立为為功员員就本果交年长長熟品绩績群语語分型人])"
"""Behind 成 where it is a verb, or part of a word: 三成立 is no share."""
_ONE = rf"(?:{MIXED}|{HAN_NUMBER}{{1,20}}(?<!{_TAELS}(?![岸栖棲轮輪面条條院国國])))"
AMOUNT = re.compile(
    rf"""
    (?P<percent>百分之)(?P<share>{HAN_NUMBER}+(?:[点點]{HAN_NUMBER}+)?|{DIGITS})
    |(?<![第一二三四五六七八九\d])(?P<tenths>[一二三四五六七八九两兩])成(?P<half>[一二三四五六七八九半])?{_TENTHS_END}
    |(?:(?P<currency>{_CURRENCY})\ ?|(?<![\dA-Za-z.])(?!{CODE}))
        (?P<number>{_ONE})(?:(?:[-–—－~～]|[至到])(?P<until>{_ONE}))?
        (?:(?P<more>[多余餘])(?P<scale>[万萬亿億兆]*))?(?P<unit>{_UNIT})?
    """,
    re.VERBOSE,
)
AGE = re.compile("年[代纪紀]|世[纪紀]")
"""What follows numbers of decades and centuries."""
CODE_BEFORE = re.compile(rf"(?:{EXCHANGE}|代[码碼号號][为為]?[:：]?|[上深港北]交所[:：])$")
YUAN = frozenset({"元", "块钱", "塊錢"})
OF_CURRENCY = re.compile(rf"(?P<currency>{'|'.join(CHINESE_CURRENCIES)}) ?(?:\d|{HAN_NUMBER})")
UNIT_OF_TEN = re.compile("[十百千万萬亿億兆]")
STARTS_NUMBER = re.compile("[一二两兩三四五六七八九壹贰貳叁肆伍陆陸柒捌玖]|十[一二三四五六七八九]|十[万萬亿億]")


def dates(text: str, days: Days) -> Iterator[Finding]:
    """Dates in text order; partial ones are reckoned from the last year or date before them, or from `days`."""
    found = [*DATE.finditer(text), *common_era.IN_CHINESE.finditer(text)]
    for match in longest_first(found, lambda match: Span(*match.span())):
        if match.re is common_era.IN_CHINESE:
            yield from common_era.years(match)
            continue
        if match["since"] or match["since2"]:
            yield from _range(match, *(("since", "until") if match["since"] else ("since2", "until2")))
            continue
        if match["era"] and match["year"]:
            days = days.counting({int(number_of_han(match["year"]) or 0)})
        if match["later"] and not days.is_later(int(match["later"])):
            continue
        if match["republican"] and not days.is_republican(int(match["republican"])):
            continue
        partial, why = _read(match, days)
        weekday = WEEKDAY_IN.match(text, match.end())
        span = Span(match.start(), (weekday or match).end())
        is_aside = bool(
            ASIDE_BEFORE.search(text, max(0, span.start - 6), span.start) or ASIDE_AFTER.match(text, span.end)
        )
        is_aside = is_aside or not (partial.is_whole or _is_of_told_year(match))
        yield Finding(span, QuantityKind.DATE, partial.iso, why=why if partial.iso else "", is_aside=is_aside)
        days = days if is_aside else days.after(partial)


def _is_of_told_year(match: re.Match[str]) -> bool:
    """Whether a date gives its year, and not one that something else is only compared with, or lasted to."""
    is_compared = match.string[max(0, match.start() - 1) : match.start()] in {*"比较較至到"}
    return not is_compared and any(match[group] for group in OF_YEAR)


def _range(match: re.Match[str], since: str, until: str) -> Iterator[Finding]:
    """The years from one to the other, where the other is the later one."""
    last = common_era.whole(match[since], match[until])
    if int(last) > int(match[since]):
        yield Finding(Span(*match.span(since)), QuantityKind.DATE, f"{int(match[since]):04d}")
        end = match.end() if since == "since2" else match.end(until)
        yield Finding(Span(match.start(until), end), QuantityKind.DATE, f"{int(last):04d}")


def _read(match: re.Match[str], days: Days) -> tuple[Partial, str]:
    """What a match says, and how it was reckoned where it does not say all."""
    if match["reign"]:
        era, number = BY_NAME[match["reign"]], 1 if match["of_reign"] == "元" else _small(match["of_reign"])
        return Partial(era.year(number or 0)), f"{match['reign']} counts from {era.first}"
    if year := match["year"] or match["told_year"] or match["republican"] or match["later"]:
        first = REPUBLIC if match["era"] or (not match["year"] and len(year) < len("1912")) else 0
        month, day = match["m1"] or match["m4"] or match["m6"], match["d1"] or match["d5"] or match["d6"]
        return Partial(int(number_of_han(year) or 0) + first, _small(month), _small(day)), ""
    month, day = match["m2"] or match["told_month"], match["d2"] or match["d4"] or match["told_day"]
    if month or day:
        partial = Partial(month=_small(month), day=_small(day))
        return settled(partial, days.near), f"the nearest to {days.told_near}" if days.near else ""
    if match["weekday"] and not match["turn"]:
        weekday, will = WEEKDAYS[match["weekday"]], _is_to_come(match)
        is_of_week = bool(days.spoken and weekday <= days.spoken.weekday())
        return told_weekday(weekday, days, is_to_come=will, is_over=is_of_week and not will)
    return (_turned(match, days.spoken), f"reckoned from {days.spoken}") if days.spoken else (Partial(), "")


def _is_to_come(date: re.Match[str]) -> bool:
    """Whether the clause tells of a date as lying ahead."""
    text, (start, end) = date.string, date.span()
    before, behind = CLAUSE.split(text[max(0, start - FAR) : start])[-1], CLAUSE.split(text[end : end + FAR], 1)[0]
    return bool(TO_COME.search(before + behind))


def republican_years(text: str) -> frozenset[int]:
    """The years of the Republic of China's own count that a text gives as such."""
    return frozenset(int(number_of_han(match[1]) or 0) for match in REPUBLICAN.finditer(text))


def _turned(match: re.Match[str], anchor: date) -> Partial:
    """A date said from the day of speaking: 昨天, 上周五, 去年10月."""
    if match["near"]:
        return days_after(anchor, NEAR[match["near"][0]])
    if match["of_year"]:
        return Partial(anchor.year + YEARS[match["of_year"][0]], _small(match["m3"]), _small(match["d3"]))
    if match["of_month"]:
        return months_after(anchor, {"上": -1, "本": 0, "下": 1}[match["of_month"][0]])
    return weekday_of_week(WEEKDAYS[match["weekday"]], anchor, {"上": -1, "下": 1}.get(match["turn"], 0))


def _small(text: str | None) -> int | None:
    return int(number_of_han(text) or 0) if text else None


def bare_yuan(text: str) -> str:
    """Of which currency 元 are that no word says it of: the only one that a text in Traditional counts in, or CNY."""
    if "元" not in text or script_of(text) != HANT:
        return "CNY"
    named = {CHINESE_CURRENCIES[match["currency"]] for match in OF_CURRENCY.finditer(text)}
    return named.pop() if len(named) == 1 else "CNY"


def amounts(text: str, yuan: str = "CNY", yen: str = "CNY") -> Iterator[Finding]:
    """Sums of money, measures and numbers, in text order; Chinese numerals need a unit of ten in them.

    `yuan` is the currency of 元 that no word beside the number says it of, `yen` that of a bare ¥; where
    that is empty, the place named before each says it.
    """
    for match in AMOUNT.finditer(text):
        span = Span(*match.span())
        end = match.end("until") if match["until"] else match.end("number")
        if AGE.match(text, end) or CODE_BEFORE.search(text, max(0, match.start() - 8), match.start()):
            continue
        if match["percent"]:
            if (share := _share(match["share"])) is not None:
                yield Finding(span, QuantityKind.MEASURE, share, "%")
            continue
        if match["tenths"]:
            yield Finding(span, QuantityKind.MEASURE, _tenths(match["tenths"], match["half"]), "%")
            continue
        code = (
            (yen or yen_or_yuan_at(text, match.start()))
            if _is_bare_sign(match)
            else _code(match["currency"], match["unit"], yuan)
        )
        kind, why = QuantityKind.MEASURE if code else QuantityKind.NUMBER, "and more" if match["more"] else ""
        for place, surface in _numbers(match):
            number = number_of_han(surface)
            if number is not None and _is_number(surface, match["currency"] or match["unit"]):
                yield Finding(place, kind, number, code, why)


def _code(currency: str | None, unit: str | None, yuan: str) -> str | None:
    """The unit of a number with what stands before it and behind; before 元, it says of which currency."""
    if currency and unit in {None, *YUAN}:
        return (CHINESE_CURRENCIES | CURRENCY_SIGNS)[currency]
    return yuan if unit in YUAN else CHINESE_UNITS[unit] if unit else None


def _is_bare_sign(match: re.Match[str]) -> bool:
    return match["currency"] in YEN_OR_YUAN and match["unit"] is None


def _numbers(match: re.Match[str]) -> Iterator[tuple[Span, str]]:
    """A number, or both ends of a range: where it stands, and how it is written with the scale that they share."""
    number, until, scale = match["number"], match["until"], match["scale"] or ""
    if not until:
        yield Span(*match.span()), number + scale
        return
    yield Span(match.start(), match.end("number")), with_scale_of(number, until + scale)
    yield Span(match.start("until"), match.end()), until + scale


def _tenths(whole: str, half: str | None) -> Decimal:
    """Shares told in tenths: 三成 is 30 %, 三成五 and 三成半 are 35 %."""
    hundredths = Decimal(5) if half == "半" else number_of_han(half) if half else None
    return 10 * (number_of_han(whole) or 0) + (hundredths or Decimal(0))


def _share(text: str) -> Decimal | None:
    whole, _, rest = re.sub("[点點]", ".", text).partition(".")
    number = number_of_han(whole)
    if number is None or not rest or not re.fullmatch(f"{HAN_NUMBER}+", rest):
        return number
    return Decimal(f"{number}.{number_of_han('零' + rest) or 0}")


def _is_number(surface: str, unit: str | None) -> bool:
    """Whether digits or Han characters are an amount: 三千五百, 两百; not 一 or 千万, and 三 only beside money."""
    if surface[0].isdecimal():
        return True
    if not STARTS_NUMBER.match(surface):
        return False
    if len(surface) > 1 and UNIT_OF_TEN.search(surface):
        return True
    code = (CHINESE_UNITS | CURRENCY_SIGNS).get(unit or "", "")
    return len(code) == 3 and code.isupper()
