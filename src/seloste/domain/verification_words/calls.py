"""Words of evidence. Announcements, refusals, controllers and sources."""

from seloste.domain.notice import Text

WORDS: dict[str, Text] = {
    "announcement-shown": Text(
        fi=(
            "{count} tallennetussa puhelussa tallennuksesta kerrottiin ennen sen alkua."
        ),
        sv=("I {count} inspelade samtal meddelades inspelningen innan den började."),
        en=("In {count} recorded calls the recording was told of before it began."),
    ),
    "announcement-attested": Text(
        fi=(
            "{count} tallennetussa puhelussa ilmoitus perustuu lähdettä "
            "koskevaan päivättyyn lausuntoon."
        ),
        sv=(
            "I {count} inspelade samtal vilar meddelandet på en daterad utsaga "
            "om källan."
        ),
        en=(
            "In {count} recorded calls the announcement rests on a dated "
            "statement about the source."
        ),
    ),
    "announcement-missing": Text(
        fi=(
            "{count} tallennetusta puhelusta puuttuu näyttö siitä, että "
            "tallennuksesta kerrottiin ensin."
        ),
        sv=(
            "I {count} inspelade samtal saknas bevis på att inspelningen först "
            "meddelades."
        ),
        en=(
            "In {count} recorded calls nothing shows that the recording was "
            "told of first."
        ),
    ),
    "announcement-unfounded": Text(
        fi="{count} puhelussa vedottu lausunto puuttuu tapahtumalokista.",
        sv="Utsagan som {count} samtal vilar på saknas i händelseloggen.",
        en="The statement on which {count} calls rest is not in the audit log.",
    ),
    "recording-not-promised": Text(
        fi=(
            "{count} tallennetta on kanavassa, jonka tallentamisesta seloste ei kerro."
        ),
        sv=(
            "{count} inspelningar finns i en kanal vars inspelning "
            "beskrivningen inte nämner."
        ),
        en=("{count} recordings are in a channel the notice does not say is recorded."),
    ),
    "alternatives-named": Text(
        fi="Seloste nimeää {count} muuta palvelukanavaa.",
        sv="Beskrivningen nämner {count} andra servicekanaler.",
        en="The notice names {count} other ways to be served.",
    ),
    "alternatives-missing": Text(
        fi="Seloste ei nimeä muita palvelukanavia.",
        sv="Beskrivningen nämner inga andra servicekanaler.",
        en="The notice names no other way to be served.",
    ),
    "refused-not-recorded": Text(
        fi=(
            "Tallennuksesta kieltäydyttiin {count} puhelussa, eikä niistä ole "
            "tallennetta."
        ),
        sv=(
            "Inspelningen avböjdes i {count} samtal, och av dem finns ingen inspelning."
        ),
        en=("The recording was refused in {count} calls, and of them there is none."),
    ),
    "refused-recorded": Text(
        fi="{count} tallennetta on olemassa, vaikka soittaja kieltäytyi.",
        sv="{count} inspelningar finns fast den som ringde avböjde.",
        en="{count} recordings exist although the caller refused.",
    ),
    "controllers-known": Text(
        fi="{count} yhteydenotolla on selosteen nimeämä rekisterinpitäjä.",
        sv=(
            "{count} kontakter har en personuppgiftsansvarig som beskrivningen nämner."
        ),
        en="{count} contacts have a controller that the notice names.",
    ),
    "controller-missing": Text(
        fi="{count} yhteydenoton rekisterinpitäjää seloste ei nimeä.",
        sv=(
            "För {count} kontakter nämner beskrivningen inte den "
            "personuppgiftsansvarige."
        ),
        en="{count} contacts have no controller that the notice names.",
    ),
    "addresses-mapped": Text(
        fi=(
            "{count} linjaa tai postilaatikkoa johtaa kukin täsmälleen yhteen "
            "rekisterinpitäjään."
        ),
        sv=(
            "{count} linjer eller brevlådor leder var och en till exakt en "
            "personuppgiftsansvarig."
        ),
        en="{count} lines or mailboxes lead to exactly one controller each.",
    ),
    "source-unmapped": Text(
        fi="{count} lähteen osoite ei johda kehenkään rekisterinpitäjään.",
        sv=(
            "Adressen för {count} källor leder inte till någon personuppgiftsansvarig."
        ),
        en="The address of {count} sources leads to no controller.",
    ),
    "processor-slice": Text(
        fi=(
            "{count} yhteydenottoa on merkitty käsittelijänä säilytettäviksi ja "
            "erotettu muista."
        ),
        sv=(
            "{count} kontakter bevaras i egenskap av personuppgiftsbiträde och "
            "är åtskilda."
        ),
        en="{count} contacts are kept as a processor and are told apart.",
    ),
    "processor-outside": Text(
        fi=(
            "{count} yhteydenottoa säilytetään käsittelijänä, vaikka seloste ei "
            "sitä kerro."
        ),
        sv=("{count} kontakter bevaras som biträde fast beskrivningen inte säger det."),
        en=(
            "{count} contacts are kept as a processor although the notice does "
            "not say so."
        ),
    ),
    "processor-requests-not-built": Text(
        fi=(
            "Pyynnön välittäminen sille, jonka lukuun käsitellään, rakennetaan "
            "myöhemmin."
        ),
        sv=(
            "Att föra en begäran vidare till den för vars räkning man behandlar "
            "byggs senare."
        ),
        en="Passing a request on to the controller concerned is built later.",
    ),
    "sources-registered": Text(
        fi=(
            "{count} yhteydenottoa on tullut lokiin kirjatusta, tälle "
            "rekisterille rekisteröidystä lähteestä."
        ),
        sv=(
            "{count} kontakter har kommit från en källa som är registrerad för "
            "detta register och finns i loggen."
        ),
        en=(
            "{count} contacts came from a source that is registered for this "
            "register and in the log."
        ),
    ),
    "source-unregistered": Text(
        fi=(
            "{count} yhteydenoton lähdettä ei ole rekisteröity tälle "
            "rekisterille tai kirjattu lokiin."
        ),
        sv=(
            "Källan till {count} kontakter är inte registrerad för detta "
            "register eller saknas i loggen."
        ),
        en=(
            "The source of {count} contacts is not registered for this "
            "register, or not in the log."
        ),
    ),
    "outbound-origin-not-kept": Text(
        fi=(
            "{count} lähtevästä yhteydenotosta ei ole tallessa, mistä "
            "rekisteristä tiedot saatiin."
        ),
        sv=(
            "För {count} utgående kontakter sparas inte från vilket register "
            "uppgifterna kom."
        ),
        en=(
            "For {count} outbound contacts it is not kept from which register "
            "the data came."
        ),
    ),
    "article-14-not-built": Text(
        fi=(
            "Muualta saatujen tietojen kertominen henkilölle (14 artikla) "
            "rakennetaan myöhemmin."
        ),
        sv=(
            "Att informera om uppgifter som fåtts från annat håll (artikel 14) "
            "byggs senare."
        ),
        en=(
            "Telling people about data obtained from elsewhere (Art. 14) is "
            "built later."
        ),
    ),
}
