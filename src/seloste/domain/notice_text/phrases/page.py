"""Headings of the sections and the words of the page itself."""

from seloste.domain.notice import Text

KIND = Text(fi="Tietosuojaseloste", sv="Dataskyddsbeskrivning", en="Privacy notice")
IN_FORCE = Text(
    fi="Voimassa {day} alkaen", sv="Gäller från och med {day}", en="In force from {day}"
)
CONTENTS = Text(fi="Sisällys", sv="Innehåll", en="Contents")
BASIS = Text(
    fi="Tietosuoja-asetuksen kohta",
    sv="Punkt i dataskyddsförordningen",
    en="GDPR provision",
)
PROMISE_IDS = Text(fi="Lupaukset", sv="Löften", en="Promises")
EXPLAINS = Text(
    fi="Tämä kohta selittää edellä sanottua. Se ei muuta sitä.",
    sv="Det här avsnittet förklarar det som sagts ovan. Det ändrar inget i det.",
    en="This section explains what is said above. It does not change it.",
)
PAGE = Text(fi="Sivu", sv="Sida", en="Page")

CONTROLLERS = Text(
    fi="Kuka vastaa tiedoistasi",
    sv="Vem som ansvarar för dina uppgifter",
    en="Who is responsible for your data",
)
OFFICER = Text(
    fi="Tietosuojavastaava", sv="Dataskyddsombud", en="Data protection officer"
)
CATEGORIES = Text(
    fi="Mitä tietoja käsittelemme",
    sv="Vilka uppgifter vi behandlar",
    en="What data we process",
)
PURPOSES = Text(
    fi="Mihin käytämme tietoja ja millä perusteella",
    sv="Vad vi använder uppgifterna till och på vilken grund",
    en="What we use the data for, and on what basis",
)
SOURCES = Text(
    fi="Mistä saamme tiedot",
    sv="Varifrån vi får uppgifterna",
    en="Where we get the data",
)
RECORDING = Text(
    fi="Puhelujen tallentaminen", sv="Inspelning av samtal", en="Recording of calls"
)
RETENTION = Text(
    fi="Kuinka kauan säilytämme tietoja",
    sv="Hur länge vi sparar uppgifterna",
    en="How long we keep the data",
)
RECIPIENTS = Text(
    fi="Kuka tietoja saa", sv="Vem som får uppgifter", en="Who receives data"
)
TRANSFERS = Text(
    fi="Siirrot EU:n ja ETA:n ulkopuolelle",
    sv="Överföring till länder utanför EU och EES",
    en="Transfers outside the EU and the EEA",
)
OBJECTION = Text(
    fi="Oikeutesi vastustaa käsittelyä",
    sv="Din rätt att göra invändningar",
    en="Your right to object",
)
RIGHTS = Text(fi="Muut oikeutesi", sv="Dina övriga rättigheter", en="Your other rights")
RIGHTS_ALONE = Text(fi="Oikeutesi", sv="Dina rättigheter", en="Your rights")
PROVISION = Text(
    fi="Onko tietojen antaminen pakollista",
    sv="Måste du lämna uppgifterna",
    en="Whether you must give the data",
)
AUTOMATION = Text(
    fi="Automaattiset päätökset ja profilointi",
    sv="Automatiserade beslut och profilering",
    en="Automated decisions and profiling",
)
SECURITY = Text(
    fi="Miten suojaamme tiedot",
    sv="Hur vi skyddar uppgifterna",
    en="How we protect the data",
)
ABOUT = Text(
    fi="Tästä selosteesta", sv="Om den här beskrivningen", en="About this notice"
)
EXPLANATIONS = Text(
    fi="Lisätietoja", sv="Ytterligare information", en="Further information"
)
PROMISES = Text(
    fi="Lupauksemme kohta kohdalta",
    sv="Våra löften punkt för punkt",
    en="Our promises, one by one",
)
PROMISES_INTRO = Text(
    fi="Jokaisella lupauksella on tunnus, jolla sen pitäminen voidaan tarkistaa.",
    sv="Varje löfte har en beteckning med vilken det kan kontrolleras att löftet "
    "hålls.",
    en="Each promise has an identifier by which it can be checked that it is kept.",
)
