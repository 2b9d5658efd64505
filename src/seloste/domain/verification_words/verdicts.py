"""What each verdict means, and the headings of a report, in three languages."""

from collections.abc import Mapping
from types import MappingProxyType

from seloste.domain.notice import Text

VERDICTS: Mapping[str, Text] = MappingProxyType(
    {
        "PROVED": Text(
            fi="Osoitettu: koneellinen näyttö, kerätty nyt",
            sv="Påvisat: maskinella bevis, insamlade nu",
            en="Proved: machine evidence, gathered now",
        ),
        "ATTESTED": Text(
            fi="Vakuutettu: vain ihmiset voivat tietää; lausunto on voimassa",
            sv="Intygat: bara människor kan veta; utsagan gäller",
            en="Attested: only people can know; a statement is in force",
        ),
        "GAP": Text(
            fi="Aukko: mikään ei vielä pidä lupausta tai osoita sitä pidetyksi",
            sv="Lucka: inget håller ännu löftet eller visar att det hålls",
            en="Gap: nothing keeps the promise yet, or shows that it is kept",
        ),
        "BROKEN": Text(
            fi="Rikottu: näyttö siitä, ettei lupausta pidetä",
            sv="Brutet: bevis för att löftet inte hålls",
            en="Broken: evidence that the promise is not kept",
        ),
    }
)
HEADINGS: Mapping[str, Text] = MappingProxyType(
    {
        "title": Text(
            fi="Pidetäänkö lupaukset",
            sv="Hålls löftena",
            en="Are the promises kept",
        ),
        "notice": Text(
            fi="Selosteen versio", sv="Beskrivningens version", en="Notice version"
        ),
        "log": Text(fi="Tapahtumaloki", sv="Händelseloggen", en="Audit log"),
        "article": Text(fi="Artikla", sv="Artikel", en="Article"),
        "promise": Text(fi="Lupaus", sv="Löfte", en="Promise"),
        "evidence": Text(fi="Näyttö", sv="Bevis", en="Evidence"),
        "command": Text(
            fi="Tarkista uudelleen", sv="Granska på nytt", en="Check again"
        ),
    }
)
