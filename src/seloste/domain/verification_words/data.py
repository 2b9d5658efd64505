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
    "calls-not-compared": Text(
        fi="Puhelinvaihteen omaa puhelulistaa ei ole luovutettu verrattavaksi.",
        sv="Växelns egen samtalslista har inte lämnats för avstämning.",
        en="The telephone exchange's own list of calls was not handed over to compare.",
    ),
    "calls-compared-late": Text(
        fi="Lähteitä, joiden puhelulistaa ei ole luovutettu kahteen päivään: {count}.",
        sv="Källor vars samtalslista inte har lämnats på två dagar: {count}.",
        en="Sources whose list of calls was not handed over for two days: {count}.",
    ),
    "mails-complete": Text(
        fi="Postilaatikoita, joiden jokainen viesti on otettu talteen: {count}.",
        sv="Brevlådor vars alla meddelanden har tagits in: {count}.",
        en="Mailboxes of which every message was taken in: {count}.",
    ),
    "mail-not-taken": Text(
        fi="Palvelimella olleita viestejä, joita ei ole otettu talteen: {count}.",
        sv="Meddelanden på servern som inte har tagits in: {count}.",
        en="Messages on the server that were not taken in: {count}.",
    ),
    "chats-complete": Text(
        fi="Chatteja, joiden jokainen kuitattu rivi on tallessa: {count}.",
        sv="Chattar vars alla kvitterade rader finns kvar: {count}.",
        en="Chats of which every acknowledged line is kept: {count}.",
    ),
    "chat-lines-missing": Text(
        fi="Chatteja, joista puuttuu kuitattuja rivejä: {count}.",
        sv="Chattar som saknar kvitterade rader: {count}.",
        en="Chats that lack lines which were acknowledged: {count}.",
    ),
    "calls-complete": Text(
        fi="Vaihteen listan puheluita, joista jokaisella on paikkansa: {count}.",
        sv="Samtal på växelns lista som alla har sin plats: {count}.",
        en="Calls on the exchange's list that are all accounted for: {count}.",
    ),
    "call-without-recording": Text(
        fi="Vaihteen listalla olevia puheluita, joiden tallenne puuttuu: {count}.",
        sv="Samtal på växelns lista vars inspelning saknas: {count}.",
        en="Calls on the exchange's list whose recording is missing: {count}.",
    ),
    "recording-without-call": Text(
        fi="Tallenteita, joiden puhelua ei ole vaihteen listalla: {count}.",
        sv="Inspelningar vars samtal inte finns på växelns lista: {count}.",
        en="Recordings whose call is not on the exchange's list: {count}.",
    ),
    "recording-not-fetched": Text(
        fi="Puhelinpalvelun ilmoittamia tallenteita, joita ei saatu: {count}.",
        sv="Meddelade inspelningar som inte kunde hämtas: {count}.",
        en="Recordings a service announced that could not be fetched: {count}.",
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
