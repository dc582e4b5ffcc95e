"""Words that stand around names, by what they say of them; each list is a part of a pattern."""

from __future__ import annotations

from annotate.entities.votes import ORGANIZATION, PERSON, PLACE
from annotate.model import EntityType

SAYS = (
    "said|says|told|tells|added|adds|explained|explains|wrote|writes|recalled|recalls|argued|argues|"
    "thinks|believes|noted|notes|asked|asks|insisted|insists|admitted|admits|complained|lamented|"
    "tweeted|replied|joked"
)
SHIP = "USS|HMS|HMAS|HMCS|INS|RMS|SS|MV"
"""What stands before a ship's name."""
BOAT = "boat|ship|ferry|vessel|yacht|steamer|trawler|frigate|schooner|barge|tugboat|lifeboat"
LIVES = (
    "died|married|divorced|smiled|laughed|cried|grew up|studied|retired|resigned|starred|sang|"
    "dismisses|dismissed|suggested|suggests|graduated|was born|moved (?:to|back)|went (?:to|on|around)|"
    "earned|joined"
)
ROLE = (
    "founder|cofounder|co-founder|president|chairman|chairwoman|director|manager|minister|spokesman|"
    "spokeswoman|spokesperson|professor|historian|scholar|poet|philosopher|writer|author|novelist|"
    "artist|painter|actor|actress|singer|director|blogger|journalist|reporter|editor|lawyer|activist|"
    "engineer|analyst|economist|scientist|researcher|politician|lawmaker|leader|emperor|general|"
    "businessman|businesswoman|entrepreneur|influencer|student|teacher|doctor|player|driver|farmer|"
    "disciple|calligrapher|sociologist|anthropologist|physicist|mathematician|architect|curator|translator|dancer|"
    "composer|pianist|musician|comedian|warlord|eunuch|official|commander|missionary|envoy|diplomat|prince|concubine|"
    "star|billionaire|tycoon|magnate|dissident|vlogger|heir|successor|predecessor|essayist|dramatist|playwright|"
    "chef|baker|designer|owner|resident|coach|monk|critic|executive|brother|sister|father|mother|son|"
    "daughter|wife|husband"
)
FIRM = (
    "company|firm|brand|giant|platform|app|website|site|magazine|newspaper|agency|bank|retailer|maker|"
    "manufacturer|startup|start-up|broadcaster|network|publisher|studio|party|group|service|carmaker|"
    "automaker|supplier|store|club|university|school|organisation|organization|developer|operator|"
    "conglomerate|think tank|outlet|tabloid|daily|restaurant|chain|bakery|teahouse|troupe|band|orchestra|league|shop|"
    "bookstore|bookshop|hotel|hospital|institute|college|foundation|charity|ministry|committee|lender|insurer|label|"
    "studio|factory|journal|brewery|distillery|operator|subsidiary|museum|gallery|theatre company|theater company|body|"
    "watchdog|regulator|union|federation|brokerage|fund|airline|airliner|carrier|chipmaker|watchmaker"
)
SITE = (
    "town|city|village|province|county|district|region|island|capital|state|country|nation|port|suburb|"
    "municipality|peninsula|hometown|atoll|temple|river|lake|mountain|neighbourhood|neighborhood|"
    "prefecture|township|hamlet|valley|hill|hills|street|square|monastery|shrine|pagoda|gorge|plain|desert|bay|harbour|"
    "harbor|alley|county seat|borough|kingdom|territory|archipelago"
)
MEMBERS: tuple[tuple[EntityType | None, str], ...] = (
    (
        ORGANIZATION,
        (
            "companies|firms|brands|chains|platforms|banks|apps|sites|websites|newspapers|magazines|universities|schools|giants|"
            "rivals|retailers|museums|restaurants|clubs|agencies|organi[sz]ations|groups|publishers"
        ),
    ),
    (
        PLACE,
        "cities|towns|villages|provinces|counties|districts|places|regions|countries|states|islands|temples|areas",
    ),
    (
        PERSON,
        (
            "writers|scholars|poets|artists|painters|actors|singers|authors|directors|activists|philosophers|thinkers|leaders|"
            "politicians|figures|historians|novelists|stars|celebrities|composers|translators"
        ),
    ),
    (
        None,
        (
            "dishes|foods|terms|words|concepts|ideas|expressions|phrases|songs|films|movies|novels|books|games|festivals|"
            "ingredients|herbs|drinks|teas|snacks|noodles|styles|genres|series|shows"
        ),
    ),
)
"""Words for many of a kind, before "such as": cities such as Yiwu."""
MADE = (
    "founded|established|written|directed|designed|painted|composed|translated|authored|edited|created|invented|led|"
    "headed|played|portrayed|sung|penned|taught|discovered|starring"
)
OF_PERSON = (
    "son|daughter|wife|widow|husband|brother|sister|student|disciple|pupil|followers?|biography|works|paintings|poems|"
    "poetry|writings|portrait|death|reign|tomb|teachings|novels?|pen name|grandson|descendants?|mother|father"
)
AT_BODY = (
    "professor|lecturer|researcher|scholar|fellow|student|students|dean|curator|analyst|economist|taught|teaches|studied|"
    "studies|graduated|graduate|degree|doctorate|works|worked|lectured|engineer|executive"
)
RULED = (
    "mayor|governor|people|residents|citizens|inhabitants|population|outskirts|streets|suburbs|north|south|east|west|"
    "northeast|northwest|southeast|southwest|centre|center|bishop|archbishop|siege|battle"
)
PART_OF_FIRM = (
    "founder|co-founder|ceo|chief executive|chairman|chairwoman|shares?|employees|staff|spokes\\w+|"
    "subsidiary|headquarters|board|customers|management|shareholders|users|fans|products?|app|platform|"
    "stock|competitors"
)
