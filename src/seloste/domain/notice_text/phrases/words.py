"""The small words of each language: numbers, months, citations."""

from collections.abc import Mapping

from seloste.domain.notice import Language, Text

AND = Text(fi="ja", sv="och", en="and")
# Between items of which one has an "and" of its own.
OUTER_AND = Text(fi=" sekä ", sv=" samt ", en=", and ")

# Finnish and Swedish usage writes one to ten, English one to nine, in words.
NUMBERS: Mapping[Language, tuple[str, ...]] = {
    Language.FI: (
        *("yksi", "kaksi", "kolme", "neljä", "viisi"),
        *("kuusi", "seitsemän", "kahdeksan", "yhdeksän", "kymmenen"),
    ),
    Language.SV: (
        "ett",
        "två",
        "tre",
        "fyra",
        "fem",
        "sex",
        "sju",
        "åtta",
        "nio",
        "tio",
    ),
    Language.EN: (
        *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    ),
}
FI_GENITIVES = (
    *("yhden", "kahden", "kolmen", "neljän", "viiden"),
    *("kuuden", "seitsemän", "kahdeksan", "yhdeksän", "kymmenen"),
)
# Words that open a subordinate clause in Finnish.
FI_CONJUNCTIONS = frozenset(
    {
        *("ellei", "ellemme", "jollei", "jolloin", "jos", "joskin", "jotta", "koska"),
        *("kun", "kunhan", "kunnes", "mikäli", "sikäli", "silloin"),
    }
)
DAY = Text(fi="yksi vuorokausi", sv="ett dygn", en="one day")
DAYS = Text(fi="{count} vuorokautta", sv="{count} dygn", en="{count} days")
MONTH = Text(fi="yksi kuukausi", sv="en månad", en="one month")
MONTHS = Text(fi="{count} kuukautta", sv="{count} månader", en="{count} months")
WITHIN_DAY = Text(
    fi="vuorokauden kuluessa",
    sv="inom ett dygn",
    en="within one day",
)
WITHIN_DAYS = Text(
    fi="{count} vuorokauden kuluessa",
    sv="inom {count} dygn",
    en="within {count} days",
)
EVERY_DAY = Text(
    fi="vähintään vuorokauden välein",
    sv="minst en gång om dygnet",
    en="at least every day",
)
EVERY_DAYS = Text(
    fi="vähintään {count} vuorokauden välein",
    sv="med högst {count} dygns mellanrum",
    en="at least every {count} days",
)
MONTH_NAMES: Mapping[Language, tuple[str, ...]] = {
    Language.SV: (
        *("januari", "februari", "mars", "april", "maj", "juni"),
        *("juli", "augusti", "september", "oktober", "november", "december"),
    ),
    Language.EN: (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
# By how many of number and letter are given: Art. 77, 7(3), 6(1)(f).
CITATIONS = (
    Text(
        fi="tietosuoja-asetuksen {article} artikla",
        sv="artikel {article} i dataskyddsförordningen",
        en="Article {article} GDPR",
    ),
    Text(
        fi="tietosuoja-asetuksen {article} artiklan {number} kohta",
        sv="artikel {article}.{number} i dataskyddsförordningen",
        en="Article {article}({number}) GDPR",
    ),
    Text(
        fi="tietosuoja-asetuksen {article} artiklan {number} kohdan {letter} alakohta",
        sv="artikel {article}.{number} {letter} i dataskyddsförordningen",
        en="Article {article}({number})({letter}) GDPR",
    ),
)
