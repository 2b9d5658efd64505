"""Words of evidence. What is stored, what leaves, rights, breaches and automation."""

from seloste.domain.notice import Text

WORDS: dict[str, Text] = {
    "arrivals-kept": Text(
        fi=(
            "Saapuneita, jotka ovat tallessa yhteydenottoina tai odottamassa "
            "karanteenissa: {count}."
        ),
        sv=("Ankomna som är sparade som kontakter eller väntar i karantän: {count}."),
        en=("Arrivals that are kept, as contacts or waiting in quarantine: {count}."),
    ),
    "quarantine-waiting": Text(
        fi=("Toimituksia, jotka ovat odottaneet karanteenissa yli viikon: {count}."),
        sv="Leveranser som har väntat i karantän i över en vecka: {count}.",
        en=("Deliveries that have waited in quarantine for more than a week: {count}."),
    ),
    "channel-without-source": Text(
        fi="Luvattuja kanavia, joilla ei ole lähdettä: {count}.",
        sv="Utlovade kanaler utan källa: {count}.",
        en="Promised channels that have no source: {count}.",
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
        fi="Jokainen tietokannan sarake ({count}) on luokiteltu.",
        sv="Varje kolumn i databasen ({count}) är klassificerad.",
        en="Every column of the database ({count}) is classified.",
    ),
    "column-unclassified": Text(
        fi="Luokittelemattomia sarakkeita: {count}.",
        sv="Oklassificerade kolumner: {count}.",
        en="Columns that are not classified: {count}.",
    ),
    "table-unknown": Text(
        fi=("Tietokannan tauluja, jotka eivät ole kenenkään luettelossa: {count}."),
        sv="Tabeller i databasen som inte finns i någon förteckning: {count}.",
        en="Tables of the database that are on nobody's list: {count}.",
    ),
    "kinds-in-categories": Text(
        fi=("Jokainen tallennettu kohde ({count}) kuuluu selosteen tietoryhmään."),
        sv=("Varje lagrat objekt ({count}) hör till en kategori i beskrivningen."),
        en="Every stored object ({count}) belongs to a category of the notice.",
    ),
    "kind-outside": Text(
        fi=(
            "Tallennettuja kohteita, jotka eivät kuulu mihinkään selosteen "
            "tietoryhmään: {count}."
        ),
        sv=(
            "Lagrade objekt som inte hör till någon kategori i beskrivningen: {count}."
        ),
        en="Stored objects that belong to no category of the notice: {count}.",
    ),
    "metadata-closed": Text(
        fi=(
            "Jokainen salattujen henkilötietojen kenttä ({count}) kuuluu "
            "selosteen tietoryhmään."
        ),
        sv=(
            "Varje fält i de förseglade personuppgifterna ({count}) hör till en "
            "av beskrivningens kategorier."
        ),
        en=(
            "Every field of the sealed metadata ({count}) belongs to a category "
            "of the notice."
        ),
    ),
    "metadata-open": Text(
        fi=(
            "Salattujen henkilötietojen kenttiä, jotka eivät kuulu mihinkään "
            "tietoryhmään: {count}."
        ),
        sv=(
            "Fält i de förseglade personuppgifterna som inte hör till någon "
            "kategori: {count}."
        ),
        en="Fields of the sealed metadata that belong to no category: {count}.",
    ),
    "channels-in-register": Text(
        fi="Jokainen yhteydenotto ({count}) on rekisterin omassa kanavassa.",
        sv="Varje kontakt ({count}) är i en av registrets egna kanaler.",
        en="Every contact ({count}) is in one of the register's own channels.",
    ),
    "channel-outside": Text(
        fi="Yhteydenottoja kanavassa, joka ei kuulu rekisteriin: {count}.",
        sv="Kontakter i en kanal som inte hör till registret: {count}.",
        en="Contacts in a channel that is not the register's: {count}.",
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
            "Sarakkeiden ({count}) joukossa ei ole pisteytystä, tunnetta eikä "
            "ääniprofiilia."
        ),
        sv=(
            "Bland kolumnerna ({count}) finns ingen poängsättning, känsla eller "
            "röstprofil."
        ),
        en=("Among the columns ({count}) there is no score, sentiment or voiceprint."),
    ),
    "profile-column": Text(
        fi="Sarakkeita, joiden nimi viittaa henkilön arviointiin: {count}.",
        sv="Kolumner vars namn tyder på bedömning av en person: {count}.",
        en="Columns whose name suggests the evaluation of a person: {count}.",
    ),
    "automations-listed": Text(
        fi=(
            "Ohjelma tekee itse vain nämä työt ({count}); mikään niistä ei tee "
            "päätöstä henkilöstä."
        ),
        sv=(
            "Programmet gör självt bara dessa arbeten ({count}); inget av dem "
            "avgör något om en person."
        ),
        en=(
            "These jobs ({count}) are all the program does by itself; none "
            "decides about a person."
        ),
    ),
    "automation-unlisted": Text(
        fi="Automaattisia töitä, joita ei ole arvioitu: {count}.",
        sv="Automatiska arbeten som inte har bedömts: {count}.",
        en="Automatic jobs that were not assessed: {count}.",
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
        fi="Muita koneita, joita ohjelma on asetettu käyttämään: {count}.",
        sv="Andra maskiner som programmet är inställt på att använda: {count}.",
        en="Other machines that the program is set up to use: {count}.",
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
