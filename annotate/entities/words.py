"""What a name is made of: its words, and the closed lists of words that say what it names.

Spelled without diacritics, in lower case unless noted.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from annotate.segment import HAN

WORD = re.compile(
    r"(?:[A-Z]\.){2,}"  # U.S.
    rf"|(?:(?![{HAN}_])\w)+(?:(?:[.&]|['’](?![sS]\b))(?:(?![{HAN}_])\w)+)*"  # O'Brien, AT&T, not Zong's
)


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


TITLES = _listed(
    """
    mr mrs ms miss mx dr prof professor sir madam madame lord lady president premier chancellor chairman
    chairwoman chairperson minister secretary senator governor mayor judge justice general colonel major
    captain lieutenant sergeant commander admiral inspector detective officer representative congressman
    congresswoman director ambassador councillor councilor lawmaker legislator rep sen gov gen col capt lt
    sgt rev reverend ceo former ex vice deputy acting prime first lead chief executive assistant associate
    editor coach comrade master abbot chair supt superintendent insp cpl asp dsp datuk dato datin tuan encik puan
    speaker
    """
)
"""Before a name they say that a person follows, and are no part of the name. King and pope are part of it."""

FUNCTION_WORDS = _listed(
    """
    a an the this that these those my your his her its our their and or but nor so yet for of in on at by
    to from with without as into onto over under after before since until while when where why how what
    who whom whose which if though although because than then there here it he she we they i you is are
    was were be been has have had do does did will would can could may might must shall should not no yes
    all any both each few many more most other some such only own same too very just also even still again
    once about above against between during through per via like
    """
)

ORGANIZATION_WORDS = _listed(
    """
    party university college school academy institute bank corporation corp company co inc ltd llc plc
    gmbh group holdings holding ministry department bureau agency commission committee council court
    parliament congress senate yuan association federation union league organization organisation
    foundation fund trust club times post daily news journal press television tv radio network media
    studio studios hospital museum library theatre theater orchestra army navy police airlines airways team squad
    motors automotive technologies technology electronics entertainment pictures mobility records partners
    ventures capital industries pharmaceuticals brothers alliance society consortium cabinet restaurant
    hotel division administration authority communications services systems exchange forum coalition treasury
    global laboratory laboratories insurance securities publishing publishers productions software bancorp bancshares
    embassy consulate observatory secretariat tribunal procuratorate front philharmonic quartet ensemble troupe
    factory distillery brewery teahouse bookstore bookshop café cafe eatery kindergarten clinic archives gallery
    academia conservatory conservatoire institution institutes pharmaceutical logistics corps research office
    guard archive precinct gaming robotics esports semiconductor semiconductors biotech aerospace petroleum
    """
)
"""As the last word of a name of two or more they say that it names an organisation."""

ORGANIZATION_HEADS = _listed(
    """
    ministry department bureau university academy institute bank commission committee council court house
    association organization organisation federation society board office college school church government
    party union parliament league alliance confederation museum library hospital center centre foundation
    theatre theater orchestra ballet exchange agency authority chamber embassy consulate faculty fund secretariat
    conservatory academia division directorate
    """
)
"""Before "of X" they do: Ministry of Interior, Bank of China."""

SUBJECTS = _listed(
    """
    agriculture forestry fisheries science technology engineering language culture literature history arts art design
    music film radio television sports tourism commerce trade industry economics finance business law politics
    education research development health welfare medicine labour labor transportation communications information
    production construction planning environment energy resources statistics mathematics
    """
)
"""What bodies are for, in names such as Fujian Agriculture and Forestry University."""

BODIES_FOR = _listed(
    """
    association society institute center centre foundation council committee commission alliance network office agency
    department school hospital museum theatre theater organization organisation league movement campaign
    """
)
"""Bodies whose name may go on with "for" or "on": Theatre for Children."""

REPRESENTATIONS = _listed("office institute mission")
"""Bodies that are "in" a country whose name goes with theirs."""

PLACE_WORDS = _listed(
    """
    province county district city town township village prefecture municipality region state republic
    kingdom island islands river lake sea ocean bay gulf strait mountain mountains mount hill hills valley
    desert peninsula coast forest park street road avenue boulevard lane square bridge airport station
    harbour harbor port temple palace castle cathedral church highway freeway route beach falls canal
    plateau pass alley ridge creek gate atoll hall pavilion garden gardens tower arena stadium
    hutong monastery nunnery pagoda mausoleum tomb tombs shrine cave caves grotto grottoes corridor plain plains
    basin steppe grassland springs mall plaza courtyard residence mansion market cemetery reservoir dam
    tunnel pier wharf campus peak gorge gorges waterfall waterfalls archipelago
    isles zoo terrace borough ward line railway
    """
)

PLACE_FRONTS = _listed("mount mt lake cape fort")
"""As the first word they say that it names a place: Mount Tai, Lake Erie."""

ROYAL = _listed("emperor empress king queen prince princess duke marquis sultan tsar rajah raja")
"""Titles that are part of a ruler's name: Emperor Wu of Han."""

COLLECTIVES = _listed(
    """
    people women men children workers farmers teachers students journalists lawyers buyers consumers citizens
    residents veterans artists writers peasants merchants prosecutors investors nurses doctors players directors mothers
    fishermen pilots employees
    """
)
"""Whose a body may be by its name: Meinong People's Association."""

OTHER_HEADS = _listed("typhoon hurricane cyclone storm operation")
"""Before a name they say that it is that of a storm, a campaign."""

WRITING = frozenset({"simplified chinese", "traditional chinese", "mandarin chinese", "standard chinese"})
"""Names of languages and scripts in two words."""

RULERS = _listed("emperor empress king queen tsar sultan pope")
"""Who is named by these alone is not named at all."""

ROADS = _listed("road route highway freeway interstate")

PLACE_HEADS = _listed("gulf bay strait isle island lake city state province republic kingdom sea cape")

DESIGNATED_PLACE = _listed(
    "province county district city town township village prefecture municipality region island state square"
)
"""Place words that may be left out without naming another place: Hubei Province, Hubei."""

CORPORATE_WORDS = _listed(
    """
    corporation corp company co inc ltd llc plc gmbh group holdings holding technology technologies
    limited mobility motors electronics global international enterprises industries robotics semiconductor
    semiconductors biotech
    """
)
"""Words of a firm's full name that its everyday name leaves out."""

SCHOOL_WORDS = _listed("university college")
"""Words of a body's full name that its everyday name leaves out where that names no place: Tsinghua, but not Wuhan."""

OTHER_WORDS = _listed(
    """
    act law bill treaty agreement accord convention protocol championship championships cup games olympics
    festival fair dynasty war battle revolution rebellion uprising movement plenum summit prize award
    awards plan project scandal crisis massacre holiday calendar ceremony era age period edition week
    windows idiom idioms sutra scripture classic classics saga symphony dictionary encyclopedia encyclopaedia
    opera list index declaration ordinance decree memorandum pact manifesto expo exhibition biennale
    year incident affair campaign strategy doctrine theory syndrome virus disease concerto chronicles
    annals analects manual handbook anthology ballad tales romance
    """
)
"""As the last word they say that a name is that of a law, an event, a period."""

DESIGNATORS = ORGANIZATION_WORDS | PLACE_WORDS | OTHER_WORDS
"""As the last word of a name they say what kind of thing it names."""

DEMONYMS = _listed(
    """
    chinese taiwanese hongkonger japanese korean american british english scottish welsh irish french
    german italian spanish portuguese dutch belgian swiss austrian polish czech slovak hungarian romanian
    bulgarian serbian croatian greek turkish russian ukrainian belarusian lithuanian latvian estonian
    finnish swedish norwegian danish icelandic european asian african indian pakistani bangladeshi
    nepalese tibetan mongolian vietnamese thai burmese cambodian laotian malaysian indonesian filipino
    singaporean australian canadian mexican brazilian argentinian argentine chilean peruvian colombian
    cuban venezuelan egyptian israeli palestinian arab iranian iraqi syrian lebanese jordanian saudi
    kuwaiti yemeni afghan kazakh uzbek uyghur uighur manchu mandarin cantonese hokkien hakka latin western
    eastern northern southern indigenous aboriginal muslim christian catholic protestant buddhist taoist
    daoist confucian jewish hindu communist democrat democrats republican republicans nazi marxist maoist
    roman victorian baroque gothic renaissance taoists buddhists muslims
    yazidi kurdish sunni shia shiite sikh mormon inuit maori zulu hispanic latino scandinavian nordic baltic
    slavic bosnian albanian kosovar macedonian slovenian maltese cypriot georgian armenian azerbaijani uzbek
    tajik turkmen kyrgyz bhutanese ethiopian somali kenyan ugandan tanzanian rwandan nigerian ghanaian
    senegalese congolese angolan zimbabwean zambian namibian moroccan algerian tunisian libyan sudanese omani
    qatari emirati bahraini ecuadorian bolivian paraguayan uruguayan guatemalan honduran nicaraguan haitian
    jamaican catalan basque breton flemish bavarian prussian soviet ottoman byzantine persian aztec mayan
    amis paiwan atayal bunun rukai puyuma saisiyat seediq truku kavalan sakizaya siraya peranakan tujia
    philippine lankan macanese kurd turk dane swede finn pole spaniard briton scot jew arab serb croat sami
    """
)

REGIONAL = frozenset(
    f"{side} {people}"
    for side, peoples in (
        ("north", "american korean african"),
        ("south", "american korean african asian"),
        ("latin", "american"),
        ("central", "american asian european"),
        ("southeast", "asian"),
        ("east", "asian african german"),
        ("middle", "eastern"),
        ("hong", "konger kongers"),
    )
    for people in peoples.split()
)
"""Adjectives of two words."""

CALENDAR = _listed(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december christmas easter
    """
)

JOINED = re.compile(r"[-‑](?:\w+(?:ed|ing)|based|born|led|style|made|wide|like|run|built|owned|era|only)\b")
"""What a hyphen may join to a name that stands for itself: Xiaomi-backed, Beijing-born."""

GENERATIONS = _listed("jr jnr sr snr ii iii iv")
"""What may stand behind a surname."""

QUOTED = re.compile(r"[“\"‘](.+?)[”\"’]")
"""A nickname inside a name."""

GIVEN_IN_TWO = re.compile(r"[A-Z][a-z]+[-‑][a-z]+")
"""A given name of two syllables as Wade-Giles, Cantonese and Korean have it: Ing-wen."""

LONGEST_SYLLABLE = 6
"""Letters of a syllable of Chinese in Latin script: zhuang."""
SYLLABLE = re.compile(r"(?:ng|[b-df-hj-np-tv-z]{0,3}[aeiou]{1,3}(?:ng|ck|[nmptkhlr])?|t?sze)", re.IGNORECASE)
"""A syllable of a name in the spellings of Hong Kong, Singapore and Malaysia."""

PARTICLES = _listed("al ap bin bint da das de del della der di do dos du el ibn la le st te ten ter van von")
"""Small words that may begin a name or stand inside one."""

SURNAMES = _listed(
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
    lim goh koh teo ong toh chua chia quek seah heng yap khoo cheah chin chong loke
    """
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


def fold(text: str) -> str:
    r"""Spell a name so that all its spellings meet: no diacritics, straight apostrophes, single spaces.

    >>> fold("Sīmǎ\n Guāng")
    'Sima Guang'
    """
    if text.isascii():
        return " ".join(text.split())
    letters = (c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return " ".join("".join(letters).replace("’", "'").split())


def longest_by_first(names: Iterable[str]) -> dict[str, int]:
    """For the first word of each name the number of words that the longest such name has."""
    longest: dict[str, int] = {}
    for name in names:
        if words := WORD.findall(name):
            longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return longest


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
