"""What a Chinese name names: told from its last characters, from the dictionary's sense, or from a surname."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Sequence
from functools import lru_cache

from annotate.chinese.dictionary import SURNAME, Dictionary, Entry
from annotate.identifiers import KindOf, KnownName, NameKind
from annotate.model import EntityType
from annotate.script import simplified

PERSON, ORGANIZATION, PLACE = EntityType.PERSON, EntityType.ORGANIZATION, EntityType.PLACE

_ORGANIZATION_ENDS = """
公司 集团 大学 学院 中学 小学 学校 银行 报 日报 晚报 时报 周刊 杂志 电视台 电台 出版社 通讯社
新闻社 党 部队 委员会 协会 学会 联盟 基金会 法院 检察院 医院 研究院 研究所 科学院 博物馆 图书馆 酒店
饭店 餐厅 俱乐部 乐团 剧团 工会 工厂 政府 国务院 外交部 国防部 教育部 财政部 商务部 公安部 公安局
警察局 办公室 事务所 工作室 娱乐 科技 纪念馆 美术馆 展览馆 文物馆 大使馆 领事馆 茶馆 饭馆 茶楼 酒楼
剧院 戏院 影院 乐队 球队 足球队 剧社 书社 报社 书店 商店 书院 幼儿园 联合会 研究会 促进会 协进会
商会 公会 教会 理事会 红十字会 大队 中心 学社 影业 茶厂 酒厂 传媒 证券 控股 资本 影视 置业 药业
审计部 农业部 卫生部 交通部 司法部 内政部 经济部 文化部 科技部 宣传部 组织部 统战部
公所 分院 分局 分行 派出所 农会 重工 股份 钢铁 武校 党校 网站 网 银 厂 局 署 社 斋 轩 坊 馆 店 刊 队
"""
_PLACE_ENDS = """
省 市 县 区 镇 乡 村 州 盟 旗
自治区 自治州 特区 新区 岛 群岛 半岛 山 山脉 河 江 湖 海 洋 湾 海峡 港 平原 高原 盆地 沙漠 草原
岭 屿 礁 线 山房 山庄 草堂 花园 大厦 大殿 宝殿 石窟 遗址 故居 夜市 市场 码头 水库 隧道 体育馆
体育场 步行街 风景区 景区 开发区 科技园
路 街 大道 胡同 广场 公园 庙 寺 宫 祠 塔 桥 车站 机场 古城 国 共和国 王国 城 关 峡谷 瀑布 殿 堂 阁 楼 亭 园 陵 门 站
"""
_OTHER_ENDS = """
学派 画派 之战 战役 战争 运动 革命 起义 事件 条约 协议 协定 条例 法案 宪法 时期 时代 王朝 主义
政策 文化 文学 艺术 电影节 世界杯 奖 节 茶 酒 面 饭 粉 饼 糕 粽 菜 粥 包 饺 肉 汤 拳 舞 剧
戏 曲 语 话 族 记 录 传 经 赋 病 丸 膏
"""
ORGANIZATION_ENDS = tuple(sorted(_ORGANIZATION_ENDS.split(), key=len, reverse=True))
PLACE_ENDS = tuple(sorted(_PLACE_ENDS.split(), key=len, reverse=True))
OTHER_ENDS = tuple(sorted(_OTHER_ENDS.split(), key=len, reverse=True))
"""Schools of thought, wars, laws, feasts, dishes, books: neither persons nor organisations nor places."""

PERSON_SENSE = re.compile(
    r"\(\s*(?:c\. ?|born |b\. )?\d{3,4}(?: BC)?\s?[-–]|\(-\d{1,4}|\(name\)|\(born\b"
    r"|\b(?:given name|emperor|empress|poet|writer|novelist|philosopher|politician|actor|actress|singer|composer"
    r"|explorer|envoy|calligrapher|pirate|warlord|revolutionary|reformer|physician|painter|general|statesman|scientist"
    r"|mathematician|physicist|businessman|entrepreneur|dissident|athlete)\b",
    re.IGNORECASE,
)
PLACE_SENSE = re.compile(
    r"\b(?:city|county|district|province|prefecture|town|township|capital|river|mountains?|lake|sea|islands?|state"
    r"|country|region|municipality|republic|peninsula|ocean|gulf|strait|village|port|banner|kingdom|place name|valley"
    r"|continent|desert|bay|bridge|palace|pagoda|monastery|mausoleum|caves?|grotto(?:es)?|park|airport|tower"
    r"|temple|street|square|railway station|suburb|territory)\b",
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
    r"|reign|calendar|idiom|slang|dish|person from|opera|theater|music|instrument|cuisine|tea|noodles?|liquor|wine"
    r"|histor(?:y|ies)|annals|records|chronicles?|anthology|poems?|treatise|classics?|scripture|sutra|story|stories"
    r"|play|film|movie|drama|martial arts?|philosophy|doctrine|school of thought|style|script|rebellion|revolution"
    r"|movement|incident|law|act|solar term|era|period)\b",
    re.IGNORECASE,
)
POINTER = re.compile(r"(?:see|abbr\. for|variant of|old name for|short name for|also written) ([^\s\[|,;]+)")
HEAD_END = re.compile(r"[,(;]| (?:of|in|at|on|from|by|for|between|or|to|near|where|which|that)\b")
"""What ends the first phrase of a sense, whose last word says most: Beijing Film Academy."""
COMMON_SURNAMES = frozenset(
    "李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧肖程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田"
    "任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂"
)
"""Those that nine of ten Chinese bear."""
RARE = 0.5
"""What a rarer surname says: 中 and 三 are such, and mostly begin other names."""
MONKS = "释釋"
LONGEST_NAME = 4
"""Characters of a Chinese person's full name, at most."""
COMMON, ENDING = 2, 2
"""What it says that the characters are a common word; that the last one is the word for a place or a body."""
SHOP, SHOP_LIKE = "记", 1.9
"""With what shops of one name end, 陈记, and what that says."""
SHORT_PLACE_ENDS = "国县寺庙州市省镇村"
SURE_PLACE_ENDS = tuple("省市县区镇寺庙宫祠塔街巷站")
"""With which hardly any other name ends."""
SURE_ENDING = 3.2
SHORT = 1.5
"""What the last of two characters says."""
CITY = 3
"""What the list of cities says."""
ENDING_OR_GIVEN = 0.9
"""What the last of three characters says where the first is a surname: 李建国 is no country."""
NO_SURNAME = -2
"""What speaks against a person where the characters begin with no surname: the word only sounds like one, as 躺平."""


@lru_cache(maxsize=4096)
def kind_by_ending(name: str) -> NameKind | None:
    """What the last characters of a name say: 新豐區, 新豐高級中學; of two, only few."""
    plain = simplified(name)
    if len(plain) == 2 and plain.endswith(SHOP):
        return NameKind(ORGANIZATION, f"“{name}” ends in {name[-1]}, as shops do", SHOP_LIKE)
    if len(plain) == 2 and plain[1] in SHORT_PLACE_ENDS:
        return NameKind(PLACE, f"“{name}” ends in {name[1]}", SHORT)
    if len(plain) < 3:
        return None
    ends: list[tuple[str, EntityType | None]] = [(end, ORGANIZATION) for end in ORGANIZATION_ENDS]
    ends += [*((end, PLACE) for end in PLACE_ENDS), *((end, None) for end in OTHER_ENDS)]
    fitting = [(end, kind) for end, kind in ends if plain.endswith(end) and len(plain) > len(end)]
    if not fitting:
        return None
    end, kind = max(fitting, key=lambda found: len(found[0]))
    weight = 3.5 if len(end) > 1 else SURE_ENDING if end in SURE_PLACE_ENDS else ENDING
    return NameKind(kind, f"“{name}” ends in {name[-len(end) :]}", weight)


def kind_by_sense(entries: Sequence[Entry]) -> NameKind | None:
    """What the dictionary's first telling sense says; a common word is the name of nothing."""
    proper = [entry for entry in entries if entry.is_proper]
    if not proper:
        return NameKind(None, f"“{entries[0].simplified}” is a common word", COMMON) if entries else None
    for sense in (sense for entry in proper for sense in entry.senses):
        if "era name" in sense:
            return NameKind(None, f"the dictionary says: {sense}", 4)
        if not SURNAME.match(sense) and (told := _told(HEAD_END.split(sense, maxsplit=1)[0])):
            return NameKind(told[-1][1], f"the dictionary says: {sense}", 4)
        if not SURNAME.match(sense) and (PERSON_SENSE.search(sense) or (told := _told(sense))):
            kind = PERSON if PERSON_SENSE.search(sense) else told[0][1]
            return NameKind(kind, f"the dictionary says: {sense}", 4)
    return None


def _meant(entries: Sequence[Entry], dictionary: Dictionary) -> Iterator[Entry]:
    """The entries of the words that proper names stand for: of 登封, "see 登封市", those of 登封市."""
    for sense in (sense for entry in entries if entry.is_proper for sense in entry.senses):
        if other := POINTER.match(sense):
            yield from dictionary.entries(other[1])


def _told(words: str) -> list[tuple[int, EntityType | None]]:
    """Where words of an English sense stand that say what kind of thing it is, and what kind."""
    patterns = ((PLACE_SENSE, PLACE), (ORGANIZATION_SENSE, ORGANIZATION), (OTHER_SENSE, None))
    return sorted(
        ((match.start(), kind) for pattern, kind in patterns for match in pattern.finditer(words)),
        key=lambda found: found[0],
    )


def kinds(
    dictionary: Dictionary,
    known: Callable[[str], KnownName | None] | None = None,
    cities: Container[str] = frozenset(),
) -> KindOf:
    """A function that tells what a name in Han characters names; None where nothing tells.

    `known` is what a gazetteer says of a name in Simplified characters; it comes before the dictionary. `cities` are
    names of cities in either script, which come after it.
    """

    @lru_cache(maxsize=4096)
    def kind_of(name: str) -> NameKind | None:
        entry = known(simplified(name)) if known else None
        if entry:
            return NameKind(entry.type, f"the gazetteer knows “{name}” as {entry.name}", 6, entry)
        entries = [e for e in dictionary.entries(name) if not e.is_own] or dictionary.entries(simplified(name))
        kind = kind_by_sense((*entries, *_meant(entries, dictionary)))
        if kind is None and name in cities:
            kind = NameKind(PLACE, f"a city is called “{name}”", CITY)
        kind = kind or kind_by_ending(name) or kind_by_surname(name, dictionary)
        if kind and kind == kind_by_ending(name) and len(name) <= 3 and _may_be_given(name, kind.weight, dictionary):
            return kind._replace(weight=ENDING_OR_GIVEN)
        return kind

    return kind_of


def _may_be_given(name: str, weight: float, dictionary: Dictionary) -> bool:
    """Whether the end of a name, which says so much of a place or a body, may be the end of a given name."""
    is_common = simplified(name[:1]) in COMMON_SURNAMES
    return (weight == ENDING and bool(dictionary.surname_readings(name[:1]))) or (weight == SURE_ENDING and is_common)


def is_usual_surname(surname: str, dictionary: Dictionary) -> bool:
    """Whether it begins names more often than other words: it is common, double, or read in a way of its own."""
    return len(surname) > 1 or simplified(surname) in COMMON_SURNAMES or dictionary.lists_surname(surname)


def kind_by_surname(name: str, dictionary: Dictionary) -> NameKind | None:
    """What the first characters of a name say that nothing else tells of."""
    if name[:1] in MONKS and 1 < len(name) <= LONGEST_NAME:
        return NameKind(PERSON, f"“{name[0]}” begins a monk's name", 1)
    if "·" in name:
        return NameKind(PERSON, "written as a foreign person's name", 2)
    for length in (2, 1):
        if 1 <= len(name) - length <= 2 and dictionary.surname_readings(name[:length]):
            weight = RARE if length == 1 and simplified(name[0]) not in COMMON_SURNAMES else 1
            return NameKind(PERSON, f"“{name[:length]}” is a surname", weight)
    if len(name) > LONGEST_NAME:
        return NameKind(None, f"“{name}” is too long for a person's name", 1)
    return NameKind(PERSON, f"though “{name}” begins with no surname", NO_SURNAME) if len(name) > 1 else None
