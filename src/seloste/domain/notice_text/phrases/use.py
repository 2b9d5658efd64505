"""What is processed, for what, on which basis and from where.

Art. 13(1)(c) and (d), 14(1)(d) and 14(2)(f).
"""

from collections.abc import Mapping

from seloste.domain.notice import Origin, Text
from seloste.domain.staff import Role

SUBJECTS = Text(
    fi="Seloste koskee seuraavia henkilöitä: {who}.",
    sv="Beskrivningen gäller följande personer: {who}.",
    en="This notice concerns the following people: {who}.",
)
CATEGORIES = Text(
    fi="Käsittelemme seuraavia henkilötietoja:",
    sv="Vi behandlar följande personuppgifter:",
    en="We process the following personal data:",
)
SPECIAL = Text(
    fi="{name} (erityisiin henkilötietoryhmiin kuuluvia tietoja)",
    sv="{name} (särskilda kategorier av personuppgifter)",
    en="{name} (special categories of personal data)",
)
SPECIAL_CONDITION = Text(
    fi="Erityisiin henkilötietoryhmiin kuuluvien tietojen käsittelyn edellytys on "
    "{condition} ({cite}).",
    sv="Villkoret för att särskilda kategorier av personuppgifter får behandlas är "
    "{condition} ({cite}).",
    en="The condition for processing the special categories of personal data is "
    "{condition} ({cite}).",
)
# Art. 9(2), in the words of its paragraphs.
CONDITIONS: Mapping[str, Text] = {
    "9(2)(a)": Text(
        fi="nimenomainen suostumuksesi",
        sv="ditt uttryckliga samtycke",
        en="your explicit consent",
    ),
    "9(2)(b)": Text(
        fi="työ- ja sosiaalioikeuden alan velvoitteiden noudattaminen",
        sv="skyldigheter inom arbetsrätten och den sociala tryggheten",
        en="obligations in the field of employment and social security law",
    ),
    "9(2)(c)": Text(
        fi="elintärkeän edun suojaaminen",
        sv="skyddet av grundläggande intressen",
        en="the protection of vital interests",
    ),
    "9(2)(d)": Text(
        fi="yhteisön laillinen toiminta ja sen jäsenten tietojen käsittely",
        sv="en sammanslutnings berättigade verksamhet och dess medlemmars uppgifter",
        en="the legitimate activities of a not-for-profit body",
    ),
    "9(2)(e)": Text(
        fi="se, että olet nimenomaisesti saattanut tiedot julkisiksi",
        sv="att du på ett tydligt sätt har offentliggjort uppgifterna",
        en="that you have manifestly made the data public",
    ),
    "9(2)(f)": Text(
        fi="oikeusvaateen laatiminen, esittäminen tai puolustaminen",
        sv="att rättsliga anspråk ska kunna fastställas, göras gällande eller "
        "försvaras",
        en="the establishment, exercise or defence of legal claims",
    ),
    "9(2)(g)": Text(
        fi="tärkeä yleinen etu, josta säädetään laissa",
        sv="ett viktigt allmänt intresse som anges i lag",
        en="a substantial public interest laid down by law",
    ),
    "9(2)(h)": Text(
        fi="terveys- tai sosiaalihuollon tarkoitus",
        sv="hälso- och sjukvård eller social omsorg",
        en="the provision of health or social care",
    ),
    "9(2)(i)": Text(
        fi="kansanterveyteen liittyvä yleinen etu",
        sv="ett allmänt intresse på folkhälsoområdet",
        en="public interest in the area of public health",
    ),
    "9(2)(j)": Text(
        fi="arkistointi, tutkimus tai tilastointi",
        sv="arkivering, forskning eller statistik",
        en="archiving, research or statistics",
    ),
}
PURPOSES = Text(
    fi="Käytämme tietojasi vain seuraaviin tarkoituksiin:",
    sv="Vi använder dina uppgifter endast för följande ändamål:",
    en="We use your data only for the following purposes:",
)
STATUTORY = Text(
    fi="Tämä käyttö perustuu suoraan lakiin.",
    sv="Den här användningen grundar sig direkt på lag.",
    en="This use is based directly on law.",
)
DATA = Text(
    fi="Käytettävät tiedot: {what}.",
    sv="Uppgifter som används: {what}.",
    en="Data used: {what}.",
)
ROLES = Text(
    fi="Tietoja saavat käyttää {who}.",
    sv="Uppgifterna får användas av {who}.",
    en="The data may be used by {who}.",
)
ROLE_NAMES: Mapping[Role, Text] = {
    Role.AGENT: Text(
        fi="asiakaspalvelijat", sv="kundtjänstens personal", en="customer service staff"
    ),
    Role.TRAINER: Text(fi="kouluttajat", sv="utbildare", en="trainers"),
    Role.RECORDS_MANAGER: Text(
        fi="rekisteriasioita hoitavat henkilöt",
        sv="personer som sköter registerärenden",
        en="records managers",
    ),
    Role.DPO: Text(
        fi="tietosuojavastaava",
        sv="dataskyddsombudet",
        en="the data protection officer",
    ),
    Role.ADMIN: Text(
        fi="järjestelmän ylläpitäjät", sv="systemadministratörer", en="administrators"
    ),
}
BASES_CAPTION = Text(
    fi="Käsittelyn oikeusperusteet",
    sv="Rättsliga grunder för behandlingen",
    en="Legal bases of the processing",
)
PURPOSE = Text(fi="Tarkoitus", sv="Ändamål", en="Purpose")
BASIS = Text(fi="Peruste", sv="Grund", en="Basis")
# Art. 6(1), in plain words.
BASES: Mapping[str, Text] = {
    "6(1)(a)": Text(
        fi="Käsittely perustuu suostumukseesi ({cite}).",
        sv="Behandlingen grundar sig på ditt samtycke ({cite}).",
        en="The processing is based on your consent ({cite}).",
    ),
    "6(1)(b)": Text(
        fi="Käsittely on tarpeen sopimuksen täyttämiseksi tai sen tekemistä varten "
        "({cite}).",
        sv="Behandlingen behövs för att fullgöra ett avtal eller för att ingå ett "
        "({cite}).",
        en="The processing is necessary for performing a contract or for entering "
        "into one ({cite}).",
    ),
    "6(1)(c)": Text(
        fi="Käsittely on tarpeen lakisääteisen velvoitteemme noudattamiseksi ({cite}).",
        sv="Behandlingen behövs för att vi ska uppfylla en rättslig förpliktelse "
        "({cite}).",
        en="The processing is necessary for complying with our legal obligation "
        "({cite}).",
    ),
    "6(1)(d)": Text(
        fi="Käsittely on tarpeen elintärkeiden etujen suojaamiseksi ({cite}).",
        sv="Behandlingen behövs för att skydda grundläggande intressen ({cite}).",
        en="The processing is necessary for protecting vital interests ({cite}).",
    ),
    "6(1)(e)": Text(
        fi="Käsittely on tarpeen yleistä etua koskevan tehtävän hoitamiseksi tai "
        "julkisen vallan käyttämiseksi ({cite}).",
        sv="Behandlingen behövs för att utföra en uppgift av allmänt intresse eller "
        "för myndighetsutövning ({cite}).",
        en="The processing is necessary for a task in the public interest or for the "
        "exercise of official authority ({cite}).",
    ),
    "6(1)(f)": Text(
        fi="Käsittely perustuu oikeutettuun etuun ({cite}).",
        sv="Behandlingen grundar sig på ett berättigat intresse ({cite}).",
        en="The processing is based on a legitimate interest ({cite}).",
    ),
}
WHEN = Text(
    fi="Tätä perustetta käytetään{condition}.",
    sv="Den här grunden används{condition}.",
    en="This basis is used{condition}.",
)
INTEREST = Text(
    fi="Oikeutettu etu on tämä: {interest}.",
    sv="Det berättigade intresset är följande: {interest}.",
    en="The legitimate interest is this: {interest}.",
)
REASON = Text(
    fi="Perustelu: {reason}.", sv="Motivering: {reason}.", en="Reason given: {reason}."
)
SOURCES = Text(
    fi="Saamme tietoja seuraavista lähteistä:",
    sv="Vi får uppgifter från följande källor:",
    en="We get data from the following sources:",
)
ORIGINS: Mapping[Origin, Text] = {
    Origin.PERSON: Text(
        fi="Tiedot tulevat sinulta itseltäsi.",
        sv="Uppgifterna kommer från dig själv.",
        en="The data come from you.",
    ),
    Origin.EARLIER_CONTACT: Text(
        fi="Tiedot ovat syntyneet, kun olit meihin aiemmin yhteydessä.",
        sv="Uppgifterna uppstod när du tidigare var i kontakt med oss.",
        en="The data arose when you contacted us earlier.",
    ),
    Origin.OTHER_PERSON: Text(
        fi="Tiedot antaa joku muu kuin sinä itse.",
        sv="Uppgifterna lämnas av någon annan än dig själv.",
        en="The data are given by somebody other than you.",
    ),
    Origin.REGISTER: Text(
        fi="Tiedot otetaan toisesta rekisteristä.",
        sv="Uppgifterna hämtas ur ett annat register.",
        en="The data are taken from another register.",
    ),
    Origin.PUBLIC: Text(
        fi="Tiedot ovat julkisesti saatavilla.",
        sv="Uppgifterna är offentligt tillgängliga.",
        en="The data are publicly available.",
    ),
}
