"""Words of evidence. Retention, holds and proof of disposal."""

from seloste.domain.notice import Text

WORDS: dict[str, Text] = {
    "sweep-alive": Text(
        fi="Edellisestä hävityskierroksesta on alle tunti.",
        sv="Den senaste förstöringsomgången var för mindre än en timme sedan.",
        en="The sweep ran less than an hour ago.",
    ),
    "sweep-stopped": Text(
        fi="Hävityskierrokset ovat pysähtyneet: yhtään ei ole tehty tuntiin.",
        sv="Förstöringsomgångarna har stannat: ingen har körts på en timme.",
        en="The sweep has stopped: it has not run for an hour.",
    ),
    "sweep-not-yet": Text(
        fi="Hävityskierrosta ei ole tehty vielä kertaakaan.",
        sv="Ingen förstöringsomgång har ännu körts.",
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
        fi=(
            "Säilytettävistä ({count}) mikään ei ole myöhässä ilman hävittämiskieltoa."
        ),
        sv=("Av det som bevaras ({count}) är inget försenat utan att hållas kvar."),
        en="Of what is kept ({count}) nothing is overdue without a hold.",
    ),
    "overdue": Text(
        fi=(
            "Kohteita, jotka olisi pitänyt hävittää eikä mikään "
            "hävittämiskielto säilytä: {count}."
        ),
        sv="Objekt som borde ha förstörts och som inget håller kvar: {count}.",
        en=("Objects that should have been destroyed and that no hold keeps: {count}."),
    ),
    "brake-waiting": Text(
        fi=(
            "Poikkeuksellisen suuria hävittämisiä, jotka odottavat toisen "
            "henkilön hyväksyntää: {count}."
        ),
        sv=(
            "Ovanligt stora förstöringar som väntar på en andra persons "
            "godkännande: {count}."
        ),
        en=(
            "Unusually large disposals that wait for a second person's "
            "approval: {count}."
        ),
    ),
    "schedules-true": Text(
        fi=(
            "Jokaisen kohteen ({count}) hävityspäivä on täsmälleen se, jonka "
            "seloste antaa."
        ),
        sv=("Dagen för varje objekt ({count}) är exakt den som beskrivningen ger."),
        en=("The day of every object ({count}) is exactly the one the notice gives."),
    ),
    "schedule-later": Text(
        fi=("Kohteita, jotka säilytettäisiin kauemmin kuin seloste lupaa: {count}."),
        sv="Objekt som skulle bevaras längre än beskrivningen lovar: {count}.",
        en=("Objects that would be kept longer than the notice promises: {count}."),
    ),
    "schedule-earlier": Text(
        fi="Kohteita, jotka hävitettäisiin ennen kuin seloste lupaa: {count}.",
        sv=("Objekt som skulle förstöras tidigare än beskrivningen lovar: {count}."),
        en=(
            "Objects that would be destroyed earlier than the notice promises: {count}."
        ),
    ),
    "schedule-unfounded": Text(
        fi=(
            "Tietueita, joiden säilytysluokkaa tai alkuhetkeä seloste tai loki "
            "ei tunne: {count}."
        ),
        sv=(
            "Poster vars klass eller starttid beskrivningen eller loggen inte "
            "känner: {count}."
        ),
        en=(
            "Records whose class or beginning is not what the notice or the log "
            "says: {count}."
        ),
    ),
    "key-days-ended": Text(
        fi="Menneiden päivien avaimia ei ole; eläviä päiväavaimia: {count}.",
        sv=("Det finns inga nycklar för gångna dagar; levande dagnycklar: {count}."),
        en="No key of a past day is left; day keys alive: {count}.",
    ),
    "key-day-late": Text(
        fi="Menneitä päiviä, joiden avain on vielä elossa: {count}.",
        sv="Gångna dagar vars nyckel ännu lever: {count}.",
        en="Past days whose key is still alive: {count}.",
    ),
    "key-month-late": Text(
        fi=(
            "Kuukausia, joiden hakuavain on elossa, vaikka mitään haettavaa ei "
            "ole: {count}."
        ),
        sv="Månader vars söknyckel lever fast inget finns att söka: {count}.",
        en=("Months whose search key is alive with nothing left to search: {count}."),
    ),
    "no-strays": Text(
        fi="Kaikilla avaimilla ja tiedostoilla ({count}) on rivi.",
        sv="Alla nycklar och filer ({count}) har en rad.",
        en="All keys and blobs ({count}) have a row.",
    ),
    "stray": Text(
        fi="Avaimia tai tiedostoja, joilla ei ole riviä: {count}.",
        sv="Nycklar eller filer som saknar rad: {count}.",
        en="Keys or blobs that have no row: {count}.",
    ),
    "outlives-parent": Text(
        fi=(
            "Johdettuja kohteita, jotka eläisivät kauemmin kuin alkuperäinen: {count}."
        ),
        sv="Härledda objekt som skulle leva längre än sitt ursprung: {count}.",
        en=("Derived objects that would outlive what they were made from: {count}."),
    ),
    "certificates-hold": Text(
        fi=(
            "Hävittämistodistukset ({count}) vastaavat lokia, eikä mitään "
            "tuhottua ole missään varastossa."
        ),
        sv=(
            "Förstöringsintygen ({count}) stämmer med loggen, och inget "
            "förstört finns i något lager."
        ),
        en=(
            "The certificates ({count}) agree with the log, and nothing "
            "destroyed is in any store."
        ),
    ),
    "certificate-changed": Text(
        fi="Hävittämistodistuksia, jotka eivät vastaa lokia: {count}.",
        sv="Förstöringsintyg som inte stämmer med loggen: {count}.",
        en="Certificates that do not agree with the log: {count}.",
    ),
    "destroyed-yet-there": Text(
        fi=("Tuhotuiksi todistettuja kohteita, jotka ovat yhä olemassa: {count}."),
        sv="Objekt som intygats förstörda och finns kvar: {count}.",
        en="Objects certified as destroyed that are still there: {count}.",
    ),
    "destroyed-while-held": Text(
        fi=("Kohteita, jotka tuhottiin, vaikka hävittämiskielto säilytti ne: {count}."),
        sv="Objekt som förstördes fast de hölls kvar: {count}.",
        en="Objects destroyed while a hold kept them: {count}.",
    ),
    "gone-without-certificate": Text(
        fi=("Yhteydenottoja, jotka ovat poissa ilman hävittämistodistusta: {count}."),
        sv="Kontakter som är borta utan förstöringsintyg: {count}.",
        en="Contacts that are gone without a certificate: {count}.",
    ),
    "disposals-finished": Text(
        fi="Yksikään hävittäminen ei ole jäänyt kesken.",
        sv="Ingen förstöring har blivit på hälft.",
        en="No disposal was left unfinished.",
    ),
    "disposal-stuck": Text(
        fi="Hävittämisiä, jotka ovat olleet kesken yli vuorokauden: {count}.",
        sv="Förstöringar som har varit på hälft i över ett dygn: {count}.",
        en="Disposals unfinished for more than a day: {count}.",
    ),
    "holds-mandated": Text(
        fi=(
            "Jokainen voimassa oleva hävittämiskielto ({count}) perustuu "
            "selosteen lupaukseen."
        ),
        sv=(
            "Varje gällande förstöringsförbud ({count}) vilar på ett löfte i "
            "beskrivningen."
        ),
        en="Every hold in force ({count}) rests on a promise of the notice.",
    ),
    "hold-without-mandate": Text(
        fi="Hävittämiskieltoja ilman lupausta, joka sallisi ne: {count}.",
        sv="Förstöringsförbud utan ett löfte som tillåter dem: {count}.",
        en="Holds without a promise that allows them: {count}.",
    ),
    "hold-unrecorded": Text(
        fi="Hävittämiskieltoja, joita ei ole tapahtumalokissa: {count}.",
        sv="Förstöringsförbud som inte finns i händelseloggen: {count}.",
        en="Holds that are not in the audit log: {count}.",
    ),
    "hold-review-overdue": Text(
        fi=(
            "Hävittämiskieltoja, joiden tarpeellisuus olisi pitänyt jo "
            "tarkistaa: {count}."
        ),
        sv="Förstöringsförbud vars behov redan borde ha granskats: {count}.",
        en="Holds whose need should have been looked at by now: {count}.",
    ),
    "held-item-gone": Text(
        fi="Hävittämiskiellon alaisia kohteita, jotka ovat poissa: {count}.",
        sv="Objekt som hålls kvar och är borta: {count}.",
        en="Held objects that are gone: {count}.",
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
        fi="Avainten varmuuskopioista ({count}) mikään ei ole yli-ikäinen.",
        sv="Av säkerhetskopiorna av nycklar ({count}) är ingen för gammal.",
        en="Of the backups of keys ({count}) none is too old.",
    ),
    "key-backup-late": Text(
        fi=(
            "Avainten varmuuskopioita, jotka olisi pitänyt tuhota, joten "
            "tuhottu voisi palata: {count}."
        ),
        sv=(
            "Säkerhetskopior av nycklar som borde ha förstörts, så att det "
            "förstörda kunde återkomma: {count}."
        ),
        en=(
            "Backups of keys that should be destroyed by now, so that what was "
            "destroyed could come back: {count}."
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
