"""Words of evidence. Disclosures, restrictions, objections and decisions."""

from seloste.domain.notice import Text

WORDS: dict[str, Text] = {
    "disclosures-allowed": Text(
        fi="Luovutukset ({count}) menivät selosteen vastaanottajille ja tarkoituksiin.",
        sv="Utlämnanden ({count}) gick till beskrivningens mottagare och ändamål.",
        en="Disclosures ({count}) went to recipients of the notice for its purposes.",
    ),
    "disclosure-outside-notice": Text(
        fi="Luovutuksia muille tai muuhun kuin mitä seloste sallii: {count}.",
        sv="Utlämnanden till andra eller för annat än beskrivningen tillåter: {count}.",
        en="Disclosures to others or for other ends than the notice allows: {count}.",
    ),
    "disclosure-without-claim": Text(
        fi="Luovutuksia ilman voimassa ollutta vaadetta: {count}.",
        sv="Utlämnanden utan ett gällande anspråk: {count}.",
        en="Disclosures without a claim that stood: {count}.",
    ),
    "disclosure-without-request": Text(
        fi="Luovutuksia viranomaiselle ilman säädöstä tai pyyntöä: {count}.",
        sv="Utlämnanden till en myndighet utan författning eller begäran: {count}.",
        en="Disclosures to an authority without a statute or its request: {count}.",
    ),
    "disclosure-alone": Text(
        fi="Luovutuksia, jotka yksi ihminen valmisteli ja hyväksyi: {count}.",
        sv="Utlämnanden som en enda person förberedde och godkände: {count}.",
        en="Disclosures that one person prepared and approved: {count}.",
    ),
    "disclosure-unrecorded": Text(
        fi="Luovutuksia, jotka poikkeavat tapahtumalokista tai puuttuvat: {count}.",
        sv="Utlämnanden som avviker från händelseloggen eller saknas: {count}.",
        en="Disclosures that differ from the audit log or are missing: {count}.",
    ),
    "recipients-told": Text(
        fi="Vastaanottajille on ilmoitettu muutoksista, tai syy on kirjattu: {count}.",
        sv="Mottagarna har underrättats om ändringar, eller skälet noterats: {count}.",
        en="Recipients were told of changes, or the reason is noted: {count}.",
    ),
    "recipient-waiting": Text(
        fi="Vastaanottajia, joille ei ole vielä ilmoitettu: {count}.",
        sv="Mottagare som ännu inte har underrättats: {count}.",
        en="Recipients that have not been told yet: {count}.",
    ),
    "recipient-told-unrecorded": Text(
        fi="Ilmoituksia vastaanottajille ilman merkintää tai syytä: {count}.",
        sv="Underrättelser till mottagare utan anteckning eller skäl: {count}.",
        en="Notices to recipients without a record or a reason: {count}.",
    ),
    "restrictions-kept": Text(
        fi="Rajoitettua ({count}) on vain säilytetty ja käytetty vaateisiin.",
        sv="Det begränsade ({count}) har bara lagrats och använts för anspråk.",
        en="What is restricted ({count}) was only stored, and used for claims.",
    ),
    "restricted-read": Text(
        fi="Rajoitettuja kohteita avattu muuhun tarkoitukseen: {count}.",
        sv="Begränsade poster öppnade för ett annat ändamål: {count}.",
        en="Restricted items opened for another purpose: {count}.",
    ),
    "restriction-lifted-untold": Text(
        fi="Rajoituksia kumottu kertomatta siitä ajoissa etukäteen: {count}.",
        sv="Begränsningar hävda utan underrättelse i tid: {count}.",
        en="Restrictions lifted without telling in time beforehand: {count}.",
    ),
    "restriction-hold-released": Text(
        fi="Rajoituksia, joiden kohteet voisi hävittää: {count}.",
        sv="Begränsningar vars poster kunde förstöras: {count}.",
        en="Restrictions whose items could be destroyed: {count}.",
    ),
    "restriction-unrecorded": Text(
        fi="Rajoituksia, jotka poikkeavat tapahtumalokista tai puuttuvat: {count}.",
        sv="Begränsningar som avviker från händelseloggen eller saknas: {count}.",
        en="Restrictions that differ from the audit log or are missing: {count}.",
    ),
    "objections-kept": Text(
        fi="Vastustettuun tarkoitukseen ei ole käytetty mitään (vastustuksia {count}).",
        sv="Inget har använts för ett ändamål som någon invänt mot ({count}).",
        en="Nothing was used for a purpose somebody objected to (objections: {count}).",
    ),
    "withdrawals-kept": Text(
        fi="Peruutettuun suostumukseen ei ole enää nojattu (peruutuksia {count}).",
        sv="Inget har vilat på ett återkallat samtycke (återkallelser {count}).",
        en="Nothing rested on consent that was withdrawn (withdrawals: {count}).",
    ),
    "objected-used": Text(
        fi="Kohteita käytetty tarkoitukseen, jota on vastustettu: {count}.",
        sv="Poster använda för ett ändamål som någon invänt mot: {count}.",
        en="Items used for a purpose that was objected to: {count}.",
    ),
    "objected-listed": Text(
        fi="Soittolistoilla henkilöitä, jotka ovat vastustaneet sitä: {count}.",
        sv="Personer på ringlistor som har invänt mot det: {count}.",
        en="People on lists of calls who objected to that: {count}.",
    ),
    "objection-unrecorded": Text(
        fi="Vastustuksia, jotka poikkeavat tapahtumalokista tai puuttuvat: {count}.",
        sv="Invändningar som avviker från händelseloggen eller saknas: {count}.",
        en="Objections that differ from the audit log or are missing: {count}.",
    ),
    "erasures-done": Text(
        fi="Päätetyt poistot ({count}) on tehty, ja niistä on todistus.",
        sv="De beslutade raderingarna ({count}) är gjorda och har intyg.",
        en="The erasures decided ({count}) were done and have a certificate.",
    ),
    "erasure-undone": Text(
        fi="Poistettavaksi päätettyjä kohteita on yhä tallella: {count}.",
        sv="Poster som skulle raderas finns kvar: {count}.",
        en="Items that were to be erased are still there: {count}.",
    ),
    "erasure-left": Text(
        fi="Odottamaan jätettyjä poistoja, vaikka mikään ei enää pidätä: {count}.",
        sv="Raderingar som fick vänta trots att inget längre hindrar: {count}.",
        en="Erasures left waiting although nothing holds them any more: {count}.",
    ),
    "erasure-untold": Text(
        fi="Henkilöitä, joille ei ole kerrottu loppujen poistosta: {count}.",
        sv="Personer som inte fått veta att resten raderats: {count}.",
        en="People not yet told that the rest is erased: {count}.",
    ),
    "decision-alone": Text(
        fi="Päätöksiä, jotka olisivat vaatineet toisen hyväksynnän: {count}.",
        sv="Beslut som hade krävt en andra persons godkännande: {count}.",
        en="Decisions that lacked the second person they need: {count}.",
    ),
    "decision-unrecorded": Text(
        fi="Toteutettuja päätöksiä, joita ei ole tapahtumalokissa: {count}.",
        sv="Genomförda beslut som inte finns i händelseloggen: {count}.",
        en="Decisions carried out that are not in the audit log: {count}.",
    ),
    "corrections-stand": Text(
        fi="Oikaisut ({count}) ovat voimassa: vanha on poissa tai lausuma rinnalla.",
        sv="Rättelserna ({count}) står: det gamla är borta eller har ett utlåtande.",
        en="Corrections ({count}) stand: the old is gone or has its statement.",
    ),
    "correction-undone": Text(
        fi="Oikaisuja, joiden vanha versio on tallella tai lausuma puuttuu: {count}.",
        sv="Rättelser vars gamla version finns kvar eller utlåtande saknas: {count}.",
        en="Corrections whose old version is left or statement is missing: {count}.",
    ),
    "parts-forwarded": Text(
        fi="Asiakkaiden osuudet pyynnöistä on siirretty niille ajoissa: {count}.",
        sv="Kundernas delar av begäranden har vidarebefordrats i tid: {count}.",
        en="Clients' parts of requests were forwarded to them in time: {count}.",
    ),
    "part-not-forwarded": Text(
        fi="Asiakkaiden osuuksia, joita ei ole siirretty määräajassa: {count}.",
        sv="Kunders delar som inte vidarebefordrats i tid: {count}.",
        en="Clients' parts not forwarded in time: {count}.",
    ),
    "client-data-given": Text(
        fi="Asiakkaan lukuun säilytettyjä kohteita omassa vastauksessa: {count}.",
        sv="Poster som bevaras för en kund i ett eget svar: {count}.",
        en="Items kept for a client in an answer of our own: {count}.",
    ),
    "forwarding-unrecorded": Text(
        fi="Siirrettyjä osuuksia, joita ei ole tapahtumalokissa: {count}.",
        sv="Vidarebefordrade delar som inte finns i händelseloggen: {count}.",
        en="Forwarded parts that are not in the audit log: {count}.",
    ),
}
