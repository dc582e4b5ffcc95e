"""Units of money and measure: how both languages write them, and the code they get."""

from __future__ import annotations

import re

CURRENCY_SIGNS = {
    "US$": "USD", "HK$": "HKD", "NT$": "TWD", "A$": "AUD", "C$": "CAD", "S$": "SGD", "$": "USD", "€": "EUR",
    "£": "GBP", "CN¥": "CNY", "¥": "CNY", "￥": "CNY", "RMB": "CNY", "CNY": "CNY", "USD": "USD", "EUR": "EUR",
    "GBP": "GBP", "HKD": "HKD", "TWD": "TWD", "JPY": "JPY", "₹": "INR", "₩": "KRW", "PLN": "PLN",
    "MYR": "MYR", "RM": "MYR", "SGD": "SGD", "MOP": "MOP",
}  # fmt: skip
"""What stands before the digits."""

CURRENCY_WORDS = {
    "dollar": "USD", "us dollar": "USD", "u.s. dollar": "USD", "american dollar": "USD",
    "hong kong dollar": "HKD", "taiwan dollar": "TWD", "new taiwan dollar": "TWD", "australian dollar": "AUD",
    "canadian dollar": "CAD", "singapore dollar": "SGD", "euro": "EUR", "pound": "GBP", "pound sterling": "GBP",
    "yuan": "CNY", "kuai": "CNY", "renminbi": "CNY", "rmb": "CNY", "yen": "JPY", "won": "KRW", "rupee": "INR",
    "zloty": "PLN", "złoty": "PLN", "ringgit": "MYR", "pataca": "MOP", "rouble": "RUB", "ruble": "RUB",
    "franc": "CHF", "swiss franc": "CHF",
}  # fmt: skip
"""What follows the digits, in the singular."""

UNIT_WORDS = {
    "percent": "%", "per cent": "%", "percentage point": "%", "%": "%", "kilometer": "km", "kilometre": "km",
    "km": "km", "meter": "m", "metre": "m", "centimeter": "cm", "centimetre": "cm", "cm": "cm", "mm": "mm",
    "millimeter": "mm", "millimetre": "mm", "mile": "mi", "foot": "ft", "feet": "ft", "inch": "in", "inches": "in",
    "yard": "yd", "square kilometer": "km2", "square kilometre": "km2", "square meter": "m2",
    "square metre": "m2", "square mile": "mi2", "hectare": "ha", "acre": "acre", "mu": "mu", "kilogram": "kg",
    "kilogramme": "kg", "kg": "kg", "gram": "g", "gramme": "g", "ton": "t", "tonne": "t", "ounce": "oz",
    "liter": "L", "litre": "L", "tael": "tael", "catty": "jin", "catties": "jin",
    "barrel": "bbl", "gallon": "gal", "watt": "W", "kilowatt": "kW",
    "megawatt": "MW", "gigawatt": "GW", "kwh": "kWh", "gb": "GB", "mb": "MB", "tb": "TB", "mah": "mAh",
    "km/h": "km/h", "mph": "mph", "degree celsius": "°C", "degrees celsius": "°C", "°c": "°C", "°f": "°F",
    "year": "a", "month": "mo", "week": "wk", "day": "d", "hour": "h", "minute": "min", "second": "s",
}  # fmt: skip
"""Symbols of the SI and UCUM where they have one."""

UNIT_SYMBOLS = {
    **{symbol: symbol for symbol in "ha kW MW GW kWh MWh GWh TWh kV kN mL".split()},
    "km²": "km2", "m²": "m2", "m³": "m3", "cm²": "cm2", "cm³": "cm3", "km2": "km2", "m2": "m2", "m3": "m3", "ml": "mL",
}  # fmt: skip
"""What follows the digits with its letters as they stand: MW is no mW."""

SHORT_SYMBOLS = {"m": "m", "t": "t", "h": "h"}
"""What follows the digits and a space alone: in 500m the letter is as often a million."""

CHINESE_CURRENCIES = {
    "新台币": "TWD", "新臺幣": "TWD", "新台幣": "TWD", "台币": "TWD", "台幣": "TWD", "臺幣": "TWD", "港币": "HKD",
    "港幣": "HKD", "人民币": "CNY", "人民幣": "CNY", "日币": "JPY", "日幣": "JPY", "美金": "USD", "韩币": "KRW",
    "韓幣": "KRW", "澳门币": "MOP", "澳門幣": "MOP", "马币": "MYR", "馬幣": "MYR",
}  # fmt: skip
"""What stands before the number as well, and says which 元 follow it."""

CHINESE_UNITS = {
    **CHINESE_CURRENCIES, "美元": "USD", "港元": "HKD", "欧元": "EUR", "歐元": "EUR", "英镑": "GBP", "英鎊": "GBP",
    "日元": "JPY", "日圆": "JPY", "日圓": "JPY", "韩元": "KRW", "韓元": "KRW",
    **{f"元{name}": code for name, code in CHINESE_CURRENCIES.items()},
    "元": "CNY", "块钱": "CNY", "塊錢": "CNY", "卢布": "RUB", "盧布": "RUB",
    "令吉": "MYR", "林吉特": "MYR",
    "公里": "km", "千米": "km", "米": "m", "公尺": "m", "厘米": "cm", "公分": "cm", "毫米": "mm", "英里": "mi",
    "英尺": "ft", "英寸": "in", "平方公里": "km2", "平方米": "m2", "平方公尺": "m2", "坪": "ping", "公顷": "ha",
    "公頃": "ha", "亩": "mu", "畝": "mu", "公斤": "kg", "千克": "kg", "克": "g", "斤": "jin",
    "两": "tael", "兩": "tael", "吨": "t", "噸": "t", "公吨": "t", "公噸": "t",
    "升": "L", "公升": "L", "毫升": "mL", "桶": "bbl", "千瓦": "kW", "度": "degree", "摄氏度": "°C", "%": "%",
    "小时": "h", "小時": "h", "分钟": "min", "分鐘": "min", "天": "d", "个月": "mo", "個月": "mo", "年": "a",
    "周": "wk", "週": "wk",
}  # fmt: skip
"""What follows the digits; 元 is CNY unless the text or a word behind it says which."""

YEN_OR_YUAN = frozenset({"¥", "￥"})
_JAPAN = (
    r"\b(?:Japan(?:ese)?|Tokyo|Osaka|Kyoto|Nagoya|Yokohama|Kobe|Sapporo|Fukuoka|Hiroshima|Nara)\b"
    "|日本|[东東]京|大阪|京都|名古屋|[横橫][滨濱]|神[户戶]|札幌|福[冈岡]|[广廣][岛島]"
)
_CHINA = (
    r"\b(?:China|Chinese|Beijing|Shanghai|Guangzhou|Shenzhen|Hangzhou|Nanjing|Wuhan|Chengdu|Chongqing|Tianjin|Suzhou)\b"
    "|中[国國华華]|北京|上海|[广廣]州|深圳|杭州|南京|武[汉漢]|成都|重[庆慶]|天津|[苏蘇]州"
)
OF_JAPAN = re.compile(rf"{_JAPAN}|\b(?:yen|JPY)\b|日[元圆圓币幣]")
OF_CHINA = re.compile(rf"{_CHINA}|\b(?:yuan|renminbi|RMB|CNY)\b|CN¥|人民[币幣]")
PLACE = re.compile(rf"(?P<japan>{_JAPAN})|{_CHINA}")
LONG_SENTENCE = 200
"""Characters before a sum in which the sentence may name its place."""
END = re.compile(r"[。！？!?\n]|\.\s")


def yen_or_yuan(text: str) -> str:
    """The currency that ¥ stands for: of the one of Japan and China of which the text speaks; empty where of both."""
    if YEN_OR_YUAN.isdisjoint(text):
        return "CNY"
    is_japan, is_china = OF_JAPAN.search(text), OF_CHINA.search(text)
    return "" if is_japan and is_china else "JPY" if is_japan else "CNY"


def yen_or_yuan_at(text: str, place: int) -> str | None:
    """The currency that ¥ stands for at a place: of the country of the nearest place before it in the sentence.

    >>> yen_or_yuan_at("In Osaka it is ¥900; in Shanghai ¥80.", 16), yen_or_yuan_at("It is ¥900.", 6)
    ('JPY', None)
    """
    sentence = END.split(text[max(0, place - LONG_SENTENCE) : place])[-1]
    countries = ["JPY" if match["japan"] else "CNY" for match in PLACE.finditer(sentence)]
    return countries[-1] if countries else None
