"""Words of evidence. The requests of data subjects."""

from seloste.domain.notice import Text

WORDS: dict[str, Text] = {
    "rights-in-time": Text(
        fi="Pyyntöihin ({count}) on vastattu ajoissa, tai aikaa on jäljellä.",
        sv="Begärandena ({count}) har besvarats i tid, eller så finns det tid kvar.",
        en="Requests ({count}) were answered in time, or their time still runs.",
    ),
    "rights-late": Text(
        fi="Pyyntöjä, joihin ei ole vastattu määräajassa: {count}.",
        sv="Begäranden som inte har besvarats i tid: {count}.",
        en="Requests not answered in time: {count}.",
    ),
    "extension-unlawful": Text(
        fi="Pyyntöjä, joita jatkettiin myöhässä tai ilman perustetta: {count}.",
        sv="Begäranden vars tid förlängdes för sent eller utan skäl: {count}.",
        en="Requests extended too late or without a reason: {count}.",
    ),
    "request-unrecorded": Text(
        fi="Pyyntöjä, joiden vastaanottoa ei ole tapahtumalokissa: {count}.",
        sv="Begäranden vars mottagande inte finns i händelseloggen: {count}.",
        en="Requests whose receipt is not in the audit log: {count}.",
    ),
    "request-vanished": Text(
        fi="Vastaanotettuja pyyntöjä, jotka ovat kadonneet ennen aikaansa: {count}.",
        sv="Mottagna begäranden som har försvunnit före sin tid: {count}.",
        en="Received requests that have vanished before their time: {count}.",
    ),
    "releases-preceded": Text(
        fi="Luovutuksia ({count}) edelsi tunnistus, tarkistus ja hyväksyntä.",
        sv="Före utlämnande ({count}): identitet, granskning, godkännande.",
        en="Each release ({count}) came after identity, review and another's approval.",
    ),
    "release-not-preceded": Text(
        fi="Luovutuksia ilman tunnistusta, tarkistusta tai hyväksyntää: {count}.",
        sv="Utlämnanden utan identitet, granskning eller godkännande: {count}.",
        en="Releases without identity, review or another's approval: {count}.",
    ),
    "extension-untold": Text(
        fi="Jatkettuja pyyntöjä, joiden kirjettä kukaan ei ole saanut: {count}.",
        sv="Förlängda begäranden vars brev ingen har fått: {count}.",
        en="Extended requests whose letter nobody has got: {count}.",
    ),
    "request-hold-released": Text(
        fi="Avoimia pyyntöjä, joiden kattamia tietoja ei enää pidetä: {count}.",
        sv="Öppna begäranden vars uppgifter inte längre hålls kvar: {count}.",
        en="Open requests whose data are no longer held: {count}.",
    ),
    "request-words-left": Text(
        fi="Suljettuja pyyntöjä, joista on jäljellä muutakin kuin vähin: {count}.",
        sv="Avslutade begäranden av vilka mer än minimum finns kvar: {count}.",
        en="Closed requests of which more than the minimum is left: {count}.",
    ),
    "unconfirmed-left": Text(
        fi="Vahvistamattomia pyyntöjä, joiden olisi pitänyt raueta: {count}.",
        sv="Obekräftade begäranden som borde ha upphört: {count}.",
        en="Unconfirmed requests that should have ended: {count}.",
    ),
    "suggesting-runs": Text(
        fi="Saapuvista viesteistä etsitään rekisteröidyn pyyntöjä.",
        sv="Inkommande meddelanden granskas för begäranden.",
        en="What arrives is looked through for requests.",
    ),
    "suggesting-not-begun": Text(
        fi="Saapuvia viestejä ei ole vielä kertaakaan katsottu pyyntöjen varalta.",
        sv="Inkommande meddelanden har ännu inte granskats för begäranden.",
        en="What arrives has not been looked through for requests yet.",
    ),
    "suggesting-stopped": Text(
        fi="Saapuvia viestejä ei ole vuorokauteen katsottu pyyntöjen varalta.",
        sv="Inkommande meddelanden har inte granskats för begäranden på ett dygn.",
        en="What arrives has not been looked through for requests for a day.",
    ),
}
