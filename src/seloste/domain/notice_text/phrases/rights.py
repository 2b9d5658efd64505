"""What a person may ask, in plain words (Art. 7(3), 15-21 and 77)."""

from collections.abc import Mapping
from dataclasses import dataclass

from seloste.domain.notice import Text


@dataclass(frozen=True, slots=True)
class RightPhrase:
    """A right: its article, its name, what it gives, when, and what follows.

    ``when`` is the condition of the law, said where the notice says none of its
    own. What is not ``of_law`` is a way of working, not a right of the GDPR.
    """

    article: str
    term: Text
    gives: Text
    when: Text | None = None
    then: Text | None = None
    of_law: bool = True


REQUEST = Text(
    fi="Esitä pyyntösi tänne: {where}.",
    sv="Skicka din begäran hit: {where}.",
    en="Send your request here: {where}.",
)
CONDITION = Text(
    fi="Sinulla on tämä oikeus{condition}.",
    sv="Du har den här rätten{condition}.",
    en="You have this right{condition}.",
)

ACCESS = RightPhrase(
    article="15",
    term=Text(
        fi="Oikeus saada tietosi", sv="Rätt att få dina uppgifter", en="Right of access"
    ),
    gives=Text(
        fi="Voit kysyä, käsittelemmekö henkilötietojasi, ja saada käsittelemistämme "
        "tiedoista jäljennöksen.",
        sv="Du kan fråga om vi behandlar dina personuppgifter och få en kopia av de "
        "uppgifter som vi behandlar.",
        en="You can ask whether we process your personal data, and obtain a copy of "
        "the data we process.",
    ),
)
TRANSCRIPT = RightPhrase(
    article="15",
    term=Text(
        fi="Puhelutallenne tekstinä",
        sv="Samtalsinspelning i textform",
        en="A recording in writing",
    ),
    gives=Text(
        fi="Voit saada puhelutallenteen sanasta sanaan kirjoitettuna.",
        sv="Du kan få en samtalsinspelning utskriven ord för ord.",
        en="You can obtain a recording written out word for word.",
    ),
    of_law=False,
)
RECTIFICATION = RightPhrase(
    article="16",
    term=Text(
        fi="Oikeus oikaista tiedot",
        sv="Rätt till rättelse",
        en="Right to rectification",
    ),
    gives=Text(
        fi="Voit pyytää, että oikaisemme tai täydennämme tietosi.",
        sv="Du kan begära att vi rättar eller kompletterar dina uppgifter.",
        en="You can ask us to correct or complete your data.",
    ),
    when=Text(
        fi="Sinulla on tämä oikeus, kun tiedoissasi on virhe tai puute.",
        sv="Du har den här rätten när dina uppgifter är felaktiga eller bristfälliga.",
        en="You have this right where your data are wrong or incomplete.",
    ),
)
ERASURE = RightPhrase(
    article="17",
    term=Text(
        fi="Oikeus poistaa tiedot", sv="Rätt till radering", en="Right to erasure"
    ),
    gives=Text(
        fi="Voit pyytää, että poistamme tietosi.",
        sv="Du kan begära att vi raderar dina uppgifter.",
        en="You can ask us to erase your data.",
    ),
)
RESTRICTION = RightPhrase(
    article="18",
    term=Text(
        fi="Oikeus rajoittaa käsittelyä",
        sv="Rätt till begränsning av behandling",
        en="Right to restriction of processing",
    ),
    gives=Text(
        fi="Voit pyytää, että rajoitamme tietojesi käsittelyä.",
        sv="Du kan begära att vi begränsar behandlingen av dina uppgifter.",
        en="You can ask us to restrict the processing of your data.",
    ),
    when=Text(
        fi="Sinulla on tämä oikeus laissa säädetyissä tilanteissa, esimerkiksi kun "
        "kiistät tietojen paikkansapitävyyden.",
        sv="Du har den här rätten i de situationer som anges i lag, till exempel när "
        "du bestrider att uppgifterna är korrekta.",
        en="You have this right in the situations laid down by law, for example where "
        "you contest the accuracy of the data.",
    ),
)
PORTABILITY = RightPhrase(
    article="20",
    term=Text(
        fi="Oikeus siirtää tiedot",
        sv="Rätt att överföra uppgifter",
        en="Right to data portability",
    ),
    gives=Text(
        fi="Voit saada meille antamasi tiedot jäsennellyssä, yleisesti käytetyssä ja "
        "koneellisesti luettavassa muodossa ja siirtää ne toiselle "
        "rekisterinpitäjälle.",
        sv="Du kan få de uppgifter som du har lämnat till oss i ett strukturerat, "
        "allmänt använt och maskinläsbart format och överföra dem till en annan "
        "personuppgiftsansvarig.",
        en="You can obtain the data you gave us in a structured, commonly used and "
        "machine-readable format and transfer them to another controller.",
    ),
    when=Text(
        fi="Sinulla on tämä oikeus, kun käsittely on automaattista ja perustuu "
        "suostumukseen tai sopimukseen.",
        sv="Du har den här rätten när behandlingen är automatiserad och grundar sig på "
        "samtycke eller avtal.",
        en="You have this right where the processing is automated and based on consent "
        "or a contract.",
    ),
)
OBJECTION = RightPhrase(
    article="21",
    term=Text(
        fi="Oikeus vastustaa käsittelyä",
        sv="Rätt att göra invändningar",
        en="Right to object",
    ),
    gives=Text(
        fi="Voit milloin tahansa vastustaa henkilötietojesi käsittelyä "
        "henkilökohtaiseen tilanteeseesi liittyvällä perusteella.",
        sv="Du kan när som helst invända mot behandlingen av dina personuppgifter av "
        "skäl som hänför sig till din specifika situation.",
        en="You can object at any time to the processing of your personal data, on "
        "grounds relating to your particular situation.",
    ),
    when=Text(
        fi="Sinulla on tämä oikeus, kun käsittely perustuu oikeutettuun etuun.",
        sv="Du har den här rätten när behandlingen grundar sig på ett berättigat "
        "intresse.",
        en="You have this right where the processing is based on a legitimate "
        "interest.",
    ),
    then=Text(
        fi="Kun vastustat käsittelyä, emme enää käsittele tietoja, ellei käsittelyyn "
        "ole huomattavan tärkeää ja perusteltua syytä, joka syrjäyttää etusi, "
        "oikeutesi ja vapautesi, tai ellei käsittely ole tarpeen oikeusvaateen vuoksi.",
        sv="När du invänder behandlar vi inte längre uppgifterna, om det inte finns "
        "tvingande berättigade skäl som väger tyngre än dina intressen, rättigheter "
        "och friheter eller om inte behandlingen behövs för rättsliga anspråk.",
        en="When you object, we no longer process the data, unless there are "
        "compelling legitimate grounds that override your interests, rights and "
        "freedoms, or the processing is needed for legal claims.",
    ),
)
WITHDRAWAL = RightPhrase(
    article="7(3)",
    term=Text(
        fi="Oikeus peruuttaa suostumus",
        sv="Rätt att återkalla samtycke",
        en="Right to withdraw consent",
    ),
    gives=Text(
        fi="Voit peruuttaa antamasi suostumuksen.",
        sv="Du kan återkalla ett samtycke som du har gett.",
        en="You can withdraw consent that you have given.",
    ),
    when=Text(
        fi="Sinulla on tämä oikeus milloin tahansa, kun käsittely perustuu "
        "suostumukseesi.",
        sv="Du har den här rätten när som helst när behandlingen grundar sig på ditt "
        "samtycke.",
        en="You have this right at any time where the processing is based on your "
        "consent.",
    ),
    then=Text(
        fi="Peruuttaminen ei vaikuta sitä ennen tehdyn käsittelyn lainmukaisuuteen.",
        sv="Återkallandet påverkar inte lagligheten av den behandling som skett före "
        "det.",
        en="The withdrawal does not affect the lawfulness of the processing before it.",
    ),
)
COMPLAINT = RightPhrase(
    article="77",
    term=Text(
        fi="Oikeus tehdä valitus", sv="Rätt att lämna klagomål", en="Right to complain"
    ),
    gives=Text(
        fi="Voit tehdä valituksen valvontaviranomaiselle, jos katsot, että tietojesi "
        "käsittelyssä rikotaan lakia. Suomessa valvontaviranomainen on "
        "tietosuojavaltuutettu: tietosuojavaltuutetun toimisto, https://tietosuoja.fi.",
        sv="Du kan lämna klagomål till tillsynsmyndigheten om du anser att "
        "behandlingen av dina uppgifter strider mot lagen. I Finland är "
        "tillsynsmyndigheten dataombudsmannen: dataombudsmannens byrå, "
        "https://tietosuoja.fi/sv.",
        en="You can lodge a complaint with the supervisory authority if you consider "
        "that the processing of your data breaks the law. In Finland the supervisory "
        "authority is the Data Protection Ombudsman: Office of the Data Protection "
        "Ombudsman, https://tietosuoja.fi/en.",
    ),
)
IDENTITY = RightPhrase(
    article="12(6)",
    term=Text(
        fi="Henkilöllisyyden tarkistaminen",
        sv="Kontroll av identitet",
        en="Checking who you are",
    ),
    gives=Text(
        fi="Tarkistamme henkilöllisyytesi ennen kuin annamme tietoja.",
        sv="Vi kontrollerar din identitet innan vi lämnar ut uppgifter.",
        en="We check who you are before we hand over any data.",
    ),
    of_law=False,
)
RIGHTS: Mapping[str, RightPhrase] = {
    "access": ACCESS,
    "transcript": TRANSCRIPT,
    "rectification": RECTIFICATION,
    "erasure": ERASURE,
    "restriction": RESTRICTION,
    "portability": PORTABILITY,
    "objection": OBJECTION,
    "withdrawal": WITHDRAWAL,
    "complaint": COMPLAINT,
    "identity": IDENTITY,
}
