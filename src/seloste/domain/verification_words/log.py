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
        fi=(
            "Tapahtumalokissa on {count} virhettä: sitä on muutettu tai siitä puuttuu."
        ),
        sv=("Händelseloggen har {count} fel: den har ändrats eller något saknas."),
        en=(
            "The audit log has {count} defects: it was changed, or something is "
            "missing."
        ),
    ),
    "notice-unchanged": Text(
        fi=(
            "Selosteen {count} julkaistua versiota ovat sanasta sanaan "
            "sellaisia kuin ne julkaistiin."
        ),
        sv=(
            "De {count} publicerade versionerna är ord för ord sådana de publicerades."
        ),
        en=(
            "The {count} published versions of the notice are word for word as "
            "they were published."
        ),
    ),
    "notice-changed": Text(
        fi="{count} julkaistua versiota on muutettu julkaisemisen jälkeen.",
        sv="{count} publicerade versioner har ändrats efter publiceringen.",
        en="{count} published versions were changed after they were published.",
    ),
    "notice-in-force": Text(
        fi=(
            "{count} yhteydenottoa on tallessa sen version mukaan, joka oli "
            "voimassa niiden saapuessa."
        ),
        sv=("{count} kontakter bevaras enligt den version som gällde när de kom."),
        en=(
            "{count} contacts are kept under the version that was in force when "
            "they came."
        ),
    ),
    "notice-other-version": Text(
        fi=(
            "{count} yhteydenottoa on liitetty versioon, joka ei ollut voimassa "
            "niiden saapuessa."
        ),
        sv="{count} kontakter hör till en version som inte gällde när de kom.",
        en=(
            "{count} contacts are kept under a version that was not in force "
            "when they came."
        ),
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
        fi="{count} lausuntoa ei ole tapahtumalokissa.",
        sv="{count} utsagor finns inte i händelseloggen.",
        en="{count} statements are not in the audit log.",
    ),
}
