"""Why something is not done, or takes longer: a closed list, each in plain words.

A ground names the provision it stands on. What is said of the law is only what
the provision itself says; whether it applies is for a person to decide.
"""

from collections.abc import Mapping
from enum import StrEnum

from seloste.domain.notice import Text
from seloste.domain.rights import ExtensionReason, RefusalReason

EXTENSION_REASONS: Mapping[ExtensionReason, Text] = {
    ExtensionReason.COMPLEXITY: Text(
        fi="Pyyntösi on monimutkainen: aineisto on kirjoitettava tekstiksi, "
        "tarkistettava ja käytävä läpi kohta kohdalta muiden ihmisten vuoksi.",
        sv="Din begäran är komplicerad: materialet måste skrivas ut, kontrolleras och "
        "gås igenom punkt för punkt med tanke på andra människor.",
        en="Your request is complex: the material has to be written out, checked and "
        "gone through item by item for the sake of other people.",
    ),
    ExtensionReason.NUMBER: Text(
        fi="Pyyntöjä tai niiden kohteena olevia yhteydenottoja on paljon.",
        sv="Antalet begäranden eller kontakter som de gäller är stort.",
        en="The requests, or the contacts they concern, are many.",
    ),
}


class Ground(StrEnum):
    """Why a request, or a part of it, is not carried out."""

    IDENTITY_NOT_SHOWN = "identity-not-shown"
    UNFOUNDED = "unfounded"
    EXCESSIVE = "excessive"
    RIGHTS_OF_OTHERS = "rights-of-others"
    STATUTORY_LIMIT = "statutory-limit"
    LEGAL_CLAIM = "legal-claim"
    LEGAL_OBLIGATION = "legal-obligation"
    STILL_NEEDED = "still-needed"
    OPEN_MATTER = "open-matter"
    FOUND_CORRECT = "found-correct"
    NOT_PORTABLE = "not-portable"
    NOT_FROM_BASIS = "not-from-basis"
    COMPELLING_GROUNDS = "compelling-grounds"
    NO_CONSENT = "no-consent"
    NO_MANDATE = "no-mandate"
    DECEASED = "deceased"
    RESTRICTION_OVER = "restriction-over"


GROUNDS: Mapping[Ground, Text] = {
    Ground.IDENTITY_NOT_SHOWN: Text(
        fi="Emme ole voineet varmistaa, kuka pyynnön on tehnyt (tietosuoja-asetuksen "
        "11 artiklan 2 kohta ja 12 artiklan 2 ja 6 kohta). Voit tehdä pyynnön "
        "uudelleen.",
        sv="Vi har inte kunnat säkerställa vem som gjort begäran "
        "(dataskyddsförordningen artikel 11.2 samt artikel 12.2 och 12.6). Du kan "
        "göra begäran på nytt.",
        en="We have not been able to establish who made the request (GDPR Articles "
        "11(2), 12(2) and 12(6)). You can make the request again.",
    ),
    Ground.UNFOUNDED: Text(
        fi="Katsomme, että pyyntö on ilmeisen perusteeton (tietosuoja-asetuksen 12 "
        "artiklan 5 kohta).",
        sv="Vi anser att begäran är uppenbart ogrundad (dataskyddsförordningen artikel "
        "12.5).",
        en="We consider the request manifestly unfounded (GDPR Article 12(5)).",
    ),
    Ground.EXCESSIVE: Text(
        fi="Katsomme, että pyyntö on kohtuuton, koska se toistaa aiempia pyyntöjä "
        "(tietosuoja-asetuksen 12 artiklan 5 kohta).",
        sv="Vi anser att begäran är orimlig eftersom den upprepar tidigare begäranden "
        "(dataskyddsförordningen artikel 12.5).",
        en="We consider the request excessive because it repeats earlier requests "
        "(GDPR Article 12(5)).",
    ),
    Ground.RIGHTS_OF_OTHERS: Text(
        fi="Tiedon antaminen vaikuttaisi haitallisesti muiden oikeuksiin ja "
        "vapauksiin (tietosuoja-asetuksen 15 artiklan 4 kohta; siirrettävissä "
        "tiedoissa 20 artiklan 4 kohta).",
        sv="Att lämna ut uppgiften skulle inverka menligt på andras rättigheter och "
        "friheter (dataskyddsförordningen artikel 15.4; vid överföring artikel 20.4).",
        en="Giving the data would adversely affect the rights and freedoms of others "
        "(GDPR Article 15(4); for portable data Article 20(4)).",
    ),
    Ground.STATUTORY_LIMIT: Text(
        fi="Tietosuojalain 34 § rajoittaa oikeutta saada tämä tieto.",
        sv="34 § i dataskyddslagen begränsar rätten att få denna uppgift.",
        en="Section 34 of the Finnish Data Protection Act limits the right to this "
        "information.",
    ),
    Ground.LEGAL_CLAIM: Text(
        fi="Tiedot ovat tarpeen oikeusvaateen laatimiseksi, esittämiseksi tai "
        "puolustamiseksi (tietosuoja-asetuksen 17 artiklan 3 kohdan e alakohta).",
        sv="Uppgifterna behövs för att fastställa, göra gällande eller försvara "
        "rättsliga anspråk (dataskyddsförordningen artikel 17.3 e).",
        en="The data are needed for the establishment, exercise or defence of legal "
        "claims (GDPR Article 17(3)(e)).",
    ),
    Ground.LEGAL_OBLIGATION: Text(
        fi="Laki velvoittaa meidät säilyttämään tiedot (tietosuoja-asetuksen 17 "
        "artiklan 3 kohdan b alakohta).",
        sv="Vi är enligt lag skyldiga att bevara uppgifterna (dataskyddsförordningen "
        "artikel 17.3 b).",
        en="The law obliges us to keep the data (GDPR Article 17(3)(b)).",
    ),
    Ground.STILL_NEEDED: Text(
        fi="Tietoja tarvitaan yhä siihen, mihin ne kerättiin, eikä muukaan "
        "tietosuoja-asetuksen 17 artiklan 1 kohdan peruste täyty.",
        sv="Uppgifterna behövs fortfarande för det som de samlades in för, och inte "
        "heller någon annan grund i dataskyddsförordningen artikel 17.1 är uppfylld.",
        en="The data are still needed for what they were collected for, and no other "
        "ground of GDPR Article 17(1) applies.",
    ),
    Ground.OPEN_MATTER: Text(
        fi="Tiedot liittyvät asiaasi, jonka käsittely on kesken, ja niitä tarvitaan "
        "siihen, kunnes asia on käsitelty (tietosuoja-asetuksen 17 artiklan 1 kohdan "
        "a alakohta).",
        sv="Uppgifterna hör till ditt ärende, som ännu behandlas, och de behövs tills "
        "ärendet är avslutat (dataskyddsförordningen artikel 17.1 a).",
        en="The data belong to a matter of yours that is still open, and are needed "
        "until it has been dealt with (GDPR Article 17(1)(a)).",
    ),
    Ground.FOUND_CORRECT: Text(
        fi="Tarkistimme tiedon ja totesimme sen paikkansapitäväksi "
        "(tietosuoja-asetuksen 16 artikla).",
        sv="Vi kontrollerade uppgiften och fann att den är riktig "
        "(dataskyddsförordningen artikel 16).",
        en="We checked the data and found them accurate (GDPR Article 16).",
    ),
    Ground.NOT_PORTABLE: Text(
        fi="Oikeus siirtää tiedot koskee vain tietoja, jotka olet itse antanut ja "
        "joita käsitellään automaattisesti suostumuksesi tai sopimuksen perusteella "
        "(tietosuoja-asetuksen 20 artiklan 1 kohta).",
        sv="Rätten att överföra uppgifter gäller bara uppgifter som du själv har "
        "lämnat och som behandlas automatiserat med stöd av ditt samtycke eller ett "
        "avtal (dataskyddsförordningen artikel 20.1).",
        en="The right to portability concerns only data that you provided yourself and "
        "that are processed by automated means on the basis of your consent or a "
        "contract (GDPR Article 20(1)).",
    ),
    Ground.NOT_FROM_BASIS: Text(
        fi="Tätä oikeutta ei ole, kun käsittely perustuu siihen oikeusperusteeseen, "
        "jolla tietojasi käsitellään. Peruste on kerrottu tietosuojaselosteessa.",
        sv="Den här rätten finns inte när behandlingen grundar sig på den rättsliga "
        "grund med stöd av vilken dina uppgifter behandlas. Grunden anges i "
        "dataskyddsbeskrivningen.",
        en="This right does not exist where processing rests on the legal basis on "
        "which your data are processed. The basis is stated in the privacy notice.",
    ),
    Ground.COMPELLING_GROUNDS: Text(
        fi="Käsittelyyn on huomattavan tärkeä ja perusteltu syy, joka syrjäyttää "
        "etusi, oikeutesi ja vapautesi (tietosuoja-asetuksen 21 artiklan 1 kohta).",
        sv="Det finns tvingande berättigade skäl för behandlingen som väger tyngre än "
        "dina intressen, rättigheter och friheter (dataskyddsförordningen artikel "
        "21.1).",
        en="There are compelling legitimate grounds for the processing which override "
        "your interests, rights and freedoms (GDPR Article 21(1)).",
    ),
    Ground.NO_CONSENT: Text(
        fi="Tietojasi ei käsitellä suostumuksesi perusteella (tietosuoja-asetuksen 7 "
        "artiklan 3 kohta).",
        sv="Dina uppgifter behandlas inte med stöd av ditt samtycke "
        "(dataskyddsförordningen artikel 7.3).",
        en="Your data are not processed on the basis of your consent (GDPR Article "
        "7(3)).",
    ),
    Ground.NO_MANDATE: Text(
        fi="Emme ole saaneet selvitystä siitä, että saat toimia toisen henkilön "
        "puolesta.",
        sv="Vi har inte fått någon utredning om att du får handla för en annan persons "
        "räkning.",
        en="We have not received proof that you may act on behalf of another person.",
    ),
    Ground.DECEASED: Text(
        fi="Tietosuoja-asetus ei koske kuolleen henkilön tietoja, joten sen mukaista "
        "oikeutta saada ne ei ole läheisillä (johdanto-osan 27 kappale).",
        sv="Dataskyddsförordningen gäller inte uppgifter om en avliden person, så "
        "närstående har ingen rätt enligt den att få dem (skäl 27).",
        en="The GDPR does not apply to the data of a deceased person, so it gives near "
        "ones no right to them (recital 27).",
    ),
    Ground.RESTRICTION_OVER: Text(
        fi="Syytä, jonka vuoksi käsittelyä rajoitettiin, ei enää ole "
        "(tietosuoja-asetuksen 18 artikla).",
        sv="Skälet till att behandlingen begränsades finns inte längre "
        "(dataskyddsförordningen artikel 18).",
        en="The reason for which processing was restricted no longer exists (GDPR "
        "Article 18).",
    ),
}

OF_REFUSAL: Mapping[RefusalReason, Ground] = {
    RefusalReason.NOT_IDENTIFIED: Ground.IDENTITY_NOT_SHOWN,
    RefusalReason.DECEASED: Ground.DECEASED,
    RefusalReason.NO_AUTHORITY: Ground.NO_MANDATE,
    RefusalReason.UNFOUNDED: Ground.UNFOUNDED,
    RefusalReason.EXCESSIVE: Ground.EXCESSIVE,
    RefusalReason.NOT_FROM_BASIS: Ground.NOT_FROM_BASIS,
    RefusalReason.OTHERS: Ground.RIGHTS_OF_OTHERS,
    RefusalReason.LEGAL_CLAIM: Ground.LEGAL_CLAIM,
    RefusalReason.LEGAL_DUTY: Ground.LEGAL_OBLIGATION,
    RefusalReason.SECTION_34: Ground.STATUTORY_LIMIT,
}
"""In which words a refusal of a request is told."""
