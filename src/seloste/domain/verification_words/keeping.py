"""Words of evidence. Retention, holds and proof of disposal."""

from seloste.domain.notice import Text

WORDS: dict[str, Text] = {
    "sweep-alive": Text(
        fi="Hävittäminen kävi viimeksi alle tunti sitten.",
        sv="Förstöringen kördes senast för mindre än en timme sedan.",
        en="The sweep ran less than an hour ago.",
    ),
    "sweep-stopped": Text(
        fi="Hävittäminen on pysähtynyt: se ei ole käynyt tuntiin.",
        sv="Förstöringen har stannat: den har inte körts på en timme.",
        en="The sweep has stopped: it has not run for an hour.",
    ),
    "sweep-not-yet": Text(
        fi="Hävittäminen ei ole käynyt vielä kertaakaan.",
        sv="Förstöringen har ännu inte körts en enda gång.",
        en="The sweep has not run yet.",
    ),
    "clock-trusted": Text(
        fi="Ajasta, jonka mukaan hävitetään, ei ole epäilystä.",
        sv="Inget tvivel råder om tiden som förstöringen följer.",
        en="No doubt stands about the time by which things are destroyed.",
    ),
    "clock-doubted": Text(
        fi="Kelloon ei juuri nyt luoteta, ja hävittäminen odottaa.",
        sv="Klockan betvivlas just nu och förstöringen väntar.",
        en="The clock is doubted at the moment, and disposal waits.",
    ),
    "clock-paused": Text(
        fi="Kelloon ei ole luotettu vuorokauteen, eikä mitään hävitetä.",
        sv="Klockan har betvivlats ett dygn, och inget förstörs.",
        en="The clock has been doubted for a day, and nothing is destroyed.",
    ),
    "nothing-overdue": Text(
        fi="Yksikään {count} kohteesta ei ole myöhässä ilman pitoa.",
        sv="Inget av {count} objekt är försenat utan att hållas kvar.",
        en="None of {count} objects is overdue without a hold.",
    ),
    "overdue": Text(
        fi=("{count} kohdetta olisi pitänyt hävittää eikä mikään pito säilytä niitä."),
        sv="{count} objekt borde ha förstörts och inget håller dem kvar.",
        en=("{count} objects should have been destroyed, and no hold keeps them."),
    ),
    "brake-waiting": Text(
        fi=(
            "{count} poikkeuksellisen suurta hävittämistä odottaa toisen "
            "henkilön hyväksyntää."
        ),
        sv=(
            "{count} ovanligt stora förstöringar väntar på en andra persons "
            "godkännande."
        ),
        en=("{count} unusually large disposals wait for a second person's approval."),
    ),
    "schedules-true": Text(
        fi=("{count} kohteen hävityspäivä on täsmälleen se, jonka seloste antaa."),
        sv="Dagen för {count} objekt är exakt den som beskrivningen ger.",
        en="The day of {count} objects is exactly the one the notice gives.",
    ),
    "schedule-later": Text(
        fi="{count} kohdetta säilytettäisiin kauemmin kuin seloste lupaa.",
        sv="{count} objekt skulle bevaras längre än beskrivningen lovar.",
        en="{count} objects would be kept longer than the notice promises.",
    ),
    "schedule-earlier": Text(
        fi="{count} kohdetta hävitettäisiin ennen kuin seloste lupaa.",
        sv="{count} objekt skulle förstöras tidigare än beskrivningen lovar.",
        en=("{count} objects would be destroyed earlier than the notice promises."),
    ),
    "schedule-unfounded": Text(
        fi=(
            "{count} kohteen säilytysluokkaa tai alkuhetkeä seloste tai loki ei tunne."
        ),
        sv=(
            "Klassen eller starttiden för {count} objekt är okänd för "
            "beskrivningen eller loggen."
        ),
        en=(
            "The class or the beginning of {count} objects is not what the "
            "notice or the log says."
        ),
    ),
    "key-days-ended": Text(
        fi=(
            "Menneiden päivien avaimia ei ole; {count} tulevaa päiväavainta on elossa."
        ),
        sv="Det finns inga nycklar för gångna dagar; {count} dagnycklar lever.",
        en="No key of a past day is left; {count} day keys are alive.",
    ),
    "key-day-late": Text(
        fi="{count} menneen päivän avain on vielä elossa.",
        sv="Nyckeln för {count} gångna dagar lever ännu.",
        en="The keys of {count} past days are still alive.",
    ),
    "key-month-late": Text(
        fi=("{count} kuukauden hakuavain on elossa, vaikka mitään haettavaa ei ole."),
        sv="Söknyckeln för {count} månader lever fast inget finns att söka.",
        en=("The search keys of {count} months are alive with nothing left to search."),
    ),
    "no-strays": Text(
        fi="Kaikilla {count} avaimella ja tiedostolla on rivi.",
        sv="Alla {count} nycklar och filer har en rad.",
        en="Each of {count} keys and blobs has a row.",
    ),
    "stray": Text(
        fi="{count} avaimella tai tiedostolla ei ole riviä.",
        sv="{count} nycklar eller filer saknar rad.",
        en="{count} keys or blobs have no row.",
    ),
    "outlives-parent": Text(
        fi="{count} johdettua kohdetta eläisi kauemmin kuin alkuperäinen.",
        sv="{count} härledda objekt skulle leva längre än sitt ursprung.",
        en="{count} derived objects would outlive what they were made from.",
    ),
    "certificates-hold": Text(
        fi=(
            "{count} todistusta vastaa lokia, eikä mitään tuhottua ole missään "
            "varastossa."
        ),
        sv=(
            "{count} intyg stämmer med loggen, och inget förstört finns i något lager."
        ),
        en=(
            "{count} certificates agree with the log, and nothing destroyed is "
            "in any store."
        ),
    ),
    "certificate-changed": Text(
        fi="{count} todistusta ei vastaa lokia.",
        sv="{count} intyg stämmer inte med loggen.",
        en="{count} certificates do not agree with the log.",
    ),
    "destroyed-yet-there": Text(
        fi="{count} todistuksella tuhotuksi sanottua kohdetta on yhä olemassa.",
        sv="{count} objekt som intygats förstörda finns kvar.",
        en="{count} objects certified as destroyed are still there.",
    ),
    "destroyed-while-held": Text(
        fi="{count} kohdetta tuhottiin, vaikka pito säilytti ne.",
        sv="{count} objekt förstördes fast de hölls kvar.",
        en="{count} objects were destroyed while a hold kept them.",
    ),
    "gone-without-certificate": Text(
        fi="{count} yhteydenottoa on poissa ilman todistusta.",
        sv="{count} kontakter är borta utan intyg.",
        en="{count} contacts are gone without a certificate.",
    ),
    "disposals-finished": Text(
        fi="Yksikään hävittäminen ei ole jäänyt kesken.",
        sv="Ingen förstöring har blivit på hälft.",
        en="No disposal was left unfinished.",
    ),
    "disposal-stuck": Text(
        fi="{count} hävittämistä on ollut kesken yli vuorokauden.",
        sv="{count} förstöringar har varit på hälft i över ett dygn.",
        en="{count} disposals have been unfinished for more than a day.",
    ),
    "holds-mandated": Text(
        fi=(
            "{count} voimassa olevaa pitoa perustuu selosteen lupaukseen ja on lokissa."
        ),
        sv=(
            "{count} gällande hållningar vilar på ett löfte i beskrivningen och "
            "finns i loggen."
        ),
        en=(
            "{count} holds in force rest on a promise of the notice and are in the log."
        ),
    ),
    "hold-without-mandate": Text(
        fi="{count} pidolla ei ole lupausta, joka sen sallisi.",
        sv="{count} hållningar saknar ett löfte som tillåter dem.",
        en="{count} holds have no promise that allows them.",
    ),
    "hold-unrecorded": Text(
        fi="{count} pitoa ei ole tapahtumalokissa.",
        sv="{count} hållningar finns inte i händelseloggen.",
        en="{count} holds are not in the audit log.",
    ),
    "hold-review-overdue": Text(
        fi="{count} pidon tarpeellisuus olisi pitänyt jo tarkistaa.",
        sv="Behovet av {count} hållningar borde redan ha granskats.",
        en="The need for {count} holds should have been looked at by now.",
    ),
    "held-item-gone": Text(
        fi="{count} pidossa olevaa kohdetta on poissa.",
        sv="{count} objekt som hålls kvar är borta.",
        en="{count} held objects are gone.",
    ),
    "backups-not-built": Text(
        fi="Varmuuskopiointia ei ole otettu käyttöön.",
        sv="Säkerhetskopiering har inte tagits i bruk.",
        en="No backup is set up.",
    ),
    "backup-fresh": Text(
        fi="Viimeisin varmuuskopio on alle kaksi vuorokautta vanha.",
        sv="Den senaste säkerhetskopian är mindre än två dygn gammal.",
        en="The latest backup is less than two days old.",
    ),
    "backup-old": Text(
        fi="Viimeisin varmuuskopio on yli kaksi vuorokautta vanha.",
        sv="Den senaste säkerhetskopian är äldre än två dygn.",
        en="The latest backup is more than two days old.",
    ),
    "key-backups-expire": Text(
        fi=(
            "{count} avainten varmuuskopiota on olemassa, eikä yksikään ole "
            "yli-ikäinen."
        ),
        sv="{count} säkerhetskopior av nycklar finns, och ingen är för gammal.",
        en="{count} backups of keys exist, and none is too old.",
    ),
    "key-backup-late": Text(
        fi=(
            "{count} avainten varmuuskopiota olisi pitänyt tuhota, joten "
            "tuhottu voisi palata."
        ),
        sv=(
            "{count} säkerhetskopior av nycklar borde ha förstörts; det "
            "förstörda kunde återkomma."
        ),
        en=(
            "{count} backups of keys should be destroyed by now: what was "
            "destroyed could come back."
        ),
    ),
    "backup-keys-missing": Text(
        fi=("Avaimista ei ole varmuuskopiota, joten tietojen kopiota ei voisi lukea."),
        sv=(
            "Det finns ingen säkerhetskopia av nycklarna; kopian av data kunde "
            "inte läsas."
        ),
        en=("There is no backup of the keys: a backup of the data could not be read."),
    ),
}
