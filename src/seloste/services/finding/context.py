"""What is said near a number: the words that tell what it is."""

import re

NEAR = 60
"""How many characters before a number may tell what it is."""

OTHER_NUMBERS = re.compile(
    r"(?:tilaus|lasku|viite|asiakas|tuote|sarja|sopimus|tapaus|tiketti|varaus|toimitus|"
    r"seuranta|mittari|käyttöpaik|kuitti|jäsen|vakuutus|vahinko|lähety|order|invoice|"
    r"reference|ref\b|customer|ticket|booking|tracking|serial|case|contract|receipt|"
    r"policy|meter|membership|faktura|referens|kundnummer|beställning|ärende|avtal|"
    r"bokning|försändelse|serienum|kvitto|mätar|medlem|claim|parcel|paket(?:et|ti)?\b|paketin|artikkeli|felanm|fault|report|"
    r"produkt|"
    r"artikel|product|model|malli|modell|ean|viivakoodi|barcode|streckkod|isbn|"
    r"vuoronumero|kohde|huoneisto|vikailmoitus|työmäärä)"
    r"[^\s.!?]*(?:\W+(?:numero\w*|nro|nr|number|no|on|är|is|koodi\w*|code|id|"
    r"tunnus\w*|s|n|oli|var|was|my|mitt|for|it|se|det|numret|numeronne|your|ert)){0,4}\W*\Z",
    re.IGNORECASE,
)
"""Words that say: the number that follows is of something, not of somebody."""


def before(text: str, start: int, *, reach: int = NEAR) -> str:
    """Return the characters before a place."""
    return text[max(0, start - reach) : start]


def around(text: str, start: int, end: int, *, reach: int = NEAR) -> str:
    """Return the characters before and after a stretch."""
    return f"{before(text, start, reach=reach)} {text[end : end + reach]}"


def of_something_else(text: str, start: int) -> bool:
    """Tell whether the words just before say that a number is an order's."""
    return OTHER_NUMBERS.search(before(text, start)) is not None
