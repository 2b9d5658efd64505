"""The words of a transcript that is given to the person."""

from collections.abc import Mapping

from seloste.domain.notice import Text
from seloste.domain.staff import Role

TITLE = Text(
    fi="Puhelun litterointi",
    sv="Transkription av ett samtal",
    en="Transcript of a call",
)
ABOUT = Text(fi="Tallenne ja litterointi", sv="Inspelningen", en="The recording")
SAID = Text(fi="Mitä sanottiin", sv="Vad som sades", en="What was said")
CALL = Text(fi="Puhelu: {at}", sv="Samtal: {at}", en="Call: {at}")
LENGTH = Text(fi="Kesto: {length}", sv="Längd: {length}", en="Length: {length}")
SPEAKERS = Text(
    fi="Puhujat: {speakers}", sv="Talare: {speakers}", en="Speakers: {speakers}"
)
WHOLE = Text(
    fi="Puhelu on kirjoitettu sanasta sanaan ja kokonaan. Kaksi ihmistä on verrannut "
    "sanoja ääneen.",
    sv="Samtalet är utskrivet ord för ord och i sin helhet. Två människor har jämfört "
    "orden med ljudet.",
    en="The call is written out word for word and whole. Two people have compared the "
    "words with the sound.",
)
CHECKED = Text(
    fi="Tarkistanut: {role} {at}",
    sv="Kontrollerad av: {role} {at}",
    en="Checked by: {role} {at}",
)
CERTIFIED = Text(
    fi="Vahvistanut: {role} {at}",
    sv="Bestyrkt av: {role} {at}",
    en="Certified by: {role} {at}",
)
HASH = Text(
    fi="Tallenteen SHA-256: {sha256}",
    sv="Inspelningens SHA-256: {sha256}",
    en="SHA-256 of the recording: {sha256}",
)
NUMBER = Text(
    fi="Tallenteen numero: {number}",
    sv="Inspelningens nummer: {number}",
    en="Number of the recording: {number}",
)
GAP = Text(
    fi="Ei tallennettu: {start}–{end}",
    sv="Inte inspelat: {start}–{end}",
    en="Not recorded: {start}–{end}",
)
UNCLEAR = Text(fi="[epäselvää]", sv="[ohörbart]", en="[unclear]")
NO_SPEECH = Text(fi="[ei puhetta]", sv="[inget tal]", en="[no speech]")
LEGEND_UNCLEAR = Text(
    fi="{mark}: puhetta, josta ei saa selvää.",
    sv="{mark}: tal som ingen kan uppfatta.",
    en="{mark}: speech that nobody can make out.",
)
LEGEND_NO_SPEECH = Text(
    fi="{mark}: ääni, joka ei ole puhetta.",
    sv="{mark}: ett ljud som inte är tal.",
    en="{mark}: a sound that is no speech.",
)
LEGEND_TIMES = Text(
    fi="Ajat ovat minuutteja ja sekunteja tallenteen alusta.",
    sv="Tiderna är minuter och sekunder från inspelningens början.",
    en="Times are minutes and seconds from the beginning of the recording.",
)
LEGEND_HIDDEN = Text(
    fi="Muut hakasulkeissa olevat sanat ovat peitetyn tiedon paikalla.",
    sv="Andra ord inom hakparentes står för något som är dolt.",
    en="Other words in square brackets stand for something that is hidden.",
)
ROLES: Mapping[Role, Text] = {
    Role.AGENT: Text(
        fi="asiakaspalvelija", sv="kundrådgivare", en="customer service agent"
    ),
    Role.TRAINER: Text(fi="kouluttaja", sv="utbildare", en="trainer"),
    Role.RECORDS_MANAGER: Text(
        fi="rekisteriasioita hoitava henkilö",
        sv="person som sköter registerärenden",
        en="records manager",
    ),
    Role.DPO: Text(
        fi="tietosuojavastaava", sv="dataskyddsombud", en="data protection officer"
    ),
    Role.ADMIN: Text(
        fi="järjestelmän ylläpitäjä", sv="systemadministratör", en="administrator"
    ),
}
SOMEBODY = Text(fi="työntekijä", sv="en anställd", en="an employee")
