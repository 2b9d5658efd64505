"""Words of evidence. Announcements, refusals, controllers and sources."""

from seloste.domain.notice import Text

WORDS: dict[str, Text] = {
    "announcement-shown": Text(
        fi=(
            "Puheluita, joiden lähde osoittaa tallennuksesta kerrotun ennen sen "
            "alkua: {count}."
        ),
        sv=(
            "Samtal vars källa visar att inspelningen meddelades innan den "
            "började: {count}."
        ),
        en=(
            "Calls whose source shows that the recording was told of before it "
            "began: {count}."
        ),
    ),
    "announcement-attested": Text(
        fi=(
            "Puheluita, joiden ilmoitus perustuu lähdettä koskevaan päivättyyn "
            "lausuntoon: {count}."
        ),
        sv=("Samtal vars meddelande vilar på en daterad utsaga om källan: {count}."),
        en=(
            "Calls whose announcement rests on a dated statement about their "
            "source: {count}."
        ),
    ),
    "announcement-missing": Text(
        fi=(
            "Tallennettuja puheluita, joista puuttuu näyttö siitä, että "
            "tallennuksesta kerrottiin ensin: {count}."
        ),
        sv=(
            "Inspelade samtal utan bevis på att inspelningen först meddelades: {count}."
        ),
        en=(
            "Recorded calls of which nothing shows that the recording was told "
            "of first: {count}."
        ),
    ),
    "announcement-unfounded": Text(
        fi=(
            "Puheluita, joiden perustana oleva lausunto puuttuu "
            "tapahtumalokista: {count}."
        ),
        sv=("Samtal som vilar på en utsaga som saknas i händelseloggen: {count}."),
        en=("Calls that rest on a statement the audit log does not have: {count}."),
    ),
    "recording-not-promised": Text(
        fi=("Tallenteita kanavassa, jonka tallentamisesta seloste ei kerro: {count}."),
        sv=(
            "Inspelningar i en kanal vars inspelning beskrivningen inte nämner: "
            "{count}."
        ),
        en=("Recordings in a channel the notice does not say is recorded: {count}."),
    ),
    "alternatives-named": Text(
        fi="Selosteen nimeämiä muita palvelukanavia: {count}.",
        sv="Andra servicekanaler som beskrivningen nämner: {count}.",
        en="Other ways to be served that the notice names: {count}.",
    ),
    "alternatives-missing": Text(
        fi="Seloste ei nimeä muita palvelukanavia.",
        sv="Beskrivningen nämner inga andra servicekanaler.",
        en="The notice names no other way to be served.",
    ),
    "refusals-answered": Text(
        fi="Vaihteen ilmoittamia kieltoja, joihin vastattiin muilla tavoilla: {count}.",
        sv="Rapporterade avböjanden som besvarades med andra sätt: {count}.",
        en="Reported refusals that were answered with the other ways: {count}.",
    ),
    "refusal-unanswered": Text(
        fi="Vaihteen ilmoittamia kieltoja, joihin ei vastattu: {count}.",
        sv="Rapporterade avböjanden som inte besvarades: {count}.",
        en="Reported refusals that were not answered: {count}.",
    ),
    "refused-not-recorded": Text(
        fi=(
            "Puheluista, joissa tallennuksesta kieltäydyttiin ({count}), ei ole "
            "tallenteita."
        ),
        sv=("Av samtal där inspelningen avböjdes ({count}) finns ingen inspelning."),
        en=("Of the calls in which the recording was refused ({count}) there is none."),
    ),
    "refused-recorded": Text(
        fi="Tallenteita, joista soittaja kieltäytyi: {count}.",
        sv="Inspelningar som den som ringde avböjde: {count}.",
        en="Recordings the caller had refused: {count}.",
    ),
    "controllers-known": Text(
        fi=(
            "Selosteessa nimetty rekisterinpitäjä on jokaisella yhteydenotolla "
            "({count})."
        ),
        sv=(
            "Varje kontakt ({count}) har en personuppgiftsansvarig som "
            "beskrivningen nämner."
        ),
        en="Every contact ({count}) has a controller that the notice names.",
    ),
    "controller-missing": Text(
        fi=("Yhteydenottoja, joiden rekisterinpitäjää seloste ei nimeä: {count}."),
        sv=(
            "Kontakter vars personuppgiftsansvarige beskrivningen inte nämner: {count}."
        ),
        en="Contacts without a controller that the notice names: {count}.",
    ),
    "addresses-mapped": Text(
        fi=(
            "Jokainen selosteen linja ja postilaatikko ({count}) johtaa yhteen "
            "rekisterinpitäjään."
        ),
        sv=(
            "Varje linje och brevlåda i beskrivningen ({count}) leder till en "
            "personuppgiftsansvarig."
        ),
        en=("Every line and mailbox of the notice ({count}) leads to one controller."),
    ),
    "source-unmapped": Text(
        fi=("Lähteitä, joiden osoite ei johda kehenkään rekisterinpitäjään: {count}."),
        sv=(
            "Källor vars adress inte leder till någon personuppgiftsansvarig: {count}."
        ),
        en="Sources whose address leads to no controller: {count}.",
    ),
    "processor-slice": Text(
        fi=("Käsittelijänä säilytettävät yhteydenotot ({count}) on erotettu muista."),
        sv=(
            "Kontakter som bevaras som personuppgiftsbiträde ({count}) är "
            "åtskilda från andra."
        ),
        en=("Contacts kept as a processor ({count}) are told apart from the others."),
    ),
    "processor-outside": Text(
        fi=(
            "Käsittelijänä säilytettäviä yhteydenottoja, joista seloste ei "
            "kerro: {count}."
        ),
        sv=(
            "Kontakter som bevaras som biträde utan att beskrivningen säger "
            "det: {count}."
        ),
        en=(
            "Contacts kept as a processor although the notice does not say so: {count}."
        ),
    ),
    "sources-registered": Text(
        fi=(
            "Jokainen yhteydenotto ({count}) on tullut tälle rekisterille "
            "rekisteröidystä ja lokiin kirjatusta lähteestä."
        ),
        sv=(
            "Varje kontakt ({count}) har kommit från en källa som är "
            "registrerad för detta register och finns i loggen."
        ),
        en=(
            "Every contact ({count}) came from a source that is registered for "
            "this register and in the log."
        ),
    ),
    "source-unregistered": Text(
        fi=(
            "Yhteydenottoja, joiden lähdettä ei ole rekisteröity tälle "
            "rekisterille tai kirjattu lokiin: {count}."
        ),
        sv=(
            "Kontakter vars källa inte är registrerad för detta register eller "
            "saknas i loggen: {count}."
        ),
        en=(
            "Contacts whose source is not registered for this register, or not "
            "in the log: {count}."
        ),
    ),
    "outbound-origin-not-kept": Text(
        fi=(
            "Lähteviä yhteydenottoja, joista ei ole tallessa, mistä "
            "rekisteristä tiedot saatiin: {count}."
        ),
        sv=(
            "Utgående kontakter för vilka det inte sparas från vilket register "
            "uppgifterna kom: {count}."
        ),
        en=(
            "Outbound contacts of which it is not kept from which register the "
            "data came: {count}."
        ),
    ),
    "article-14-of-others": Text(
        fi=(
            "Että muun tahon nimeämille henkilöille kerrotaan tietojen lähde "
            "(14 artikla), tietävät vain ihmiset."
        ),
        sv=(
            "Att personer som någon annan har namngett får veta varifrån "
            "uppgifterna kom (artikel 14) vet bara människor."
        ),
        en=(
            "That people named by somebody else are told where the data came "
            "from (Art. 14) only people know."
        ),
    ),
    "call-lists-founded": Text(
        fi="Soittolistat, joilla on selosteessa nimetty lähde: {count}.",
        sv="Ringlistor med en källa som nämns i beskrivningen: {count}.",
        en="Call lists with a source that the notice names: {count}.",
    ),
    "call-list-unfounded": Text(
        fi="Soittolistat, joiden lähdettä seloste ei nimeä: {count}.",
        sv="Ringlistor vars källa inte nämns i beskrivningen: {count}.",
        en="Call lists whose source the notice does not name: {count}.",
    ),
    "callees-untold": Text(
        fi=(
            "Soittolistat, joilla on henkilöitä, joille ei kerrottu ajoissa, "
            "mistä tiedot saatiin (14 artikla): {count}."
        ),
        sv=(
            "Ringlistor med personer som inte i tid fick veta varifrån "
            "uppgifterna kom (artikel 14): {count}."
        ),
        en=(
            "Call lists with people who were not told in time where the data "
            "came from (Art. 14): {count}."
        ),
    ),
}
