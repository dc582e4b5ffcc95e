"""What a name is made of: its words, and the closed lists of words that say what it names.

Spelled without diacritics, in lower case unless noted.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

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
    editor coach comrade master abbot chair supt superintendent insp cpl dsp datuk dato datin tuan encik
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
    all any both each few many more most other some such only own same too very just also even still again today
    yesterday tomorrow tonight meanwhile recently however
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
    guard archive gaming robotics esports semiconductor semiconductors biotech aerospace petroleum
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

PLACE_FRONTS = _listed("mount mt lake cape fort jalan lorong rue avenida calle ulica rua piazza")
"""As the first word they say that it names a place: Mount Tai, Lake Erie, Jalan Besar."""

OPENING_VERBS = _listed(
    "visit leave take enter follow pass cross reach see join try ask use watch walk head stop start"
)
"""What opens a sentence and is no part of a name: Leave Shandao Temple Station."""

ROYAL = _listed("emperor empress king queen prince princess duke marquis sultan tsar rajah")
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
    paiwan atayal bunun rukai puyuma saisiyat seediq kavalan sakizaya siraya peranakan tujia
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
        ("hong", "konger"),
    )
    for people in (*peoples.split(), *(f"{people}s" for people in peoples.split()))
)
"""Adjectives of two words."""

CALENDAR = _listed(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december christmas easter
    """
)

DYNASTIES = frozenset(
    """
    Xia Shang Zhou Qin Han Xin Wei Shu Wu Jin Sui Tang Song Liao Yuan Ming Qing Chou Ch'in Chin T'ang Sung Ch'ing Ching
    Koryo Goryeo Joseon Choson Nguyen Tran Ly
    """.split()
)
AGES = frozenset("Late Early High Northern Southern Western Eastern Former Later".split())
"""What parts of a dynasty are called by: the Late Ming, the Northern Song."""

JOINED = re.compile(r"[-‑](?:\w+(?:ed|ing)|based|born|led|style|made|wide|like|run|built|owned|era|only)\b")
"""What a hyphen may join to a name that stands for itself: Xiaomi-backed, Beijing-born."""

REMEMBERED = 1 << 14
"""Names and words, of one document after the other, of which what was found is kept: they come up again and again."""

PARTICLES = _listed("al ap bin bint da das de del della der di do dos du el ibn la le st te ten ter van von")
"""Small words that may begin a name or stand inside one."""


@lru_cache(REMEMBERED)
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
