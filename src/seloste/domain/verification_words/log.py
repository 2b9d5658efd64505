"""Words of evidence. The audit log, the notice's own text, and statements of people."""

from seloste.domain.notice import Text

WORDS: dict[str, Text] = {
    "log-sound": Text(
        fi=(
            "Tapahtumaloki ({count} merkintää) laskettiin alusta uudelleen, ja "
            "se vastaa jokaista allekirjoitettua tarkistuspistettä."
        ),
        sv=(
            "Händelseloggen ({count} poster) räknades om från början och "
            "stämmer med varje undertecknad kontrollpunkt."
        ),
        en=(
            "The audit log ({count} leaves) was derived again from the start "
            "and agrees with every signed checkpoint."
        ),
    ),
    "log-changed": Text(
        fi=("Tapahtumalokia on muutettu tai siitä puuttuu jotakin; virheitä: {count}."),
        sv="Händelseloggen har ändrats eller något saknas; antal fel: {count}.",
        en=("The audit log was changed, or something is missing; defects: {count}."),
    ),
    "notice-unchanged": Text(
        fi=(
            "Selosteen julkaistut versiot ({count}) ovat sanasta sanaan "
            "sellaisia kuin ne julkaistiin."
        ),
        sv=(
            "Beskrivningens publicerade versioner ({count}) är ord för ord "
            "sådana de publicerades."
        ),
        en=(
            "The published versions of the notice ({count}) are word for word "
            "as they were published."
        ),
    ),
    "notice-changed": Text(
        fi="Julkaisemisen jälkeen muutettuja versioita: {count}.",
        sv="Versioner som ändrats efter publiceringen: {count}.",
        en="Versions changed after they were published: {count}.",
    ),
    "notice-in-force": Text(
        fi=(
            "Yhteydenotot ({count}) ovat tallessa sen version mukaan, joka oli "
            "voimassa niiden saapuessa."
        ),
        sv=("Kontakterna ({count}) bevaras enligt den version som gällde när de kom."),
        en=(
            "The contacts ({count}) are kept under the version that was in "
            "force when they came."
        ),
    ),
    "notice-other-version": Text(
        fi=(
            "Yhteydenottoja, joiden versio ei ollut voimassa niiden saapuessa: {count}."
        ),
        sv="Kontakter vars version inte gällde när de kom: {count}.",
        en=("Contacts under a version that was not in force when they came: {count}."),
    ),
    "notice-rendered": Text(
        fi="Seloste on luettavissa {count} kielellä.",
        sv="Beskrivningen kan läsas på {count} språk.",
        en="The notice can be read in {count} languages.",
    ),
    "receipt-not-kept": Text(
        fi=(
            "Ohjelma ei tallenna, millä kielellä ja missä kanavassa kukin "
            "henkilö sai selosteen."
        ),
        sv=(
            "Programmet sparar inte på vilket språk och i vilken kanal varje "
            "person fick beskrivningen."
        ),
        en=(
            "The program does not record in which language and channel each "
            "person was given the notice."
        ),
    ),
    "notice-shown": Text(
        fi=(
            "Lomakevastauksia ({count}), joista jokaisesta on tallessa, mikä selosteen "
            "versio näytettiin ja millä kielellä."
        ),
        sv=(
            "Svar på blanketter ({count}): för vart och ett är sparat vilken version "
            "av beskrivningen som visades och på vilket språk."
        ),
        en=(
            "Answers to forms ({count}): of each it is kept which version of the "
            "notice was shown and in which language."
        ),
    ),
    "notice-not-shown": Text(
        fi=(
            "Lomakevastauksia, joista ei ole näyttöä, että seloste näytettiin: {count}."
        ),
        sv="Svar på blanketter utan bevis på att beskrivningen visades: {count}.",
        en="Answers to forms of which nothing shows the notice was shown: {count}.",
    ),
    "paper-registered": Text(
        fi="Papereita, joiden paikan nimetty henkilö on kirjannut: {count}.",
        sv="Papper vars plats en namngiven person har antecknat: {count}.",
        en="Papers whose place a named person registered: {count}.",
    ),
    "paper-destroyed": Text(
        fi="Papereita, jotka nimetty henkilö on vahvistanut hävitetyiksi: {count}.",
        sv="Papper vars förstöring en namngiven person har bekräftat: {count}.",
        en="Papers that a named person confirmed destroyed: {count}.",
    ),
    "paper-overdue": Text(
        fi=(
            "Papereita, jotka olisi pitänyt hävittää ja joita mikään ei pidätä: "
            "{count}."
        ),
        sv="Papper som borde ha förstörts och som inget spärrar: {count}.",
        en="Papers that should be gone and that no hold keeps: {count}.",
    ),
    "paper-unlocked": Text(
        fi="Papereita paikassa, jossa ei ole lukkoa: {count}.",
        sv="Papper på en plats utan lås: {count}.",
        en="Papers in a place without a lock: {count}.",
    ),
    "paper-missing": Text(
        fi="Papereita, joita ei löytynyt paikaltaan: {count}.",
        sv="Papper som inte hittades på sin plats: {count}.",
        en="Papers that were not found in their place: {count}.",
    ),
    "paper-unrecorded": Text(
        fi="Papereita, joiden hävittäminen ei ole tapahtumalokissa: {count}.",
        sv="Papper vars förstöring inte finns i händelseloggen: {count}.",
        en="Papers whose destruction is not in the audit log: {count}.",
    ),
    "paper-uncounted": Text(
        fi="Paikkoja, joiden papereita ei ole laskettu vuoteen: {count}.",
        sv="Platser vars papper inte har räknats på ett år: {count}.",
        en="Places whose paper was not counted for a year: {count}.",
    ),
    "statement-fresh": Text(
        fi="Nimetyn henkilön päivätty lausunto on voimassa.",
        sv="En namngiven persons daterade utsaga är i kraft.",
        en="A named person's dated statement is in force.",
    ),
    "statement-expired": Text(
        fi="Viimeisin lausunto on vanhentunut.",
        sv="Den senaste utsagan har gått ut.",
        en="The latest statement has run out.",
    ),
    "statement-missing": Text(
        fi=("Kukaan ei ole antanut lausuntoa siitä, mitä vain ihmiset voivat tietää."),
        sv="Ingen har avgett en utsaga om det som bara människor kan veta.",
        en="Nobody has made a statement about what only people can know.",
    ),
    "statement-unrecorded": Text(
        fi="Lausuntoja, joita ei ole tapahtumalokissa: {count}.",
        sv="Utsagor som inte finns i händelseloggen: {count}.",
        en="Statements that are not in the audit log: {count}.",
    ),
}
