"""Words that say numbers in Finnish, Swedish and English, and their digits.

Only what people say when they read a number out: units, teens, tens and hundreds,
also joined ("kaksikymmentäviisi", "tjugofem", "twenty-five") and worn down
("kakskytviis"). A weak word says a number only among others: "en" is also an
article, "oh" also a sigh.
"""

import re
from dataclasses import dataclass

_FI_UNITS = {
    "nolla": 0,
    **dict.fromkeys(("yksi", "yks", "yhen"), 1),
    **dict.fromkeys(("kaksi", "kaks"), 2),
    **dict.fromkeys(("kolme", "kolm"), 3),
    **dict.fromkeys(("neljä", "nelj", "nelkä"), 4),
    **dict.fromkeys(("viisi", "viis"), 5),
    **dict.fromkeys(("kuusi", "kuus"), 6),
    **dict.fromkeys(("seitsemän", "seittemän", "seiska"), 7),
    **dict.fromkeys(("kahdeksan", "kaheksan", "kasi"), 8),
    **dict.fromkeys(("yhdeksän", "yheksän", "ysi"), 9),
}
_SV_UNITS = {
    **dict.fromkeys(("noll", "nolla"), 0),
    **dict.fromkeys(("ett", "en"), 1),
    **dict.fromkeys(("två", "tvåa"), 2),
    "tre": 3,
    "fyra": 4,
    "fem": 5,
    "sex": 6,
    **dict.fromkeys(("sju", "sjua"), 7),
    "åtta": 8,
    **dict.fromkeys(("nio", "nie"), 9),
}
_SV_TEENS = {
    "tio": 10,
    "elva": 11,
    "tolv": 12,
    "tretton": 13,
    "fjorton": 14,
    "femton": 15,
    "sexton": 16,
    "sjutton": 17,
    "arton": 18,
    "nitton": 19,
}
_SV_TENS = {
    "tjugo": 20,
    "trettio": 30,
    "fyrtio": 40,
    "femtio": 50,
    "sextio": 60,
    "sjuttio": 70,
    "åttio": 80,
    "nittio": 90,
}
_EN_UNITS = {
    **dict.fromkeys(("zero", "oh", "o", "nought"), 0),
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    **dict.fromkeys(("nine", "niner"), 9),
}
_EN_TEENS = {
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
}
_EN_TENS = {
    "twenty": 20,
    "thirty": 30,
    **dict.fromkeys(("forty", "fourty"), 40),
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
WEAK = frozenset({"en", "ett", "oh", "o", "one", "to", "kasi", "ysi", "sex", "yhen"})
REPEATS = {
    **dict.fromkeys(("double", "dubbel", "dubbelt", "tupla", "kaksoi"), 2),
    **dict.fromkeys(("triple", "trippel", "tripla"), 3),
}

_unit = "|".join(sorted(_FI_UNITS, key=len, reverse=True))
_FINNISH = re.compile(
    rf"(?:(?P<hundreds>{_unit})?(?P<sata>sataa?))?"
    rf"(?:(?P<tens>{_unit})(?:kymmentä|kymment|kytä|kyt))?"
    rf"(?:(?P<teen>{_unit})(?:toista|toist))?"
    rf"(?P<unit>{_unit})?"
)


_STRUNG = re.compile(rf"(?:{_unit}){{2,}}")
_UNIT = re.compile(_unit)


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a word says: its digits, and how many of them may still be filled in.

    "Twenty" has room for one ("twenty five"), "three hundred" for two.
    """

    digits: str
    room: int = 0
    weak: bool = False


def spoken(word: str) -> Spoken | None:
    """Return what a lower-case word says as a number, or None."""
    if _STRUNG.fullmatch(word):
        return Spoken("".join(str(_FI_UNITS[each]) for each in _UNIT.findall(word)))
    value = _small(word)
    if value is None:
        value = _joined(word)
    if value is None:
        value = _finnish(word)
    return None if value is None else Spoken(str(value), _room(value), word in WEAK)


def _room(value: int) -> int:
    if value and value % 100 == 0:
        return 2
    return 1 if value in range(20, 1000, 10) else 0


def _small(word: str) -> int | None:
    for table in (_FI_UNITS, _SV_UNITS, _EN_UNITS, _SV_TEENS, _EN_TEENS):
        if word in table:
            return table[word]
    if word in {"kymmenen", "kymppi"}:
        return 10
    return _SV_TENS.get(word, _EN_TENS.get(word))


def _joined(word: str) -> int | None:
    """Return the value of tens and a unit in one word, Swedish or English."""
    for tens, units in ((_SV_TENS, _SV_UNITS), (_EN_TENS, _EN_UNITS)):
        for name, value in tens.items():
            rest = word.removeprefix(name).removeprefix("-")
            if word.startswith(name) and units.get(rest, 0):
                return value + units[rest]
    return None


def _finnish(word: str) -> int | None:
    match = _FINNISH.fullmatch(word)
    if match is None or not word:
        return None
    value = 0
    if match["sata"]:
        value += 100 * (_FI_UNITS[match["hundreds"]] if match["hundreds"] else 1)
    if match["tens"]:
        value += 10 * _FI_UNITS[match["tens"]]
    if match["teen"]:
        value += 10 + _FI_UNITS[match["teen"]]
    return value + (_FI_UNITS[match["unit"]] if match["unit"] else 0)
