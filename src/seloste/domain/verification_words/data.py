"""Words of evidence. What is stored, what leaves, rights, breaches and automation."""

from seloste.domain.notice import Text

WORDS: dict[str, Text] = {
    "arrivals-kept": Text(
        fi=(
            "{count} saapunutta on tallessa yhteydenottoina tai odottamassa "
            "karanteenissa."
        ),
        sv="{count} ankomna är sparade som kontakter eller väntar i karantän.",
        en="{count} arrivals are kept, as contacts or waiting in quarantine.",
    ),
    "quarantine-waiting": Text(
        fi="{count} toimitusta on odottanut karanteenissa yli viikon.",
        sv="{count} leveranser har väntat i karantän i över en vecka.",
        en="{count} deliveries have waited in quarantine for more than a week.",
    ),
    "channel-without-source": Text(
        fi=(
            "{count} luvatulla kanavalla ei ole lähdettä, josta yhteydenotot tulisivat."
        ),
        sv=("{count} utlovade kanaler har ingen källa som kontakter kommer från."),
        en="{count} promised channels have no source that contacts come from.",
    ),
    "reconciliation-not-built": Text(
        fi=(
            "Vertailu puhelinvaihteen ja postipalvelimen omiin luetteloihin "
            "rakennetaan myöhemmin."
        ),
        sv=("Avstämningen mot växelns och e-postserverns egna listor byggs senare."),
        en=(
            "Comparing with the telephone exchange's and mail server's own "
            "lists is built later."
        ),
    ),
    "columns-classified": Text(
        fi="{count} saraketta on luokiteltu, ja tietokannassa on vain ne.",
        sv="{count} kolumner är klassificerade, och databasen har inga andra.",
        en="{count} columns are classified, and the database has no others.",
    ),
    "column-unclassified": Text(
        fi="{count} saraketta on luokittelematta.",
        sv="{count} kolumner är oklassificerade.",
        en="{count} columns are not classified.",
    ),
    "table-unknown": Text(
        fi="{count} tietokannan taulua ei ole kenenkään luettelossa.",
        sv="{count} tabeller i databasen finns inte i någon förteckning.",
        en="{count} tables of the database are on nobody's list.",
    ),
    "kinds-in-categories": Text(
        fi="{count} tallennettua kohdetta kuuluu selosteen tietoryhmään.",
        sv="{count} lagrade objekt hör till en kategori i beskrivningen.",
        en="{count} stored objects belong to a category of the notice.",
    ),
    "kind-outside": Text(
        fi=("{count} tallennettua kohdetta ei kuulu mihinkään selosteen tietoryhmään."),
        sv=("{count} lagrade objekt hör inte till någon kategori i beskrivningen."),
        en="{count} stored objects belong to no category of the notice.",
    ),
    "metadata-closed": Text(
        fi=(
            "Salattujen henkilötietojen {count} kenttää on liitetty selosteen "
            "tietoryhmiin."
        ),
        sv=(
            "De {count} fälten i de förseglade personuppgifterna hör till "
            "beskrivningens kategorier."
        ),
        en=(
            "The {count} fields of the sealed metadata belong to categories of "
            "the notice."
        ),
    ),
    "metadata-open": Text(
        fi=(
            "{count} salattujen henkilötietojen kenttää ei kuulu mihinkään "
            "tietoryhmään."
        ),
        sv=(
            "{count} fält i de förseglade personuppgifterna hör inte till någon "
            "kategori."
        ),
        en="{count} fields of the sealed metadata belong to no category.",
    ),
    "channels-in-register": Text(
        fi="{count} yhteydenottoa on rekisterin omissa kanavissa.",
        sv="{count} kontakter är i registrets egna kanaler.",
        en="{count} contacts are in the register's own channels.",
    ),
    "channel-outside": Text(
        fi="{count} yhteydenottoa on kanavassa, joka ei kuulu rekisteriin.",
        sv="{count} kontakter är i en kanal som inte hör till registret.",
        en="{count} contacts are in a channel that is not the register's.",
    ),
    "special-not-tagged": Text(
        fi=(
            "Erityisten henkilötietojen merkitseminen ja peittäminen "
            "rakennetaan myöhemmin."
        ),
        sv="Att märka och dölja särskilda kategorier byggs senare.",
        en="Tagging and masking special categories is built later.",
    ),
    "profile-free": Text(
        fi=(
            "{count} sarakkeen joukossa ei ole pisteytystä, tunnetta eikä "
            "ääniprofiilia."
        ),
        sv=(
            "Bland {count} kolumner finns ingen poängsättning, känsla eller röstprofil."
        ),
        en="Among {count} columns there is no score, sentiment or voiceprint.",
    ),
    "profile-column": Text(
        fi="{count} sarakkeen nimi viittaa henkilön arviointiin.",
        sv="{count} kolumner har ett namn som tyder på bedömning av en person.",
        en=("{count} columns have a name that suggests the evaluation of a person."),
    ),
    "automations-listed": Text(
        fi=(
            "Ohjelma tekee itse vain nämä {count} työtä; mikään niistä ei tee "
            "päätöstä henkilöstä."
        ),
        sv=(
            "Programmet gör självt bara dessa {count} arbeten; inget av dem "
            "avgör något om en person."
        ),
        en=(
            "These {count} jobs are all the program does by itself; none "
            "decides about a person."
        ),
    ),
    "automation-unlisted": Text(
        fi="{count} automaattista työtä ei ole arvioitu.",
        sv="{count} automatiska arbeten har inte bedömts.",
        en="{count} automatic jobs were not assessed.",
    ),
    "disclosures-not-built": Text(
        fi=("Luovutusten kirjaaminen perusteineen ja saajineen rakennetaan myöhemmin."),
        sv="Att registrera utlämnanden med grund och mottagare byggs senare.",
        en=("Recording disclosures with their ground and recipient is built later."),
    ),
    "processors-not-built": Text(
        fi="Käsittelijöiden luettelo sopimuksineen rakennetaan myöhemmin.",
        sv="Förteckningen över biträden med avtal byggs senare.",
        en="The register of processors and their contracts is built later.",
    ),
    "nothing-sent": Text(
        fi=("Ohjelmaa ei ole asetettu lähettämään tietoja mihinkään muuhun koneeseen."),
        sv=(
            "Programmet är inte inställt på att sända uppgifter till någon "
            "annan maskin."
        ),
        en="The program is not set up to send data to any other machine.",
    ),
    "sends-out": Text(
        fi="Ohjelma on asetettu käyttämään {count} muuta konetta.",
        sv="Programmet är inställt på att använda {count} andra maskiner.",
        en="The program is set up to use {count} other machines.",
    ),
    "safeguards-missing": Text(
        fi="Tietoja siirretään, mutta seloste ei nimeä siirron suojakeinoa.",
        sv="Uppgifter överförs men beskrivningen nämner ingen skyddsåtgärd.",
        en="Data are transferred, and the notice names no safeguard.",
    ),
    "right-not-built": Text(
        fi="Rekisteröidyn pyyntöjen käsittely rakennetaan myöhemmin.",
        sv="Hantering av de registrerades begäranden byggs senare.",
        en="Handling the requests of data subjects is built later.",
    ),
    "contact-rendered": Text(
        fi="Yhteystieto on selosteessa {count} kielellä.",
        sv="Kontaktuppgiften finns i beskrivningen på {count} språk.",
        en="The contact stands in the notice in {count} languages.",
    ),
    "contact-missing": Text(
        fi="Selosteessa ei ole osoitetta, johon ottaa yhteyttä.",
        sv="Beskrivningen har ingen adress att kontakta.",
        en="The notice has no address to turn to.",
    ),
    "breach-not-built": Text(
        fi=(
            "Tietoturvaloukkausten rekisteri ja 72 tunnin määräaika rakennetaan "
            "myöhemmin."
        ),
        sv=(
            "Registret över personuppgiftsincidenter och 72-timmarsfristen "
            "byggs senare."
        ),
        en="The register of breaches and the 72-hour clock are built later.",
    ),
}
