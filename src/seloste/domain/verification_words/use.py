"""Words of evidence. Purposes, access and the technical protection."""

from seloste.domain.notice import Text

WORDS: dict[str, Text] = {
    "reads-in-purpose": Text(
        fi=(
            "Jokainen avaaminen ({count}) nimeää selosteen käyttötarkoituksen "
            "ja roolin, jolle se kuuluu."
        ),
        sv=(
            "Varje öppning ({count}) nämner ett ändamål i beskrivningen och en "
            "roll som det hör till."
        ),
        en=(
            "Every reading ({count}) names a purpose of the notice and a role "
            "that serves it."
        ),
    ),
    "reads-foreign": Text(
        fi=("Avaamisia, joiden tarkoitusta tai roolia seloste ei salli: {count}."),
        sv=("Öppningar vars ändamål eller roll beskrivningen inte tillåter: {count}."),
        en=(
            "Readings for a purpose or in a role that the notice does not "
            "allow: {count}."
        ),
    ),
    "reads-unknown": Text(
        fi=(
            "Avaamisia tietueesta, jota ei ole ja jolta puuttuu "
            "hävittämistodistus: {count}."
        ),
        sv=(
            "Öppningar av en post som inte finns och saknar förstöringsintyg: {count}."
        ),
        en=("Readings of a record that is not there and has no certificate: {count}."),
    ),
    "held-read-outside": Text(
        fi=(
            "Avaamisia sisällöstä, jonka säilytti vain muuhun tarkoitukseen "
            "asetettu hävittämiskielto: {count}."
        ),
        sv=("Öppningar av innehåll som bara bevarades för ett annat ändamål: {count}."),
        en=("Readings of content that only a hold for another purpose kept: {count}."),
    ),
    "purposes-based": Text(
        fi=("Jokaisella käyttötarkoituksella ({count}) on nimetty oikeusperuste."),
        sv="Varje ändamål ({count}) har en angiven rättslig grund.",
        en="Every purpose ({count}) names a legal basis.",
    ),
    "purpose-without-basis": Text(
        fi="Käyttötarkoituksia ilman oikeusperustetta: {count}.",
        sv="Ändamål utan rättslig grund: {count}.",
        en="Purposes without a legal basis: {count}.",
    ),
    "basis-per-contact-not-kept": Text(
        fi=(
            "Yhteydenotoista ei vielä kirjata, kumpi ehdollisista perusteista "
            "niitä koskee."
        ),
        sv=(
            "Det antecknas ännu inte vilken av de villkorliga grunderna som "
            "gäller en kontakt."
        ),
        en=(
            "It is not yet recorded which of the conditional bases a contact rests on."
        ),
    ),
    "interest-named": Text(
        fi=(
            "Oikeutettu etu on nimetty jokaiselle siihen perustuvalle "
            "käyttötarkoitukselle ({count})."
        ),
        sv=(
            "Det berättigade intresset är angivet för varje ändamål som vilar "
            "på det ({count})."
        ),
        en=(
            "The legitimate interest is named for every purpose that rests on "
            "one ({count})."
        ),
    ),
    "interest-not-named": Text(
        fi=("Käyttötarkoituksia, joiden oikeutettua etua ei ole nimetty: {count}."),
        sv="Ändamål vars berättigade intresse inte är angivet: {count}.",
        en="Purposes whose legitimate interest is not named: {count}.",
    ),
    "roles-in-notice": Text(
        fi=(
            "Jokainen voimassa oleva rooli ({count}) palvelee selosteen "
            "käyttötarkoitusta."
        ),
        sv="Varje gällande roll ({count}) tjänar ett ändamål i beskrivningen.",
        en="Every role in force ({count}) serves a purpose of the notice.",
    ),
    "role-without-purpose": Text(
        fi=(
            "Rooleja, jotka eivät palvele mitään selosteen käyttötarkoitusta: {count}."
        ),
        sv="Roller som inte tjänar något ändamål i beskrivningen: {count}.",
        en="Roles that serve no purpose of the notice: {count}.",
    ),
    "role-unrecorded": Text(
        fi="Rooleja, joiden myöntämistä ei ole tapahtumalokissa: {count}.",
        sv="Roller vars beviljande inte finns i händelseloggen: {count}.",
        en="Roles whose granting is not in the audit log: {count}.",
    ),
    "role-self-granted": Text(
        fi="Itselle myönnettyjä rooleja: {count}.",
        sv="Roller som någon beviljat sig själv: {count}.",
        en="Roles that somebody granted to themselves: {count}.",
    ),
    "sealed-whole": Text(
        fi=("Jokaisella tallennetulla kohteella ({count}) on avain ja salatut tavut."),
        sv=("Varje lagrat objekt ({count}) har både nyckel och förseglade bytes."),
        en="Every stored object ({count}) has its key and its sealed bytes.",
    ),
    "object-incomplete": Text(
        fi="Kohteita, joilta puuttuu avain tai tavut: {count}.",
        sv="Objekt som saknar nyckel eller bytes: {count}.",
        en="Objects without their key or their bytes: {count}.",
    ),
    "bytes-verified": Text(
        fi="Päivän otannan kohteet ({count}) ovat tavu tavulta ehjiä.",
        sv="Dagens stickprov ({count} objekt) är helt byte för byte.",
        en="The objects drawn for the day ({count}) are whole, byte for byte.",
    ),
    "object-damaged": Text(
        fi="Kohteita, joiden tavut ovat vaurioituneet: {count}.",
        sv="Objekt vars bytes är skadade: {count}.",
        en="Objects whose bytes are damaged: {count}.",
    ),
    "installation-unknown": Text(
        fi="Asennuksen asetuksia ei voitu tarkastaa tästä.",
        sv="Installationens inställningar kunde inte granskas härifrån.",
        en="The settings of the installation could not be looked at from here.",
    ),
    "root-key-private": Text(
        fi=(
            "Juuriavaimen tiedosto on vain palvelun luettavissa ja erillään tiedoista."
        ),
        sv=("Rotnyckelns fil kan bara läsas av tjänsten och ligger åtskild från data."),
        en=(
            "The root key file can be read by the service only and lies apart "
            "from the data."
        ),
    ),
    "root-key-exposed": Text(
        fi=(
            "Juuriavaimen tiedosto on muiden luettavissa, puuttuu tai on "
            "tietojen joukossa."
        ),
        sv=("Rotnyckelns fil kan läsas av andra, saknas eller ligger bland data."),
        en=(
            "The root key file can be read by others, is missing, or lies among "
            "the data."
        ),
    ),
    "keys-apart": Text(
        fi="Avaimet ovat eri kansiossa kuin salatut tiedot.",
        sv="Nycklarna ligger i en annan mapp än de förseglade uppgifterna.",
        en="The keys lie in another folder than what they seal.",
    ),
    "keys-together": Text(
        fi="Avaimet ovat samassa kansiossa kuin salatut tiedot.",
        sv="Nycklarna ligger i samma mapp som de förseglade uppgifterna.",
        en="The keys lie in the same folder as what they seal.",
    ),
    "keys-forgettable": Text(
        fi="Avainvarasto ylikirjoittaa hävitetyt avaimet.",
        sv="Nyckellagret skriver över förstörda nycklar.",
        en="The key store overwrites what it destroys.",
    ),
    "keys-recoverable": Text(
        fi="Avainvarasto ei ylikirjoita hävitettyjä avaimia.",
        sv="Nyckellagret skriver inte över förstörda nycklar.",
        en="The key store does not overwrite what it destroys.",
    ),
    "passwords-hashed": Text(
        fi="Salasanat tiivistetään argon2id:llä.",
        sv="Lösenord hashas med argon2id.",
        en="Passwords are hashed with argon2id.",
    ),
    "passwords-weak": Text(
        fi="Salasanoja ei tiivistetä argon2id:llä.",
        sv="Lösenord hashas inte med argon2id.",
        en="Passwords are not hashed with argon2id.",
    ),
    "https-served": Text(
        fi="Sivut tarjotaan vain HTTPS-yhteydellä.",
        sv="Sidorna ges endast över HTTPS.",
        en="Pages are served over HTTPS only.",
    ),
    "https-missing": Text(
        fi="Sivuja ei tarjota HTTPS-yhteydellä.",
        sv="Sidorna ges inte över HTTPS.",
        en="Pages are not served over HTTPS.",
    ),
    "debug-off": Text(
        fi="Vianetsintätila on pois päältä.",
        sv="Felsökningsläget är avstängt.",
        en="Debugging is off.",
    ),
    "debug-on": Text(
        fi="Vianetsintätila on päällä ja voi näyttää tietoja.",
        sv="Felsökningsläget är på och kan visa uppgifter.",
        en="Debugging is on and may show data.",
    ),
    "second-factor-not-built": Text(
        fi="Toinen tunnistustekijä kirjautumiseen rakennetaan myöhemmin.",
        sv="En andra faktor vid inloggning byggs senare.",
        en="A second factor at sign-in is built later.",
    ),
    "playlists-refer": Text(
        fi="Kuuntelulistat viittaavat alkuperäisiin eivätkä kopioi: paikkoja {count}.",
        sv="Spellistorna hänvisar till originalen och kopierar inte: {count} platser.",
        en="Playlists refer to originals and copy nothing: {count} places.",
    ),
    "playlist-copy": Text(
        fi="Kuuntelulistojen paikkoja, jotka osoittavat kopioon: {count}.",
        sv="Platser i spellistor som pekar på en kopia: {count}.",
        en="Places of playlists that point at a copy: {count}.",
    ),
    "playlist-entry-lost": Text(
        fi="Kuuntelulistojen paikkoja, joiden kohde puuttuu ilman todistusta: {count}.",
        sv="Platser i spellistor vars mål är borta utan intyg: {count}.",
        en="Places of playlists whose target is gone without a certificate: {count}.",
    ),
    "playlist-holds-more": Text(
        fi="Kuuntelulistan paikka säilyttää muutakin kuin viittauksen: {count}.",
        sv="En plats i spellistan innehåller mer än en hänvisning: {count}.",
        en="A place of a playlist holds more than a reference: {count}.",
    ),
}
