"""What a Chinese name names: told from its last characters, from the dictionary's sense, or from a surname."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from annotate.chinese.dictionary import SURNAME, Dictionary, Entry
from annotate.model import EntityType
from annotate.script import simplified

PERSON, ORGANIZATION, PLACE = EntityType.PERSON, EntityType.ORGANIZATION, EntityType.PLACE

_ORGANIZATION_ENDS = """
公司 集团 大学 学院 中学 小学 学校 银行 报 日报 晚报 时报 周刊 杂志 电视台 电台 出版社 通讯社 新闻社 党 部队 委员会 协会
学会 联盟 基金会 法院 检察院 医院 研究院 研究所 科学院
博物馆 图书馆 酒店 饭店 餐厅 俱乐部 乐团 剧团 工会 工厂 政府 国务院
外交部 国防部 教育部 财政部 商务部 公安部 公安局 警察局 办公室 事务所 工作室 娱乐 科技
网 银 厂 局 署
"""
_PLACE_ENDS = """
省 市 县 区 镇 乡 村 州 盟 旗
自治区 自治州 特区 新区 岛 群岛 半岛 山 山脉 河 江 湖 海 洋 湾 海峡 港 平原 高原 盆地 沙漠 草原
路 街 大道 胡同 广场 公园 庙 寺 宫 祠 塔 桥 车站 机场 古城 国 共和国 王国 城 关 峡谷 瀑布 殿 堂 阁 楼 亭 园 陵 门
"""
ORGANIZATION_ENDS = tuple(sorted(_ORGANIZATION_ENDS.split(), key=len, reverse=True))
PLACE_ENDS = tuple(sorted(_PLACE_ENDS.split(), key=len, reverse=True))

PERSON_SENSE = re.compile(
    r"\(\s*(?:c\. ?|born |b\. )?\d{3,4}(?: BC)?\s?[-–]|\(name\)|\(born\b"
    r"|\b(?:given name|emperor|empress|poet|writer|novelist|philosopher|politician|actor|actress|singer|composer"
    r"|painter|general|statesman|scientist|mathematician|physicist|businessman|entrepreneur|dissident|athlete)\b",
    re.IGNORECASE,
)
PLACE_SENSE = re.compile(
    r"\b(?:city|county|district|province|prefecture|town|township|capital|river|mountains?|lake|sea|islands?|state"
    r"|country|region|municipality|republic|peninsula|ocean|gulf|strait|village|port|banner|kingdom|place name|valley"
    r"|continent|desert|bay|temple|street|square|railway station|suburb|territory)\b",
    re.IGNORECASE,
)
ORGANIZATION_SENSE = re.compile(
    r"\b(?:company|university|bank|agency|newspaper|corporation|organi[sz]ation|association|committee|party|ministry"
    r"|institute|college|school|commission|council|union|brand|airlines?|television|club|team|bureau|museum|hospital"
    r"|army|magazine|foundation|website|platform|firm|academy|manufacturer|conglomerate)\b",
    re.IGNORECASE,
)
OTHER_SENSE = re.compile(
    r"\b(?:language|dynasty|religion|mythology|festival|novel|book|dialect|ethnic|constellation|treaty|war|battle"
    r"|reign|calendar|idiom|slang|dish|person from)\b",
    re.IGNORECASE,
)
LONGEST_NAME = 4
"""Characters of a Chinese person's full name, at most."""


class Kind(NamedTuple):
    """What a name names, None for something that is neither person, organisation nor place, and why."""

    type: EntityType | None
    reason: str
    weight: float
    """How much that says, as a vote beside those of `annotate.entities.votes`."""


@lru_cache(maxsize=4096)
def kind_by_ending(name: str) -> Kind | None:
    """What the last characters of a name of three and more say: 新豐區, 新豐高級中學."""
    plain = simplified(name)
    if len(plain) < 3:
        return None
    ends = [(end, ORGANIZATION) for end in ORGANIZATION_ENDS] + [(end, PLACE) for end in PLACE_ENDS]
    fitting = [(end, kind) for end, kind in ends if plain.endswith(end) and len(plain) > len(end)]
    if not fitting:
        return None
    end, kind = max(fitting, key=lambda found: len(found[0]))
    return Kind(kind, f"“{name}” ends in {name[-len(end) :]}", 4 if len(end) > 1 else 2)


def kind_by_sense(entries: Sequence[Entry]) -> Kind | None:
    """What the dictionary's first telling sense says; a common word is the name of nothing."""
    proper = [entry for entry in entries if entry.proper]
    if not proper:
        return Kind(None, f"“{entries[0].simplified}” is a common word", 2) if entries else None
    for sense in (sense for entry in proper for sense in entry.senses):
        if SURNAME.match(sense):
            continue
        found = [
            (match.start(), kind)
            for pattern, kind in ((PLACE_SENSE, PLACE), (ORGANIZATION_SENSE, ORGANIZATION), (OTHER_SENSE, None))
            if (match := pattern.search(sense))
        ]
        if PERSON_SENSE.search(sense):
            return Kind(PERSON, f"the dictionary says: {sense}", 4)
        if found:
            return Kind(min(found, key=lambda pair: pair[0])[1], f"the dictionary says: {sense}", 4)
    return None


def kinds(
    dictionary: Dictionary, known: Callable[[str], tuple[EntityType | None, str] | None] | None = None
) -> Callable[[str], Kind | None]:
    """A function that tells what a name in Han characters names; None where nothing tells.

    `known` is what a gazetteer says of a name in Simplified characters; it comes before the dictionary.
    """

    @lru_cache(maxsize=4096)
    def kind_of(name: str) -> Kind | None:
        entry = known(simplified(name)) if known else None
        if entry:
            return Kind(entry[0], f"the gazetteer knows “{name}” as {entry[1]}", 6)
        entries = [e for e in dictionary.entries(name) if not e.own] or dictionary.entries(simplified(name))
        return kind_by_sense(entries) or kind_by_ending(name) or _kind_by_surname(name, dictionary)

    return kind_of


def _kind_by_surname(name: str, dictionary: Dictionary) -> Kind | None:
    if "·" in name:
        return Kind(PERSON, "written as a foreign person's name", 2)
    for length in (2, 1):
        if 1 <= len(name) - length <= 2 and dictionary.surname_readings(name[:length]):
            return Kind(PERSON, f"“{name[:length]}” is a surname", 1)
    return Kind(None, f"“{name}” is too long for a person's name", 1) if len(name) > LONGEST_NAME else None
