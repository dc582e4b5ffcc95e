"""Dates, amounts and numbers: what each expression comes to."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.model import Block, Document, Metadata, QuantityKind, Span
from annotate.quantities import tag_quantities


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
    ("It rained yesterday and last month.", "0001-01-01", [("yesterday", ""), ("last month", "")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "date", "dates"), ENGLISH_DATES, ids=[row[0][:30] for row in ENGLISH_DATES])
def test_english_dates(text: str, date: str | None, dates: list[tuple[str, str]]) -> None:
    assert [(surface, value) for surface, value, _ in found(text, date)] == dates


ENGLISH_AMOUNTS = [
    ("It cost 2.5 million dollars.", [("2.5 million dollars", "2500000", "USD")]),
    ("It cost $5bn, or RMB 1,400.", [("$5bn", "5000000000", "USD"), ("RMB 1,400", "1400", "CNY")]),
    ("It sold 2.5 million in three hundred and five shops.",
     [("2.5 million", "2500000", None), ("three hundred and five", "305", None)]),
    ("Prices fell by 3.5 percent over 12 km.", [("3.5 percent", "3.5", "%"), ("12 km", "12", "km")]),
    ("Up 7%.", [("7%", "7", "%")]),
    ("One of two men ate twenty-five buns.", [("twenty-five", "25", None)]),
    ("It owes 1234567890123456789012345678901 yuan.",
     [("1234567890123456789012345678901 yuan", "1234567890123456789012345678901", "CNY")]),
    ("Road 182 and No. 7 and B2B and 3:15 stay.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "amounts"), ENGLISH_AMOUNTS, ids=[row[0][:30] for row in ENGLISH_AMOUNTS])
def test_english_amounts(text: str, amounts: list[tuple[str, str, str | None]]) -> None:
    assert found(text) == amounts


CHINESE = [
    ("他在2026年1月5日（周一）到达，周二离开。", None,
     [("2026年1月5日（周一）", "2026-01-05", None), ("周二", "2026-01-06", None)]),
    ("二〇二六年一月十五日签约。", None, [("二〇二六年一月十五日", "2026-01-15", None)]),
    ("民國114年10月25日出版。", None, [("民國114年10月25日", "2025-10-25", None)]),
    ("去年10月，上周五和昨天都下雨。", "2026-01-05",
     [("去年10月", "2025-10", None), ("上周五", "2026-01-02", None), ("昨天", "2026-01-01", None)]),
    ("投资三千五百万元，利润1.2亿美元。", None,
     [("三千五百万元", "35000000", "CNY"), ("1.2亿美元", "120000000", "USD")]),
    ("增长百分之三十，面积两百平方公里。", None, [("百分之三十", "30", "%"), ("两百平方公里", "200", "km2")]),
    ("有3500人，一些人千万不要来，万一下雨。", None, [("3500", "3500", None)]),
    ("于0000年1月1日、9999年12月31日，明天。", None,
     [("0000年1月1日", "", None), ("9999年12月31日", "9999-12-31", None), ("明天", "", None)]),
    ("1234567890123456789012345678901万元。", None,
     [("1234567890123456789012345678901万元", "12345678901234567890123456789010000", "CNY")]),
    ("售價三億五千萬新臺幣。", None, [("三億五千萬新臺幣", "350000000", "TWD")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "date", "values"), CHINESE, ids=[row[0][:12] for row in CHINESE])
def test_chinese(text: str, date: str | None, values: list[tuple[str, str, str | None]]) -> None:
    assert found(text, date, "zh") == values


@given(
    st.text("0123456789.,$%-–()（）年月日周一二三十百千万亿元Mondayfthelsjnury \n", max_size=80),
    st.sampled_from(["en", "zh"]),
)
def test_laws(text: str, language: str) -> None:
    blocks = (Block(Span(0, len(text)), language=language),) if text else ()
    quantities = tag_quantities(Document(text, blocks=blocks)).quantities
    assert all(q.surface == q.span.of(text) for q in quantities)
    assert all(one.span.end <= other.span.start for one, other in pairwise(quantities))
    assert all(q.value or q.kind is QuantityKind.DATE for q in quantities)
    assert all(bool(q.unit) == (q.kind is QuantityKind.MEASURE) for q in quantities)
