"""Words of evidence. Tasks, feedback and complaints."""

from seloste.domain.notice import Text

WORDS: dict[str, Text] = {
    "complaints-with-handlers": Text(
        fi="Reklamaatiot ({count}) ovat vain niitä käsittelevillä.",
        sv="Reklamationerna ({count}) är bara hos dem som hanterar dem.",
        en="Complaints ({count}) are only with those who handle them.",
    ),
    "complaint-outside-its-queue": Text(
        fi="Reklamaatioita jonossa, joka ei käsittele reklamaatioita: {count}.",
        sv="Reklamationer i en kö som inte hanterar reklamationer: {count}.",
        en="Complaints in a queue that does not handle complaints: {count}.",
    ),
    "work-read-foreign": Text(
        fi="Töiden lukemisia muuhun tarkoitukseen tai muussa roolissa: {count}.",
        sv="Läsningar av ärenden för annat ändamål eller i annan roll: {count}.",
        en="Readings of work for a purpose or in a role it does not serve: {count}.",
    ),
    "assignments-open": Text(
        fi="Jokainen annettu työ ja jonon jäsenyys ({count}) on tapahtumalokissa.",
        sv="Varje tilldelat ärende och medlemskap i en kö ({count}) finns i loggen.",
        en="All work given and all members of queues ({count}) are in the log.",
    ),
    "assigned-unrecorded": Text(
        fi="Töitä, joiden antamista ei ole tapahtumalokissa: {count}.",
        sv="Ärenden vars tilldelning inte finns i händelseloggen: {count}.",
        en="Work whose being given is not in the audit log: {count}.",
    ),
    "queue-member-unrecorded": Text(
        fi="Jonojen jäseniä, joiden liittymistä ei ole tapahtumalokissa: {count}.",
        sv="Medlemmar i köer vars tillträde inte finns i händelseloggen: {count}.",
        en="Members of queues whose joining is not in the audit log: {count}.",
    ),
    "work-holds-links": Text(
        fi="Avoimet työt ({count}) pitävät vain sen, mitä niihin on liitetty.",
        sv="Öppna ärenden ({count}) bevarar bara det som är kopplat till dem.",
        en="Open work ({count}) holds only what is linked to it.",
    ),
    "work-holds-more": Text(
        fi="Avoimia töitä, jotka pitävät muutakin kuin niihin liitetyn: {count}.",
        sv="Öppna ärenden som bevarar mer än det som är kopplat: {count}.",
        en="Open work that holds more than what is linked to it: {count}.",
    ),
    "work-holds-less": Text(
        fi="Avoimia töitä, jotka eivät pidä kaikkea niihin liitettyä: {count}.",
        sv="Öppna ärenden som inte bevarar allt som är kopplat: {count}.",
        en="Open work that does not hold all that is linked to it: {count}.",
    ),
    "work-hold-left": Text(
        fi="Päättyneitä töitä, joiden hävittämiskielto on yhä voimassa: {count}.",
        sv="Avslutade ärenden vars förstöringsförbud ännu gäller: {count}.",
        en="Ended work whose hold still stands: {count}.",
    ),
}
