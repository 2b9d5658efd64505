"""Words of the register of processors and of where data go."""

from seloste.domain.notice import Text

WORDS: dict[str, Text] = {
    "nothing-sent": Text(
        fi=("Ohjelmaa ei ole asetettu lähettämään tietoja mihinkään muuhun koneeseen."),
        sv=(
            "Programmet är inte inställt på att sända uppgifter till någon "
            "annan maskin."
        ),
        en="The program is not set up to send data to any other machine.",
    ),
    "sends-out": Text(
        fi="Muita koneita, joita ohjelma on asetettu käyttämään: {count}.",
        sv="Andra maskiner som programmet är inställt på att använda: {count}.",
        en="Other machines that the program is set up to use: {count}.",
    ),
    "hosts-registered": Text(
        fi=(
            "Muut käytössä olevat koneet ({count}) ovat luetteloitujen "
            "käsittelijöiden, omia tai sen palvelun, jossa henkilö tunnistautuu."
        ),
        sv=(
            "De andra maskiner som används ({count}) hör till förtecknade biträden, "
            "är egna eller hör till den tjänst där personen identifierar sig."
        ),
        en=(
            "The other machines in use ({count}) are registered processors', one's "
            "own, or the service at which people identify themselves."
        ),
    ),
    "host-unregistered": Text(
        fi=(
            "Käytössä olevia koneita, jotka eivät ole kenenkään luetteloidun "
            "käsittelijän eivätkä omia: {count}."
        ),
        sv=(
            "Maskiner som används men varken hör till något förtecknat biträde eller "
            "är egna: {count}."
        ),
        en=(
            "Machines in use that are no registered processor's and not one's own: "
            "{count}."
        ),
    ),
    "own-host-unrecorded": Text(
        fi="Omiksi merkittyjä koneita, joista lokissa ei ole merkintää: {count}.",
        sv="Maskiner märkta som egna som saknas i loggen: {count}.",
        en="Machines marked as one's own that are not in the audit log: {count}.",
    ),
    "processors-registered": Text(
        fi=(
            "Jokaisesta selosteen käsittelijästä on luettelossa sopimus päivineen, "
            "suojatoimet ja tarkistuspäivä; käsittelijöitä: {count}."
        ),
        sv=(
            "För varje biträde i beskrivningen anger förteckningen avtal med datum, "
            "skyddsåtgärder och granskningsdag; biträden: {count}."
        ),
        en=(
            "Of every processor of the notice the register has the contract with its "
            "date, the safeguards and a review date; processors: {count}."
        ),
    ),
    "processor-unregistered": Text(
        fi="Selosteen käsittelijöitä, joita ei ole luettelossa: {count}.",
        sv="Biträden i beskrivningen som saknas i förteckningen: {count}.",
        en="Processors of the notice that are not in the register: {count}.",
    ),
    "processor-incomplete": Text(
        fi="Käsittelijöiden luettelosta puuttuvia tietoja: {count}.",
        sv="Uppgifter som saknas i förteckningen över biträden: {count}.",
        en="Facts missing from the register of processors: {count}.",
    ),
    "processor-review-overdue": Text(
        fi="Käsittelijöitä, joiden tarkistuspäivä on ohi: {count}.",
        sv="Biträden vars granskningsdag har passerat: {count}.",
        en="Processors whose review date has passed: {count}.",
    ),
    "processor-not-in-notice": Text(
        fi="Käsittelijöitä, joita voimassa oleva seloste ei mainitse: {count}.",
        sv="Biträden som den gällande beskrivningen inte nämner: {count}.",
        en="Processors that the notice in force does not mention: {count}.",
    ),
    "processor-unrecorded": Text(
        fi="Käsittelijöitä, joiden tiedot poikkeavat lokista: {count}.",
        sv="Biträden vars uppgifter avviker från loggen: {count}.",
        en="Processors whose entry differs from the audit log: {count}.",
    ),
    "processors-inside": Text(
        fi="Kaikki luetteloidut käsittelijät ({count}) toimivat ETA-alueella.",
        sv="Alla förtecknade biträden ({count}) verkar inom EES.",
        en="All registered processors ({count}) are in the EEA.",
    ),
    "transfers-founded": Text(
        fi=(
            "Jokaisella ETA-alueen ulkopuolisella käsittelijällä ({count}) on "
            "siirtoperuste, ja seloste sallii siirron."
        ),
        sv=(
            "Varje biträde utanför EES ({count}) har en grund för överföringen, och "
            "beskrivningen tillåter den."
        ),
        en=(
            "Every processor outside the EEA ({count}) has a ground for the transfer, "
            "and the notice allows it."
        ),
    ),
    "transfer-unfounded": Text(
        fi=(
            "Käsittelijöitä ETA-alueen ulkopuolella ilman siirtoperustetta tai "
            "selosteen vastaisesti: {count}."
        ),
        sv=(
            "Biträden utanför EES utan grund för överföringen eller i strid med "
            "beskrivningen: {count}."
        ),
        en=(
            "Processors outside the EEA without a ground for the transfer, or against "
            "the notice: {count}."
        ),
    ),
    "webhooks-named": Text(
        fi=(
            "Jokainen järjestelmä ({count}), jolle kerrotaan tapahtumista, on "
            "selosteessa nimetty tai oma."
        ),
        sv=(
            "Varje system ({count}) som får veta om händelser är namngivet i "
            "beskrivningen eller ens eget."
        ),
        en=(
            "Every system ({count}) that is told of events is named by the notice "
            "or one's own."
        ),
    ),
    "webhook-recipient-unnamed": Text(
        fi=(
            "Järjestelmiä, joille kerrotaan tapahtumista mutta joita voimassa oleva "
            "seloste ei nimeä: {count}."
        ),
        sv=(
            "System som får veta om händelser men som den gällande beskrivningen "
            "inte namnger: {count}."
        ),
        en=(
            "Systems that are told of events but not named by the notice in force: "
            "{count}."
        ),
    ),
    "safeguards-missing": Text(
        fi="Tietoja siirretään, mutta seloste ei nimeä siirron suojakeinoa.",
        sv="Uppgifter överförs men beskrivningen nämner ingen skyddsåtgärd.",
        en="Data are transferred, and the notice names no safeguard.",
    ),
}
