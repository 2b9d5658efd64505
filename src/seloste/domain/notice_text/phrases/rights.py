"""What a person may ask, in plain words (Art. 7(3), 15-21 and 77)."""

from collections.abc import Mapping
from dataclasses import dataclass

from seloste.domain.notice import Text


@dataclass(frozen=True, slots=True)
class RightPhrase:
    """A right: its article, its name and what it gives."""

    article: str
    term: Text
    sentence: Text


REQUEST = Text(
    fi="Esitä pyyntösi tänne: {where}.",
    sv="Skicka din begäran hit: {where}.",
    en="Send your request here: {where}.",
)
CONDITION = Text(
    fi="Tarkennus: {condition}.",
    sv="Precisering: {condition}.",
    en="More precisely: {condition}.",
)
RIGHTS: Mapping[str, RightPhrase] = {
    "access": RightPhrase(
        "15",
        Text(
            fi="Oikeus saada tietosi",
            sv="Rätt att få dina uppgifter",
            en="Right of access",
        ),
        Text(
            fi="Voit kysyä, käsittelemmekö henkilötietojasi, ja saada "
            "käsittelemistämme tiedoista jäljennöksen.",
            sv="Du kan fråga om vi behandlar dina personuppgifter och få en kopia av "
            "de uppgifter som vi behandlar.",
            en="You can ask whether we process your personal data, and obtain a copy "
            "of the data we process.",
        ),
    ),
    "transcript": RightPhrase(
        "15",
        Text(
            fi="Puhelutallenne tekstinä",
            sv="Samtalsinspelning i textform",
            en="A recording in writing",
        ),
        Text(
            fi="Voit saada puhelutallenteen sanasta sanaan kirjoitettuna.",
            sv="Du kan få en samtalsinspelning utskriven ord för ord.",
            en="You can obtain a recording written out word for word.",
        ),
    ),
    "rectification": RightPhrase(
        "16",
        Text(
            fi="Oikeus oikaista tiedot",
            sv="Rätt till rättelse",
            en="Right to rectification",
        ),
        Text(
            fi="Jos tiedoissasi on virhe tai puute tai ne ovat vanhentuneet, voit "
            "pyytää, että oikaisemme ne.",
            sv="Om dina uppgifter är felaktiga, bristfälliga eller föråldrade kan du "
            "begära att vi rättar dem.",
            en="If your data are wrong, incomplete or out of date, you can ask us to "
            "correct them.",
        ),
    ),
    "erasure": RightPhrase(
        "17",
        Text(
            fi="Oikeus poistaa tiedot", sv="Rätt till radering", en="Right to erasure"
        ),
        Text(
            fi="Voit pyytää, että poistamme tietosi.",
            sv="Du kan begära att vi raderar dina uppgifter.",
            en="You can ask us to erase your data.",
        ),
    ),
    "restriction": RightPhrase(
        "18",
        Text(
            fi="Oikeus rajoittaa käsittelyä",
            sv="Rätt till begränsning av behandling",
            en="Right to restriction",
        ),
        Text(
            fi="Voit tietyissä tilanteissa pyytää, että rajoitamme tietojesi "
            "käsittelyä.",
            sv="Du kan i vissa situationer begära att vi begränsar behandlingen av "
            "dina uppgifter.",
            en="In certain situations you can ask us to restrict the processing of "
            "your data.",
        ),
    ),
    "portability": RightPhrase(
        "20",
        Text(
            fi="Oikeus siirtää tiedot",
            sv="Rätt att överföra uppgifter",
            en="Right to data portability",
        ),
        Text(
            fi="Kun käsittely on automaattista ja perustuu suostumukseen tai "
            "sopimukseen, voit saada meille antamasi tiedot jäsennellyssä, yleisesti "
            "käytetyssä ja koneellisesti luettavassa muodossa ja siirtää ne toiselle "
            "rekisterinpitäjälle.",
            sv="När behandlingen är automatiserad och grundar sig på samtycke eller "
            "avtal kan du få de uppgifter som du har lämnat till oss i ett "
            "strukturerat, allmänt använt och maskinläsbart format och överföra dem "
            "till en annan personuppgiftsansvarig.",
            en="Where the processing is automated and based on consent or a contract, "
            "you can obtain the data you gave us in a structured, commonly used and "
            "machine-readable format and transfer them to another controller.",
        ),
    ),
    "objection": RightPhrase(
        "21",
        Text(
            fi="Oikeus vastustaa käsittelyä",
            sv="Rätt att göra invändningar",
            en="Right to object",
        ),
        Text(
            fi="Voit milloin tahansa vastustaa henkilötietojesi käsittelyä omaan "
            "tilanteeseesi liittyvällä perusteella, kun käsittely perustuu "
            "oikeutettuun etuun. Silloin emme enää käsittele tietoja, ellei "
            "käsittelyyn ole huomattavan tärkeää ja perusteltua syytä, joka syrjäyttää "
            "etusi, oikeutesi ja vapautesi, tai ellei käsittely ole tarpeen "
            "oikeusvaateen vuoksi.",
            sv="Du kan när som helst, av skäl som hänför sig till din egen situation, "
            "invända mot behandlingen av dina personuppgifter när den grundar sig på "
            "ett berättigat intresse. Då behandlar vi inte längre uppgifterna, om det "
            "inte finns tvingande berättigade skäl som väger tyngre än dina intressen, "
            "rättigheter och friheter eller om behandlingen behövs för rättsliga "
            "anspråk.",
            en="You can object at any time, on grounds relating to your particular "
            "situation, to the processing of your personal data where it is based on a "
            "legitimate interest. We then no longer process the data, unless there are "
            "compelling legitimate grounds that override your interests, rights and "
            "freedoms, or the processing is needed for legal claims.",
        ),
    ),
    "withdrawal": RightPhrase(
        "7(3)",
        Text(
            fi="Oikeus peruuttaa suostumus",
            sv="Rätt att återkalla samtycke",
            en="Right to withdraw consent",
        ),
        Text(
            fi="Kun käsittely perustuu suostumukseesi, voit peruuttaa suostumuksen "
            "milloin tahansa. Peruuttaminen ei vaikuta sitä ennen tehdyn käsittelyn "
            "lainmukaisuuteen.",
            sv="När behandlingen grundar sig på ditt samtycke kan du när som helst "
            "återkalla samtycket. Återkallandet påverkar inte lagligheten av den "
            "behandling som skett före det.",
            en="Where the processing is based on your consent, you can withdraw the "
            "consent at any time. That does not affect the lawfulness of the "
            "processing before the withdrawal.",
        ),
    ),
    "complaint": RightPhrase(
        "77",
        Text(
            fi="Oikeus tehdä valitus",
            sv="Rätt att lämna klagomål",
            en="Right to complain",
        ),
        Text(
            fi="Jos katsot, että tietojesi käsittelyssä rikotaan lakia, voit tehdä "
            "valituksen valvontaviranomaiselle. Suomessa se on tietosuojavaltuutettu: "
            "tietosuojavaltuutetun toimisto, https://tietosuoja.fi.",
            sv="Om du anser att behandlingen av dina uppgifter strider mot lagen kan "
            "du lämna klagomål till tillsynsmyndigheten. I Finland är den "
            "dataombudsmannen: dataombudsmannens byrå, https://tietosuoja.fi/sv.",
            en="If you consider that the processing of your data breaks the law, you "
            "can lodge a complaint with the supervisory authority. In Finland it is "
            "the Data Protection Ombudsman: Office of the Data Protection Ombudsman, "
            "https://tietosuoja.fi/en.",
        ),
    ),
    "identity": RightPhrase(
        "12(6)",
        Text(
            fi="Henkilöllisyyden tarkistaminen",
            sv="Kontroll av identitet",
            en="Checking who you are",
        ),
        Text(
            fi="Tarkistamme henkilöllisyytesi ennen kuin annamme tietoja.",
            sv="Vi kontrollerar din identitet innan vi lämnar ut uppgifter.",
            en="We check who you are before we hand over any data.",
        ),
    ),
}
