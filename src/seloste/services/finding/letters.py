"""Single letters as they are said: their names, and the words they are spelt with.

Finnish and Swedish names of letters and spelling alphabets, and the international
one (ITU Radio Regulations, Appendix 14).
"""

import re

_NAMES = {
    "aa": "A",
    "bee": "B",
    "be": "B",
    "see": "C",
    "ce": "C",
    "dee": "D",
    "de": "D",
    "ee": "E",
    "äf": "F",
    "eff": "F",
    "äffä": "F",
    "gee": "G",
    "hoo": "H",
    "ii": "I",
    "jii": "J",
    "koo": "K",
    "äl": "L",
    "ällä": "L",
    "äm": "M",
    "ämmä": "M",
    "än": "N",
    "ännä": "N",
    "pee": "P",
    "är": "R",
    "ärrä": "R",
    "äs": "S",
    "ässä": "S",
    "tee": "T",
    "te": "T",
    "uu": "U",
    "vee": "V",
    "kaksoisvee": "W",
    "äks": "X",
    "äksä": "X",
    "ex": "X",
    "yy": "Y",
}
_SPELT = (
    "aarne bertta celsius daavid eemeli faarao gideon heikki iivari jussi kalle lauri "
    "matti niilo otto paavo risto sakari tyyne urho vihtori wiski xerxes yrjö "
    "adam bertil cesar david erik filip gustav helge ivar johan ludvig martin niklas "
    "olof petter rudolf sigurd tore urban viktor wilhelm yngve "
    "alfa alpha bravo charlie delta echo foxtrot golf hotel india juliett kilo lima "
    "mike november oscar papa quebec romeo sierra tango uniform victor whiskey x-ray "
    "yankee zulu"
)
LETTERS = {**_NAMES, **{word: word[0].upper() for word in _SPELT.split()}}

_words = "|".join(sorted(map(re.escape, LETTERS), key=len, reverse=True))
_LIKE = r"(?:\W+(?:niin\s?kuin|kuin|som i|som|as in|like|for)\W+\w+)?"
LETTER = re.compile(rf"(?:[A-ZÅÄÖa-zåäö]|{_words})\b{_LIKE}", re.IGNORECASE)
"""One letter, by itself, by name or by word, with "T niin kuin Tyyne"."""


def letter(said: str) -> str:
    """Return the capital that a match of ``LETTER`` says."""
    first = re.split(r"\W", said.strip(), maxsplit=1)[0].lower()
    return first.upper() if len(first) == 1 else LETTERS.get(first, "")
