"""Names of persons by their shape: surnames that come first, syllables of Chinese, given names, who is called what."""

from __future__ import annotations

import re
from functools import lru_cache

from annotate.entities.words import REMEMBERED, RULERS, fold

GENERATIONS = frozenset("jr jnr sr snr ii iii iv".split())
"""What may stand behind a surname."""

QUOTED = re.compile(r"[“\"‘](.+?)[”\"’]")
"""A nickname inside a name."""

GIVEN_IN_TWO = re.compile(r"[A-Z][a-z]+[-‑][a-z]+")
"""A given name of two syllables as Wade-Giles, Cantonese and Korean have it: Ing-wen."""

LONGEST_SYLLABLE = 6
"""Letters of a syllable of Chinese in Latin script: zhuang."""

SYLLABLE = re.compile(r"(?:ng|[b-df-hj-np-tv-z]{0,3}[aeiou]{1,3}(?:ng|ck|[nmptkhlr])?|t?sze)", re.IGNORECASE)
"""A syllable of a name in the spellings of Hong Kong, Singapore and Malaysia."""

SURNAMES = frozenset(
    """
    ai an ao bai ban bao bei bi bian bo bu cai cao cen chai chang chao chen cheng chi chong chu cui dai
    deng di diao ding dong dou du duan fan fang fei feng fu gai gan gao ge geng gong gou gu guan guo hai
    han hao he hong hou hu hua huang huo ji jia jian jiang jiao jin jing ju kang ke kong kuai lai lan lang
    lei leng li lian liang liao lin ling liu long lou lu luo lv ma mao mei meng miao min ming mo mou mu na
    ni nie ning niu ou pan pang pei peng pi ping pu qi qian qiao qin qiu qu quan ran rao ren rong ru ruan
    sha shan shang shao shen sheng shi shu si song su sui sun tan tang tao tian tong tu wan wang wei wen
    weng wu xi xia xian xiang xiao xie xin xing xiong xu xue xun yan yang yao ye yi yin ying you yu yuan
    yue yun zang zeng zha zhai zhan zhang zhao zhen zheng zhong zhou zhu zhuang zhuo zong zou zu zuo
    ouyang sima shangguan zhuge situ huangfu murong linghu chiang chiu chou chow chuang chung fong foo
    fung ho hsia hsiao hsieh hsu hung kao kuan kung kuo kwan kwok lam lau law lee leung lo loh mak ng pai
    poon siu so sung szeto tai tam teng tsai tsang tse tseng tung wong woo yam yau yeh yen yeung yip yuen
    cheung chau suen jen tsao chien chueh soong tien yee ko ku ting shih hsing hsiung keng jao tsou fok hui ip
    kwong lui mok mui ngai pun sham sze tsoi tsui yung kim park choi moon roh yoon
    lim goh koh teo ong toh chua chia quek seah heng yap khoo cheah chin loke
    """.split()
)
"""Surnames that come first: Pinyin, Wade-Giles, Cantonese, Hokkien, and a few Korean ones."""

SYLLABLES = {
    "": "a ai an ang ao e ei en eng er o ou",
    "b": "a ai an ang ao ei en eng i ian iao ie in ing o u",
    "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "f": "a an ang ei en eng o ou u",
    "d": "a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo",
    "t": "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo",
    "n": "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan uo v ve",
    "l": "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu o ong ou u uan un uo v ve",
    "[gkh]": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "[jqx]": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "(?:[zcs]h)": "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
    "[zcs]": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "r": "an ang ao e en eng i ong ou u ua uan ui un uo",
    "y": "a an ang ao e i in ing o ong ou u uan ue un",
    "w": "a ai an ang ei en eng o u",
}
"""The syllables of Pinyin: a pattern for the initial, and the finals it takes."""

PINYIN = re.compile(
    "(?:" + "|".join(f"{initial}(?:{'|'.join(finals.split())})" for initial, finals in SYLLABLES.items()) + ")+"
)


@lru_cache(REMEMBERED)
def is_pinyin(word: str) -> bool:
    """Whether a word can be read as Pinyin syllables; a Slavic "Junowi" cannot.

    >>> is_pinyin("Jieyun"), is_pinyin("Junowi")
    (True, False)
    """
    return PINYIN.fullmatch(fold(word).lower().replace("'", "").replace("-", "")) is not None


def is_surname(word: str) -> bool:
    """Whether a word is a surname that comes first, apostrophes of Wade-Giles aside.

    >>> is_surname("Ch’ien"), is_surname("Smith")
    (True, False)
    """
    return fold(word).lower().replace("'", "") in SURNAMES


@lru_cache(REMEMBERED)
def is_surname_first(name: str) -> bool:
    """Whether a full name has the shape of a Chinese one with its surname in front, or of a Korean one.

    >>> [is_surname_first(name) for name in ("Xu Jieyun", "Tsai Ing-wen", "Ko Wen-je", "Apollo Chen")]
    [True, True, True, False]
    """
    words = name.split()
    if len(words) == 2 and GIVEN_IN_TWO.fullmatch(words[1]):
        return True
    if not 2 <= len(words) <= 3 or not is_surname(words[0]):
        return False
    return all(is_pinyin(word) or "-" in word for word in words[1:])


def begins_with_surname(person: str) -> bool:
    """Whether the surname of a person stands in front: of a Chinese one, also by three syllables of the South.

    >>> begins_with_surname("Leung Wing Sze"), begins_with_surname("Lee Ann Jones")
    (True, False)
    """
    words = person.split()
    is_southern = len(words) == 3 and is_surname(words[0]) and all(map(SYLLABLE.fullmatch, words[1:]))
    return is_surname_first(person) or is_southern


@lru_cache(REMEMBERED)
def surname_of(name: str) -> str:
    """The family name in a full name of two or more words; nothing for a ruler.

    >>> [surname_of(name) for name in ("Xu Jieyun", "Apollo Chen", "John “Jo” Lee Ka-chiu", "Martin L. King Jr.")]
    ['Xu', 'Chen', 'Lee', 'King']
    >>> [surname_of(name) for name in ("Ho Kwok Leung", "Tan Eng Hock", "Jenny Qian Zhiya", "Ann Mei Long")]
    ['Ho', 'Tan', 'Qian', 'Long']
    >>> surname_of("Emperor Lizong of Song")
    ''
    """
    words = QUOTED.sub("", name).split()
    if words[0].lower() in RULERS and "of" in words:
        return ""
    while len(words) > 2 and words[-1].rstrip(".").lower() in GENERATIONS:
        del words[-1]
    if begins_with_surname(" ".join(words)):
        return words[0]
    has_given_first = len(words) > 2 and is_surname(words[1]) and not is_surname(words[0])
    is_given = "-" in words[-1] or (is_pinyin(words[-1]) and not SYLLABLE.fullmatch(words[-1]))
    return words[1] if has_given_first and is_given else words[-1]


def given_name_of(name: str) -> str:
    """The given name of a Chinese full name where it is long enough to be known again: Hongzhong; else nothing."""
    words = name.split()
    return words[1] if len(words) == 2 and is_surname_first(name) and len(words[1]) > 5 else ""
