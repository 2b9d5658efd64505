"""Obligation to give data, automated decisions, protection.

Art. 13(2)(e) and (f), 22, 30(1)(g) and 32.
"""

from collections.abc import Mapping

from seloste.domain.notice import Text

OBLIGATORY = Text(
    fi="Tietojen antaminen on pakollista.",
    sv="Det är obligatoriskt att lämna uppgifterna.",
    en="Giving the data is obligatory.",
)
VOLUNTARY = Text(
    fi="Tietojen antaminen ei ole pakollista.",
    sv="Det är inte obligatoriskt att lämna uppgifterna.",
    en="Giving the data is not obligatory.",
)
NO_DECISIONS = Text(
    fi="Tietojesi käsittelyyn ei liity automaattista päätöksentekoa.",
    sv="Behandlingen av dina uppgifter innefattar inget automatiserat beslutsfattande.",
    en="The processing of your data involves no automated decision-making.",
)
DECISIONS = Text(
    fi="Tietojesi perusteella tehdään automaattisia päätöksiä.",
    sv="Automatiserade beslut fattas utifrån dina uppgifter.",
    en="Automated decisions are made on the basis of your data.",
)
PROFILING: Mapping[str, Text] = {
    "none": Text(
        fi="Tietojasi ei käytetä profilointiin.",
        sv="Dina uppgifter används inte för profilering.",
        en="Your data are not used for profiling.",
    ),
    "none-with-legal-effect": Text(
        fi="Tietojesi perusteella ei tehdä profilointia, josta aiheutuu sinulle "
        "oikeusvaikutuksia.",
        sv="Dina uppgifter används inte för profilering som har rättsliga följder för "
        "dig.",
        en="Your data are not used for profiling that produces legal effects "
        "concerning you.",
    ),
    "yes": Text(
        fi="Tietojasi käytetään profilointiin.",
        sv="Dina uppgifter används för profilering.",
        en="Your data are used for profiling.",
    ),
}
LOGIC = Text(
    fi="Näin se toimii: {logic}.",
    sv="Så fungerar det: {logic}.",
    en="How it works: {logic}.",
)
SECURITY = Text(
    fi="Suojaamme tietosi näin:",
    sv="Vi skyddar dina uppgifter så här:",
    en="We protect your data as follows:",
)
IN_FORCE = Text(
    fi="Tämä tietosuojaseloste on voimassa {day} alkaen.",
    sv="Den här dataskyddsbeskrivningen gäller från och med {day}.",
    en="This privacy notice is in force from {day}.",
)
