"""Does a message read like a rights request? Plain rules: lists of phrases.

What is found is suggested to a person, never decided. A rule looks at the words
of one message and at nothing else: not at who wrote it or what they wrote before.
"""

import re
from collections.abc import Mapping

from seloste.domain.rights import RequestKind

LONGEST = 20_000
_SPACE = re.compile(r"\s+")
_MINE_SV = "mina (?:person)?(?:uppgifter|samtal|data)"
_COPY_SV = "(?:mina (?:person)?uppgifter|samtalet|inspelningen)"
_MINE_EN = "my (?:personal )?(?:data|details|information|calls?|records?)"
_DATA_EN = "(?:personal )?(?:data|information) (?:about|on) me"

FINNISH: Mapping[RequestKind, tuple[str, ...]] = {
    RequestKind.WITHDRAWAL: (
        r"peru(?:n|utan|uttaa|isin) suostumukse",
        r"suostumukseni peruut",
    ),
    RequestKind.OBJECTION: (
        r"vastustan (?:\w+ ){0,2}tietojeni käsittely",
        r"kiellän (?:\w+ ){0,2}tietojeni (?:käyt|käsittely)",
        r"kiellän suoramarkkinoin",
    ),
    RequestKind.PORTABILITY: (
        r"siirtäkää (?:\w+ ){0,2}tietoni",
        r"tietojeni siirt(?:o|ämi)",
        r"siirtää (?:\w+ ){0,2}tietoni järjestelmästä",
        r"tietoni koneellisesti luettava",
    ),
    RequestKind.RESTRICTION: (
        r"rajoittakaa (?:\w+ ){0,2}tietojeni käsittely",
        r"tietojeni käsittelyn rajoitta",
    ),
    RequestKind.RECTIFICATION: (
        r"(?:korjatkaa|oikaiskaa) (?:\w+ ){0,2}tietoni",
        r"tietojeni (?:oikais|korja)",
        r"haluan (?:korjata|oikaista) (?:\w+ ){0,2}tietoni",
    ),
    RequestKind.ERASURE: (
        r"poistakaa (?:\w+ ){0,3}(?:tietoni|puheluni|tallenteeni|viestini)",
        r"tietojeni poist",
        r"tietoni (?:poistetaan|poistettavan|poistettaisiin|pois)",
        r"tulla unohdetuksi",
        r"haluan poistaa (?:\w+ ){0,2}tietoni",
    ),
    RequestKind.TRANSCRIPT: (
        r"puhelu\w* (?:[\w.]+ ){0,2}(?:litteroin|litteraat|kirjallisena)",
        r"(?:litteroin|litteraat)\w* (?:\w+ ){0,3}puhelu",
    ),
    RequestKind.CONFIRMATION: (
        r"onko teillä (?:\w+ ){0,2}tieto(?:ja|jani) ?(?:minusta)?",
        r"käsittelettekö (?:\w+ ){0,2}tietojani",
        r"vahvistus (?:\w+ ){0,3}tietojeni käsittely",
    ),
    RequestKind.ACCESS: (
        r"haluan (?:\w+ ){0,3}(?:henkilö)?tietoni\b",
        r"haluan (?:nähdä|saada|tarkastaa) (?:\w+ ){0,3}(?:henkilö)?tieto(?:ni|jani)",
        r"pyydän (?:\w+ ){0,4}(?:henkilö)?(?:tietojani|tiedoistani|tietoni)\b",
        r"(?:kopio|jäljennö)\w* (?:\w+ ){0,3}tiedoistani",
        r"(?:kopio|jäljennö)\w* (?:\w+ ){0,2}puhelu(?:sta|istani|tallente)",
        r"mitä tietoja (?:\w+ ){0,3}minusta",
        r"tarkastusoikeu",
        r"(?:gdpr|tietosuoja)[- ]?(?:tieto)?pyyn",
        r"artikla(?:n)? 15\b",
        r"15 artikla",
    ),
}
SWEDISH: Mapping[RequestKind, tuple[str, ...]] = {
    RequestKind.WITHDRAWAL: (
        r"(?:återkallar|återkalla|drar tillbaka) (?:\w+ ){0,2}samtycke",
    ),
    RequestKind.OBJECTION: (
        r"(?:motsätter mig|invänder mot) (?:\w+ ){0,3}(?:behandling|direktmarknad)",
    ),
    RequestKind.PORTABILITY: (
        r"(?:överför|flytta) (?:\w+ ){0,2}mina (?:person)?uppgifter",
        r"dataportabilitet",
    ),
    RequestKind.RESTRICTION: (
        r"begränsa (?:\w+ ){0,2}behandlingen av mina",
        r"begränsning av behandlingen av mina",
    ),
    RequestKind.RECTIFICATION: (
        r"(?:rätta|korrigera) (?:\w+ ){0,2}mina (?:person)?uppgifter",
    ),
    RequestKind.ERASURE: (
        rf"(?:radera|ta bort|stryk) (?:\w+ ){{0,2}}{_MINE_SV}",
        r"rätten att bli (?:bort)?glömd",
        r"bli bortglömd",
    ),
    RequestKind.TRANSCRIPT: (r"(?:utskrift|transkri\w+) (?:\w+ ){0,3}samtal",),
    RequestKind.CONFIRMATION: (
        r"behandlar ni (?:\w+ ){0,2}(?:person)?uppgifter om mig",
        r"har ni (?:\w+ ){0,2}(?:person)?uppgifter om mig",
    ),
    RequestKind.ACCESS: (
        r"(?:vill|begär|önskar) (?:\w+ ){0,5}mina (?:person)?uppgifter",
        r"vilka (?:person)?uppgifter (?:\w+ ){0,4}om mig",
        r"registerutdrag",
        rf"kopia (?:\w+ ){{0,3}}{_COPY_SV}",
        r"gdpr[- ]?begäran",
        r"artikel 15\b",
    ),
}
ENGLISH: Mapping[RequestKind, tuple[str, ...]] = {
    RequestKind.WITHDRAWAL: (r"(?:withdraw|revoke) (?:\w+ ){0,2}consent",),
    RequestKind.OBJECTION: (
        r"object to (?:\w+ ){0,4}(?:processing|use of my|direct marketing)",
    ),
    RequestKind.PORTABILITY: (
        r"data portability",
        r"(?:transfer|port|move) (?:\w+ ){0,2}my (?:personal )?data",
    ),
    RequestKind.RESTRICTION: (r"restrict (?:\w+ ){0,3}(?:processing|use) of my",),
    RequestKind.RECTIFICATION: (rf"(?:correct|rectify|fix) (?:\w+ ){{0,2}}{_MINE_EN}",),
    RequestKind.ERASURE: (
        rf"(?:delete|erase|remove) (?:\w+ ){{0,3}}{_MINE_EN}",
        r"right to be forgotten",
        r"right to erasure",
    ),
    RequestKind.TRANSCRIPT: (
        r"transcript (?:\w+ ){0,4}(?:call|conversation|recording)",
    ),
    RequestKind.CONFIRMATION: (
        rf"do you (?:hold|have|process|keep) (?:\w+ ){{0,3}}{_DATA_EN}",
    ),
    RequestKind.ACCESS: (
        r"(?:subject access|data access|gdpr|data subject)[- ]request",
        r"\b(?:dsar|sar)\b",
        r"copy of (?:\w+ ){0,2}my (?:personal )?(?:data|information|call)",
        r"(?:want|request|like|need|see) (?:\w+ ){0,5}my (?:personal )?data",
        r"what (?:\w+ ){0,2}(?:data|information) (?:\w+ ){0,4}(?:about|on) me",
        r"article 15\b",
    ),
}


def _compiled() -> tuple[tuple[RequestKind, re.Pattern[str]], ...]:
    """Return every phrase with its kind, the more particular kinds first."""
    found = []
    for kind in FINNISH:
        for phrases in (FINNISH, SWEDISH, ENGLISH):
            found += [(kind, re.compile(rf"\b{one}")) for one in phrases[kind]]
    return tuple(found)


_PHRASES = _compiled()


def suggested(text: str) -> RequestKind | None:
    """Return the kind of request a message reads like, or None.

    The order is that of the lists: who wants to be erased mentions their data too.
    """
    words = _SPACE.sub(" ", text[:LONGEST]).casefold()
    for kind, phrase in _PHRASES:
        if phrase.search(words):
            return kind
    return None
