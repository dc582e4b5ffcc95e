"""Dates, amounts and numbers: what each expression comes to."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate import tei
from annotate.model import Block, Document, Metadata, QuantityKind, Span
from annotate.quantities import tag_quantities
from tests.strategies import RULES, SOFTWARE


def found(text: str, date: str | None = None, language: str = "en") -> list[tuple[str, str, str | None]]:
    """Surface, value and unit of every quantity."""
    document = Document(text, blocks=(Block(Span(0, len(text)), language=language),), metadata=Metadata(date=date))
    return [(q.surface, q.value, q.unit) for q in tag_quantities(document).quantities]


ENGLISH_DATES = [
    ("It opened on Monday 5 January 2026. On Tuesday (6 January) it closed.",
     None, [("Monday 5 January 2026", "2026-01-05"), ("Tuesday (6 January)", "2026-01-06")]),
    ("It opened on Monday 5 January 2026 and closed on Tuesday.",
     None, [("Monday 5 January 2026", "2026-01-05"), ("Tuesday", "2026-01-06")]),
    ("Signed on March 3rd, 1921, in a cellar.", None, [("March 3rd, 1921", "1921-03-03")]),
    ("He left on Dec. 30.", "2026-01-05", [("Dec. 30", "2025-12-30")]),
    ("In today’s Guangzhou nobody left today.", "2026-01-05", [("today", "2026-01-05")]),
    ("He left on 30 December.", None, [("30 December", "--12-30")]),
    ("They met last Friday and meet next month.",
     "2026-01-05", [("last Friday", "2026-01-02"), ("next month", "2026-02")]),
    ("Yesterday it rained.", "2026-01-01", [("Yesterday", "2025-12-31")]),
    ("In 1987 he moved; by January 1990 he was back.", None, [("1987", "1987"), ("January 1990", "1990-01")]),
    ("Printed 2026-02-28.", None, [("2026-02-28", "2026-02-28")]),
    ("We may march on in the second half.", None, []),
    ("On Friday nobody came.", None, [("Friday", "")]),
    ("Printed 2026-02-30.", None, [("2026-02-30", "")]),
    ("Tomorrow and next Friday never came.", "9999-12-31", [("Tomorrow", ""), ("next Friday", "")]),
    ("BEIJING, 5 January 2026 (Xinhua) – It rained yesterday.", None,
     [("5 January 2026", "2026-01-05"), ("yesterday", "2026-01-04")]),
    ("The siege of 5 January 1900\n\nLast year the firm moved.", None,
     [("5 January 1900", "1900-01-05"), ("Last year", "")]),
    ("She ate at Kangxi 8 times in 1984.", None, [("8", "8"), ("1984", "1984")]),
    ("It was founded on 4 May 2009. Yesterday its shares rose.", None,
     [("4 May 2009", "2009-05-04"), ("Yesterday", "")]),
    ("It was founded on 4 May 2009. Last year it lost; on Friday its shares rose.", "2026-01-05",
     [("4 May 2009", "2009-05-04"), ("Last year", "2025"), ("Friday", "2026-01-02")]),
    ("It opened on 4 May 2009. On Tuesday (12 May) it closed.", "2026-01-05",
     [("4 May 2009", "2009-05-04"), ("Tuesday (12 May)", "2009-05-12")]),
    ("Shen-tsung (r. 1067–1085) reigned; the era (1086-1094) ended.", None,
     [("1067", "1067"), ("1085", "1085"), ("1086", "1086"), ("1094", "1094")]),
    ("In Kangxi 18 (1679), the fourth year of Chia-ch’ing and the 24th year of the Guangxu Emperor's reign.", None,
     [("Kangxi 18", "1679"), ("1679", "1679"), ("the fourth year of Chia-ch’ing", "1799"),
      ("the 24th year of the Guangxu Emperor's reign", "1898")]),
    ("In the twenty-first year of Guangxu; the thirtieth year of Kuang-hsü; the second year of study.", None,
     [("the twenty-first year of Guangxu", "1895"), ("the thirtieth year of Kuang-hsü", "1904")]),
    ("In the ninth year of Hongwu 洪武 (1376), the third year of Kangxi 康熙三年, the forty-first year of Kangxi 王.",
     None,
     [("the ninth year of Hongwu 洪武", "1376"), ("1376", "1376"), ("the third year of Kangxi 康熙三年", "1664"),
      ("the forty-first year of Kangxi", "1702")]),
    ("In the eleventh year of Shōwa; Heisei 30 (2018); in Meiji 8 of them lived.", None,
     [("the eleventh year of Shōwa", "1936"), ("Heisei 30", "2018"), ("2018", "2018"), ("8", "8")]),
    ("It was founded in Ohio on 12 July 1998. On Tuesday it said that 14 July is near, and in August.", None,
     [("12 July 1998", "1998-07-12"), ("Tuesday", ""), ("14 July", "--07-14"), ("August", "--08")]),
    ("Born on 26 December 1893, he left. On Friday the museum, opened on 5 January 2026, closed on Tuesday.", None,
     [("26 December 1893", "1893-12-26"), ("Friday", ""), ("5 January 2026", "2026-01-05"),
      ("Tuesday", "")]),
    ("The museum, opened on 3 May 1985, said on Friday that it will close in June.", None,
     [("3 May 1985", "1985-05-03"), ("Friday", ""), ("June", "--06")]),
    ("The bridge (which was completed on 3 May 1985) and the hall, first inaugurated in May 1990, shut on 4 June.",
     None, [("3 May 1985", "1985-05-03"), ("May 1990", "1990-05"), ("4 June", "--06-04")]),
    ("It opened on 3 May 1985, then closed on 4 June.", None,
     [("3 May 1985", "1985-05-03"), ("4 June", "1985-06-04")]),
    ("It last paid on May 4, 2012. It will pay one in December, and plans to stop on 3 May; it lost in December.", None,
     [("May 4, 2012", "2012-05-04"), ("December", "2012-12"), ("3 May", "2013-05-03"), ("December", "2012-12")]),
    ("It is due to open in January.", "2025-12-20", [("January", "2026-01")]),
    ("It was founded on 12 July 1998. On Tuesday it closed.", "2026-01-05",
     [("12 July 1998", "1998-07-12"), ("Tuesday", "2025-12-30")]),
    # what is told as over when a text is written lies before that day: 8 May 2026 is a Friday
    ("A museum opened to visitors on Monday.", "2026-05-08", [("Monday", "2026-05-04")]),
    ("On Monday the museum was opened.", "2026-05-08", [("Monday", "2026-05-04")]),
    ("The ministry said on Friday that it will close on Monday.", "2026-05-08",
     [("Friday", "2026-05-08"), ("Monday", "2026-05-11")]),
    ("They agreed to meet on Monday. The talks are on Tuesday.", "2026-05-08",
     [("Monday", "2026-05-11"), ("Tuesday", "2026-05-12")]),
    ("It opened on Monday and will close on Tuesday.", "2026-05-08",
     [("Monday", "2026-05-04"), ("Tuesday", "2026-05-12")]),
    ("On Thursday rain fell, which stopped on Saturday.", "2026-05-08",
     [("Thursday", "2026-05-07"), ("Saturday", "2026-05-02")]),
    ("On Wednesday they will say that it opened.", "2026-05-08", [("Wednesday", "2026-05-13")]),
    ("The hall was closed. It meets on Monday.", "2026-05-08", [("Monday", "2026-05-11")]),
    ("They need the seed on Monday.", "2026-05-08", [("Monday", "2026-05-11")]),
    ("They agreed on Monday, and it will be closed on Tuesday.", "2026-05-08",
     [("Monday", "2026-05-04"), ("Tuesday", "2026-05-12")]),
    ("It needs help by Monday.", "2026-05-08", [("Monday", "2026-05-11")]),
    ("Du Fu 杜甫 (712–770) and Ji (1736–95), 王守仁 (1472–1529), Song (960–1279), in 2003–4; the 2003–4 season.", None,
     [("712", "0712"), ("770", "0770"), ("1736", "1736"), ("95", "1795"), ("1472", "1472"), ("1529", "1529"),
      ("960", "0960"), ("1279", "1279"), ("2003", "2003"), ("4", "2004"), ("2003", "2003"), ("4", "2004")]),
    ("Wang 王陽明 (Wang Shou-jen 王守仁, 1472–1529) wrote.", None, [("1472", "1472"), ("1529", "1529")]),
    ("Many agree (Spector 1964, 23–27; cf. Kuo 1978; Li and Wu 2019b) (May 2019).", None,
     [("1964", "1964"), ("1978", "1978"), ("2019", "2019"), ("May 2019", "2019-05")]),
    ("See lines 1736–95, bus routes 2003–4 and verses 1712–70, in 2003–4 of the lines.", None,
     [("2003", "2003"), ("4", "2004")]),
    ("Call (555-1234) or 2003-04-2, room 2003–2, pp. 712–770; 1500–50 hens.", None, []),
    ("It opened on 7 November 2016; in March 2023 it moved; on 10 May it closed.", None,
     [("7 November 2016", "2016-11-07"), ("March 2023", "2023-03"), ("10 May", "2023-05-10")]),
    ("It opened on 5 January 2026. In December 2022 it moved; on 3 January and on Tuesday it met.", None,
     [("5 January 2026", "2026-01-05"), ("December 2022", "2022-12"), ("3 January", "2023-01-03"),
      ("Tuesday", "2023-01-03")]),
    ("It opened on 5 January 2026. It moved in March 2023; it met on Tuesday.", None,
     [("5 January 2026", "2026-01-05"), ("March 2023", "2023-03"), ("Tuesday", "2026-01-06")]),
    ("In 1921 he went to Paris. He was ill in May; on 31 December he left.", None,
     [("1921", "1921"), ("May", "1921-05"), ("31 December", "1921-12-31")]),
    ("It grew in 2021 and 2022, unlike the 2019 election. In 2024 it lost; on 3 January it met.", "2026-01-05",
     [("2021", "2021"), ("2022", "2022"), ("2019", "2019"), ("2024", "2024"), ("3 January", "2026-01-03")]),
    ("It grew since March 2023, more than in May 2020. On 3 January it met; sales to June 2021 fell on 4 January.",
     "2026-01-05", [("March 2023", "2023-03"), ("May 2020", "2020-05"), ("3 January", "2026-01-03"),
     ("June 2021", "2021-06"), ("4 January", "2026-01-04")]),
    ("On 3 May 1985 it opened, after 1970 (Li, 1980). On 4 June it closed.", "2026-01-05",
     [("3 May 1985", "1985-05-03"), ("1970", "1970"), ("1980", "1980"), ("4 June", "1985-06-04")]),
    ("It rained yesterday and last month.", "0001-01-01", [("yesterday", ""), ("last month", "")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "date", "dates"), ENGLISH_DATES, ids=[row[0][:30] for row in ENGLISH_DATES])
def test_english_dates(text: str, date: str | None, dates: list[tuple[str, str]]) -> None:
    assert [(surface, value) for surface, value, _ in found(text, date)] == dates


YEARS = [
    ("Sales fell in Q3 2025, in late 2024 and mid-2023.", "2025 2024 2023"),
    ("A third of the budget for 2025 was spent on a plan for 2000 hens.", "2025"),
    ("Many agree (Zhang, W., & Li, X., 2019; Chen, 2020a).", "2019 2020"),
    ("From 1990 to 1994, as early as 1987, circa 1842 and through 2011 it stood.", "1990 1994 1987 1842 2011"),
    ("In the winter of 1879 comes a silence.", "1879"),
    ("Between 1995 and 1998 it grew, and in 2001, 2002 and 2003.", "1995 1998 2001 2003"),
    ("The 1933 film was shown at the 2006 Winter Olympics.", "1933 2006"),
    ("The 1933 hens, between 1500 and 2000 hens, 1800 to the acre, 2,000 and 1900 hens, of 1500 hens.", ""),
]


@pytest.mark.parametrize(("text", "years"), YEARS, ids=[row[0][:30] for row in YEARS])
def test_years_are_no_numbers(text: str, years: str) -> None:
    document = Document(text, blocks=(Block(Span(0, len(text)), language="en"),))
    dates = [q.surface for q in tag_quantities(document).quantities if q.kind is QuantityKind.DATE]
    assert dates == years.split()


ENGLISH_ERAS = [
    ("It dates to c. 1250–1200 BCE; he fell in 1046 BCE, in 221 BC and c. 1200 B.C.",
     [("1250", "-1250"), ("1200 BCE", "-1200"), ("1046 BCE", "-1046"), ("221 BC", "-0221"), ("1200 B.C.", "-1200")]),
    ("Han (206 BCE–220 CE) fell in AD 220; between 475 and 221 BC; c. 145–c. 86 BC; AD 712–70.",
     [("206 BCE", "-0206"), ("220 CE", "0220"), ("AD 220", "0220"), ("475", "-0475"), ("221 BC", "-0221"),
      ("145", "-0145"), ("86 BC", "-0086"), ("AD 712", "0712"), ("70", "0770")]),
    ("He died on 15 March 44 BC; rice came by 10,000 BCE.",
     [("15 March 44 BC", "-0044-03-15"), ("10,000 BCE", "-10000")]),
    ("They hired 300 BC nurses in Vancouver, BC; 12 of the 5 CEOs met.", [("300", "300"), ("12", "12"), ("5", "5")]),
    ("In 1998 B.C. elected a minister, and in 1997 BC was home to 300,000.",
     [("1998", "1998"), ("1997", "1997"), ("300,000", "300000")]),
    ("It dates to c. 2000 BC, fell in 1900 BC. Tombs of 1900 BC were found; in 1900 BCE was he; in 1200 BC lived Wu.",
     [("2000 BC", "-2000"), ("1900 BC", "-1900"), ("1900 BC", "-1900"), ("1900 BCE", "-1900"), ("1200 BC", "-1200")]),
    ("It fell in the third century BC, or in 0 BC.", [("0 BC", "")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "dates"), ENGLISH_ERAS, ids=[row[0][:30] for row in ENGLISH_ERAS])
def test_years_before_our_era(text: str, dates: list[tuple[str, str]]) -> None:
    assert [(surface, value) for surface, value, _ in found(text)] == dates


def test_editions_carry_years_before_our_era() -> None:
    edition = edition_of("It fell in 221 BC, on 15 March 44 BC, c. 1250–1200 BCE, in AD 9 and 10,000 BCE.")
    when = re.findall('<date when="(.*?)"', edition.decode())
    assert {"-0221", "-0044-03-15", "-1250", "-1200", "0009", "-10000"} <= {*when}
    assert tei.check(edition, "d.xml") == []


def test_editions_carry_ranges() -> None:
    assert tei.check(edition_of("It sold 3 to 4 million for US$3-4bn."), "d.xml") == []


def edition_of(text: str) -> bytes:
    document = Document(text, "d", (Block(Span(0, len(text)), language="en"),))
    return tei.write_edition(tag_quantities(document), RULES, SOFTWARE)


ENGLISH_AMOUNTS = [
    ("It cost 2.5 million dollars.", [("2.5 million dollars", "2500000", "USD")]),
    ("It cost $5bn, or RMB 1,400.", [("$5bn", "5000000000", "USD"), ("RMB 1,400", "1400", "CNY")]),
    ("It sold 2.5 million in three hundred and five shops.",
     [("2.5 million", "2500000", None), ("three hundred and five", "305", None)]),
    ("Prices fell by 3.5 percent over 12 km.", [("3.5 percent", "3.5", "%"), ("12 km", "12", "km")]),
    ("He paid 240 taels for forty catties.", [("240 taels", "240", "tael"), ("forty catties", "40", "jin")]),
    ("Up 7%.", [("7%", "7", "%")]),
    ("It paid CN¥3.2bn, 12.4bn yuan, 500m yuan, RM5m and 3bn; it is 500m high.",
     [("CN¥3.2bn", "3200000000", "CNY"), ("12.4bn yuan", "12400000000", "CNY"), ("500m yuan", "500000000", "CNY"),
      ("RM5m", "5000000", "MYR"), ("3bn", "3000000000", None)]),
    ("In the nineteen-thirties and eighteen-nineties, twenty-five of nineteen in their thirties came.",
     [("twenty-five", "25", None), ("nineteen", "19", None)]),
    ("One of two men ate twenty-five buns.", [("twenty-five", "25", None)]),
    ("It owes 1234567890123456789012345678901 yuan.",
     [("1234567890123456789012345678901 yuan", "1234567890123456789012345678901", "CNY")]),
    ("It cost US$3-4bn, RMB 20-30 billion, €5–6 million, $3bn-$4bn and $3 to $4 billion.",
     [("US$3", "3000000000", "USD"), ("4bn", "4000000000", "USD"), ("RMB 20", "20000000000", "CNY"),
      ("30 billion", "30000000000", "CNY"), ("€5", "5000000", "EUR"), ("6 million", "6000000", "EUR"),
      ("$3bn", "3000000000", "USD"), ("$4bn", "4000000000", "USD"),
      ("$3", "3000000000", "USD"), ("$4 billion", "4000000000", "USD")]),
    ("The seventy-second session, the thirty-second year, the twenty-third emperor, one hundred and twenty-first.", []),
    ("A thirty-second pause, a 30-second clip, thirty seconds and one hundred and five men.",
     [("thirty-second", "30", "s"), ("30-second", "30", "s"), ("thirty seconds", "30", "s"),
      ("one hundred and five", "105", None)]),
    ("BYD (1211.HK; SZ: 002594), 600519.SS, in 1398.HK (SEHK: 1810) and 2330.TW sold 1211.", [("1211", "1211", None)]),
    ("A night in Tokyo costs ¥20,000.", [("¥20,000", "20000", "JPY")]),
    ("From Tokyo to China it costs ¥20,000 or 99 kuai.", [("¥20,000", "20000", "CNY"), ("99 kuai", "99", "CNY")]),
    ("In Osaka a night costs ¥12,000; in Shanghai, ¥800. It is ¥900. In China it is CN¥5.",
     [("¥12,000", "12000", "JPY"), ("¥800", "800", "CNY"), ("¥900", "900", None), ("CN¥5", "5", "CNY")]),
    ("It costs ¥800.", [("¥800", "800", "CNY")]),
    ("Between 3 and 4 million, 10-12 km, 3–4 percent, twenty to thirty thousand, two to three days.",
     [("3", "3000000", None), ("4 million", "4000000", None), ("10", "10", "km"), ("12 km", "12", "km"),
      ("3", "3", "%"), ("4 percent", "4", "%"), ("twenty", "20000", None), ("thirty thousand", "30000", None),
      ("two", "2", "d"), ("three days", "3", "d")]),
    ("It paid US$2 billion and 500 million renminbi, $3bn or 9 million yuan, and between US$3 and 4 billion.",
     [("US$2 billion", "2000000000", "USD"), ("500 million renminbi", "500000000", "CNY"),
      ("$3bn", "3000000000", "USD"), ("9 million yuan", "9000000", "CNY"),
      ("US$3", "3000000000", "USD"), ("4 billion", "4000000000", "USD")]),
    ("It sold 30 million or 12 km.", [("30 million", "30000000", None), ("12 km", "12", "km")]),
    ("From 500 to 1 million, gave $100 to 200 people, 30 and 4 million, ten to one; 3–2, pp. 23–27 and 1-2-3 km.",
     [("1 million", "1000000", None), ("$100", "100", "USD"), ("200", "200", None), ("30", "30", None),
      ("4 million", "4000000", None), ("ten", "10", None)]),
    ("Tel: +86 571 8765 4321, fax 0571-8765 4321, phone 571 8765 4321, Mobile: 139; postcode 310000, ZIP 10027.", []),
    ("Supported by grant no. 51978123 and 2019YFB12, grant number: 41 at 38°56′12″N 119.5° E, 5 t ha−1, +1 212 555 12.",
     [("5", "5", None)]),
    ("She had to phone 30 people, sold mobile phones to 5,000; telephone 3,000 homes, grants of 20, 25 °C, 7 + 86.",
     [("30", "30", None), ("5,000", "5000", None), ("3,000", "3000", None), ("20", "20", None),
      ("25 °C", "25", "°C"), ("7", "7", None), ("86", "86", None)]),
    ("At 1,483 m, 6 m × 8 m, for 24 h with 5 t of rice, 3-5 m deep, 2 m was enough for 9 m.",
     [("1,483 m", "1483", "m"), ("6 m", "6", "m"), ("8 m", "8", "m"), ("24 h", "24", "h"), ("5 t", "5", "t"),
      ("3", "3", "m"), ("5 m", "5", "m"), ("2 m", "2", "m"), ("9 m", "9", "m")]),
    ("It raised 500m, sold 5 m copies to 3 m people, for $5 m, 5 T, 6 H, 7 m-long, 12 m yuan.",
     [("5", "5", None), ("3", "3", None), ("$5 m", "5000000", "USD"), ("5", "5", None), ("6", "6", None),
      ("7", "7", None), ("12 m yuan", "12000000", "CNY")]),
    ("On 20 ha, 300 kW, 2.5 MW, 40GWh, 6 m2, 6 m², 7 m3, 8 m³, 9 km², 50 mL; 3 mw, 4 HA, 5 gwh.",
     [("20 ha", "20", "ha"), ("300 kW", "300", "kW"), ("2.5 MW", "2.5", "MW"), ("40GWh", "40", "GWh"),
      ("6 m2", "6", "m2"), ("6 m²", "6", "m2"), ("7 m3", "7", "m3"), ("8 m³", "8", "m3"), ("9 km²", "9", "km2"),
      ("50 mL", "50", "mL"), ("3", "3", None), ("4", "4", None), ("5", "5", None)]),
    ("Dated to 2880 ± 35 BP, 12.5±0.3 kg, 2.5 ± 0.3 million.",
     [("2880", "2880", None), ("35", "35", None), ("12.5", "12.5", "kg"), ("0.3 kg", "0.3", "kg"),
      ("2.5", "2500000", None), ("0.3 million", "300000", None)]),
    ("Road 182 and No. 7 and B2B and 3:15 stay.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "amounts"), ENGLISH_AMOUNTS, ids=[row[0][:30] for row in ENGLISH_AMOUNTS])
def test_english_amounts(text: str, amounts: list[tuple[str, str, str | None]]) -> None:
    assert found(text) == amounts


CHINESE = [
    ("他在2026年1月5日（周一）到达，周二离开。", None,
     [("2026年1月5日（周一）", "2026-01-05", None), ("周二", "2026-01-06", None)]),
    ("二〇二六年一月十五日签约。", None, [("二〇二六年一月十五日", "2026-01-15", None)]),
    ("创立于2009年5月4日，去年亏损，下周一开会。", "2024-03-13",
     [("2009年5月4日", "2009-05-04", None), ("去年", "2023", None), ("下周一", "2024-03-18", None)]),
    ("创立于2009年5月4日，去年亏损。", None, [("2009年5月4日", "2009-05-04", None), ("去年", "", None)]),
    ("画家（1498—1561）多产。", None, [("1498", "1498", None), ("1561", "1561", None)]),
    ("乾隆五十三年刊，康熙元年生，嘉慶十年、光绪99年。", None,
     [("乾隆五十三年", "1788", None), ("康熙元年", "1662", None), ("嘉慶十年", "1805", None), ("光绪99年", "", None)]),
    ("英国三十年战争，我国四十年改革，绍兴三年来发展，嘉定10年间，天宝三年级。", None,
     [("三十年", "30", "a"), ("四十年", "40", "a"), ("10年", "10", "a")]),
    ("共有（1200—1500）人。", None, [("1200", "1200", None), ("1500", "1500", None)]),
    ("民國一〇三年、民国三十八年。", None, [("民國一〇三年", "2014", None), ("民国三十八年", "1949", None)]),
    ("民國114年10月25日出版。", None, [("民國114年10月25日", "2025-10-25", None)]),
    ("博物馆周一开馆，周二将闭馆，周六开放。", "2026-05-08",  # a Friday
     [("周一", "2026-05-04", None), ("周二", "2026-05-12", None), ("周六", "2026-05-09", None)]),
    ("去年10月，上周五和昨天都下雨。", "2026-01-05",
     [("去年10月", "2025-10", None), ("上周五", "2026-01-02", None), ("昨天", "2026-01-04", None)]),
    ("投资三千五百万元，利润1.2亿美元。", None,
     [("三千五百万元", "35000000", "CNY"), ("1.2亿美元", "120000000", "USD")]),
    ("增长百分之三十，面积两百平方公里。", None, [("百分之三十", "30", "%"), ("两百平方公里", "200", "km2")]),
    ("有3500人，一些人千万不要来，万一下雨。", None, [("3500", "3500", None)]),
    ("于0000年1月1日、9999年12月31日，明天。", None,
     [("0000年1月1日", "", None), ("9999年12月31日", "9999-12-31", None), ("明天", "", None)]),
    ("1234567890123456789012345678901万元。", None,
     [("1234567890123456789012345678901万元", "12345678901234567890123456789010000", "CNY")]),
    ("投入新臺幣十二億元，日幣三千元，港幣2億元，NT$ 300。", None,
     [("新臺幣十二億元", "1200000000", "TWD"), ("日幣三千元", "3000", "JPY"), ("港幣2億元", "200000000", "HKD"),
      ("NT$ 300", "300", "TWD")]),
    ("成本2,100万元，新台币五百元起。", None,
     [("2,100万元", "21000000", "CNY"), ("新台币五百元", "500", "TWD")]),
    ("成本2,100萬元，新臺幣五百元起，門票780元。", None,
     [("2,100萬元", "21000000", "TWD"), ("新臺幣五百元", "500", "TWD"), ("780元", "780", "TWD")]),
    ("新臺幣五百元，人民幣八十元，票價780元。", None,
     [("新臺幣五百元", "500", "TWD"), ("人民幣八十元", "80", "CNY"), ("780元", "780", "CNY")]),
    ("白银二百四十两，米三百斤，一千两百人。", None,
     [("二百四十两", "240", "tael"), ("三百斤", "300", "jin"), ("一千两百", "1200", None)]),
    ("下降近两成，占兩成五；两成员来，两三成。", None, [("两成", "20", "%"), ("兩成五", "25", "%")]),
    ("2026年1月5日上市，6月底停牌，三月初复牌，6个月；6月雨。", None,
     [("2026年1月5日", "2026-01-05", None), ("6月", "2026-06", None), ("三月", "2026-03", None), ("6个月", "6", "mo"),
      ("6", "6", None)]),
    ("6月底停牌。", None, [("6月", "--06", None)]),
    ("三成员工离职，销量增长三成，下降两三成，占六成五；一成不变。", None,
     [("三成", "30", "%"), ("六成五", "65", "%")]),
    ("公元前551年，西元前1046年，公元220年，西元220年，公元前二二一年，公元前 221 年，公元前1万年。", None,
     [("公元前551年", "-0551", None), ("西元前1046年", "-1046", None), ("公元220年", "0220", None),
      ("西元220年", "0220", None), ("公元前二二一年", "-0221", None), ("公元前 221 年", "-0221", None),
      ("公元前1万年", "-10000", None)]),
    ("（前551－前479）（前202年—220年）（前551年9月28日—前479年）公元前475年至前221年，公元前770—476年。", None,
     [("前551", "-0551", None), ("前479", "-0479", None), ("前202年", "-0202", None), ("220年", "0220", None),
      ("前551年9月28日", "-0551-09-28", None), ("前479年", "-0479", None),
      ("公元前475年", "-0475", None), ("前221年", "-0221", None), ("公元前770", "-0770", None),
      ("476年", "-0476", None)]),
    ("公元前59年—17年，西元2024年5月5日。", None,
     [("公元前59年", "-0059", None), ("17年", "", None), ("西元2024年5月5日", "2024-05-05", None)]),
    ("上市前2024年，自前3年起，（前100—200名）。", None,
     [("2024年", "2024", None), ("3年", "3", "a"), ("100", "100", None), ("200", "200", None)]),
    ("投资2亿3千万元，1兆2,345億元，3萬5千公噸，2億三千萬元，1万2000人，月薪3万5。", None,
     [("2亿3千万元", "230000000", "CNY"), ("1兆2,345億元", "1234500000000", "CNY"), ("3萬5千公噸", "35000", "t"),
      ("2億三千萬元", "230000000", "CNY"), ("1万2000", "12000", None), ("3万5", "35000", None)]),
    ("总投资3亿2024年完工，100万5G用户，1000多万元，三千余万美元，10多千米。", None,
     [("3亿", "300000000", None), ("2024年", "2024", None), ("100万", "1000000", None), ("5", "5", None),
      ("1000多万元", "10000000", "CNY"), ("三千余万美元", "30000000", "USD"), ("10多千米", "10", "km")]),
    ("售价3-4亿元，20万-30万元，三到五亿元，500-1万元，三十至五十万公里，人民币3—5亿元，3千至5万人。", None,
     [("3", "300000000", "CNY"), ("4亿元", "400000000", "CNY"), ("20万", "200000", "CNY"), ("30万元", "300000", "CNY"),
      ("三", "300000000", "CNY"), ("五亿元", "500000000", "CNY"), ("1万元", "10000", "CNY"),
      ("三十", "300000", "km"), ("五十万公里", "500000", "km"), ("人民币3", "300000000", "CNY"),
      ("5亿元", "500000000", "CNY"), ("3千", "3000", None), ("5万", "50000", None)]),
    ("三至五，比分3-2，3%-5%，1-2亿3千万。", None,
     [("3", "3", None), ("2", "2", None), ("3%", "3", "%"), ("5%", "5", "%"), ("2亿3千万", "230000000", None)]),
    ("300元港币，500元新台币，20元美金，2万元台币，9元人民币，马币五百元，8令吉。", None,
     [("300元港币", "300", "HKD"), ("500元新台币", "500", "TWD"), ("20元美金", "20", "USD"),
      ("2万元台币", "20000", "TWD"),
      ("9元人民币", "9", "CNY"), ("马币五百元", "500", "MYR"), ("8令吉", "8", "MYR")]),
    ("东京一晚￥20000。", None, [("￥20000", "20000", "JPY")]),
    ("从中国到东京￥20000，￥5元。", None, [("￥20000", "20000", "JPY"), ("￥5元", "5", "CNY")]),
    ("民國113年動工，115年底啟用，114年3月5日公布，118年度；民國110至112年。", None,
     [("民國113年", "2024", None), ("115年", "2026", None), ("114年3月5日", "2025-03-05", None),
      ("118年", "2029", None), ("民國110", "2021", None), ("112年", "2023", None)]),
    ("民國113年成立，有110年歷史，110年來，花了113年，20年完工。", None,
     [("民國113年", "2024", None), ("110年", "110", "a"), ("110年", "110", "a"), ("113年", "113", "a"),
      ("20年", "20", "a")]),
    ("民國35年返臺，43年離臺；53年升任主任委員，67年退休；創立於52年，民國58年生，77年考取臺大，81年5月赴美。", None,
     [("民國35年", "1946", None), ("43年", "1954", None), ("53年", "1964", None), ("67年", "1978", None),
      ("52年", "1963", None), ("民國58年", "1969", None), ("77年", "1988", None), ("81年5月", "1992-05", None)]),
    ("民國3年開店，至今80年，50年後遷址，60年歷史，歷時40年完工，婚後20年畢業，2年停業；30年來，30年的老店。", None,
     [("民國3年", "1914", None), ("80年", "80", "a"), ("50年", "50", "a"), ("60年", "60", "a"), ("40年", "40", "a"),
      ("20年", "20", "a"), ("2年", "2", "a"), ("30年", "30", "a"), ("30年", "30", "a")]),
    ("3月5日動工，102年底完工，於50年間，民國113年啟用。", None,
     [("3月5日", "--03-05", None), ("102年", "2013", None), ("50年", "50", "a"), ("民國113年", "2024", None)]),
    ("53年升任主任委員，35年不變。民國60年。", None,
     [("53年", "53", "a"), ("35年", "35", "a"), ("民國60年", "1971", None)]),
    ("本（86）年2月15日，今（113）年。", None,
     [("本（86）年2月15日", "1997-02-15", None), ("今（113）年", "2024", None)]),
    ("预计119年完工。", None, [("119年", "119", "a")]),
    ("1980年代，90年代，八十年代，一九八〇年代，20世紀80年代，公元前三千年纪；80年。", None, [("80年", "80", "a")]),
    ("昭和十一年二月二十六日，令和6年，平成三十一年，光绪十年正月初五，昭和70年。", None,
     [("昭和十一年二月二十六日", "1936", None), ("令和6年", "2024", None), ("平成三十一年", "2019", None),
      ("光绪十年正月初五", "1884", None), ("昭和70年", "", None)]),
    ("比亚迪（1211.HK，002594.SZ；SH：600519；股票代码：300750）卖出1211辆。", None, [("1211", "1211", None)]),
    ("他生于1893年12月26日，3月5日来。", None, [("1893年12月26日", "1893-12-26", None), ("3月5日", "--03-05", None)]),
    ("公司1998年7月12日在深圳成立，周二开会。", None, [("1998年7月12日", "1998-07-12", None), ("周二", "", None)]),
    ("2016年11月7日上市，2017年获奖。2023年3月，公司迁居；5月10日，周三开会，2024年，7月1日入职。", None,
     [("2016年11月7日", "2016-11-07", None), ("2017年", "2017", None), ("2023年3月", "2023-03", None),
      ("5月10日", "2023-05-10", None), ("周三", "2023-05-10", None), ("2024年", "2024", None),
      ("7月1日", "2024-07-01", None)]),
    ("2016年11月7日上市，比2012年多，至2019年3月；1月5日停牌。", None,
     [("2016年11月7日", "2016-11-07", None), ("2012年", "2012", None), ("2019年3月", "2019-03", None),
      ("1月5日", "2017-01-05", None)]),
    ("公司2024年亏损，去年盈利，生于1950年5月；3月5日开会。", "2026-01-05",
     [("2024年", "2024", None), ("去年", "2025", None), ("1950年5月", "1950-05", None),
      ("3月5日", "2026-03-05", None)]),
    ("民國35年返臺，53年升任主任委員，3月5日就職，67年生。", None,
     [("民國35年", "1946", None), ("53年", "1964", None), ("3月5日", "1964-03-05", None), ("67年", "1978", None)]),
    ("地震发生于2026年1月5日，周二余震。", None,
     [("2026年1月5日", "2026-01-05", None), ("周二", "2026-01-06", None)]),
    ("去（2024）年，今（2025）年3月5日，昨（十四）日，本（3）月。", None,
     [("去（2024）年", "2024", None), ("今（2025）年3月5日", "2025-03-05", None), ("昨（十四）日", "2025-03-14", None),
      ("本（3）月", "2025-03", None)]),
    ("杜甫（712—770），2024-25年，2024至2025年，（770—712）。", None,
     [("712", "0712", None), ("770", "0770", None), ("2024", "2024", None), ("25年", "2025", None),
      ("2024", "2024", None), ("2025年", "2025", None), ("770", "770", None), ("712", "712", None)]),
    ("电话：0571-87654321，傳真：(02)2345 6789，邮编310000，手机13912345678，編號：A1024，北纬38°56′，+86 571 8765。",
     None, []),
    ("手机500万部，电话300个，手机1234567万元，气温25度，编号的300人。", None,
     [("500万", "5000000", None), ("300", "300", None), ("1234567万元", "12345670000", "CNY"), ("25度", "25", "degree"),
      ("300", "300", None)]),
    ("售價三億五千萬新臺幣。", None, [("三億五千萬新臺幣", "350000000", "TWD")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "date", "values"), CHINESE, ids=[row[0][:12] for row in CHINESE])
def test_chinese(text: str, date: str | None, values: list[tuple[str, str, str | None]]) -> None:
    assert found(text, date, "zh") == values


@given(
    st.text("0123456789.,$%-–()（）年月日周一二三十百千万亿元公前至代BCAEMondayfthelsjnury \n", max_size=80),
    st.sampled_from(["en", "zh"]),
)
def test_laws(text: str, language: str) -> None:
    blocks = (Block(Span(0, len(text)), language=language),) if text else ()
    quantities = tag_quantities(Document(text, blocks=blocks)).quantities
    assert all(q.surface == q.span.of(text) for q in quantities)
    assert all(one.span.end <= other.span.start for one, other in pairwise(quantities))
    assert all(q.value or q.kind is QuantityKind.DATE for q in quantities)
    assert all(bool(q.unit) == (q.kind is QuantityKind.MEASURE) for q in quantities)
