"""Words of evidence. Purposes, access and the technical protection."""

from seloste.domain.notice import Text

WORDS: dict[str, Text] = {
    "reads-in-purpose": Text(
        fi=(
            "{count} avaamista nimeää selosteen käyttötarkoituksen ja roolin, "
            "jolle se kuuluu."
        ),
        sv=(
            "{count} öppningar nämner ett ändamål i beskrivningen och en roll "
            "som det hör till."
        ),
        en=("{count} readings name a purpose of the notice and a role that serves it."),
    ),
    "reads-foreign": Text(
        fi=("{count} avaamista nimeää tarkoituksen tai roolin, jota seloste ei salli."),
        sv=(
            "{count} öppningar nämner ett ändamål eller en roll som "
            "beskrivningen inte tillåter."
        ),
        en=(
            "{count} readings name a purpose or a role that the notice does not allow."
        ),
    ),
    "reads-unknown": Text(
        fi=(
            "{count} avaamista koskee tietuetta, jota ei ole eikä ole tuhottu "
            "todistetusti."
        ),
        sv=(
            "{count} öppningar gäller en post som inte finns och inte "
            "bevisligen har förstörts."
        ),
        en=(
            "{count} readings are of a record that is not there and has no certificate."
        ),
    ),
    "held-read-outside": Text(
        fi=(
            "{count} avaamista koskee sisältöä, jonka säilytti vain muuhun "
            "tarkoitukseen asetettu pito."
        ),
        sv=(
            "{count} öppningar gäller innehåll som bara bevarades för ett annat "
            "ändamål."
        ),
        en=(
            "{count} readings are of content that only a hold for another purpose kept."
        ),
    ),
    "purposes-based": Text(
        fi="{count} käyttötarkoituksella on nimetty oikeusperuste.",
        sv="{count} ändamål har en angiven rättslig grund.",
        en="{count} purposes name a legal basis.",
    ),
    "purpose-without-basis": Text(
        fi="{count} käyttötarkoituksella ei ole oikeusperustetta.",
        sv="{count} ändamål saknar rättslig grund.",
        en="{count} purposes name no legal basis.",
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
        fi="{count} käyttötarkoituksen oikeutettu etu on nimetty.",
        sv="Det berättigade intresset är angivet för {count} ändamål.",
        en="The legitimate interest of {count} purposes is named.",
    ),
    "interest-not-named": Text(
        fi="{count} käyttötarkoituksen oikeutettua etua ei ole nimetty.",
        sv="Det berättigade intresset är inte angivet för {count} ändamål.",
        en="The legitimate interest of {count} purposes is not named.",
    ),
    "objection-not-built": Text(
        fi="Vastustamisen vaikutus käsittelyyn rakennetaan myöhemmin.",
        sv="Hur en invändning stoppar behandlingen byggs senare.",
        en="How an objection stops the processing is built later.",
    ),
    "consent-not-built": Text(
        fi="Suostumuksen tallentaminen ja peruuttaminen rakennetaan myöhemmin.",
        sv="Att spara och återkalla samtycke byggs senare.",
        en="Recording and withdrawing consent is built later.",
    ),
    "complaints-not-built": Text(
        fi=(
            "Palautteiden ja reklamaatioiden käsittely omana asianaan "
            "rakennetaan myöhemmin."
        ),
        sv=("Hantering av respons och reklamationer som egna ärenden byggs senare."),
        en=("Handling feedback and complaints as matters of their own is built later."),
    ),
    "roles-in-notice": Text(
        fi=(
            "{count} voimassa olevaa roolia palvelee selosteen "
            "käyttötarkoitusta, ja toinen henkilö myönsi ne."
        ),
        sv=(
            "{count} gällande roller tjänar ett ändamål i beskrivningen, och "
            "någon annan har beviljat dem."
        ),
        en=(
            "{count} roles in force serve a purpose of the notice and were "
            "granted by somebody else."
        ),
    ),
    "role-without-purpose": Text(
        fi="{count} roolia ei palvele mitään selosteen käyttötarkoitusta.",
        sv="{count} roller tjänar inget ändamål i beskrivningen.",
        en="{count} roles serve no purpose of the notice.",
    ),
    "role-unrecorded": Text(
        fi="{count} roolin myöntämistä ei ole tapahtumalokissa.",
        sv="Beviljandet av {count} roller finns inte i händelseloggen.",
        en="The granting of {count} roles is not in the audit log.",
    ),
    "role-self-granted": Text(
        fi="{count} roolia on myönnetty itselle.",
        sv="{count} roller har någon beviljat sig själv.",
        en="{count} roles were granted by somebody to themselves.",
    ),
    "assignment-not-built": Text(
        fi=("Pääsyn rajaaminen jonoihin ja omiin tehtäviin rakennetaan myöhemmin."),
        sv="Att begränsa åtkomsten till köer och egna uppgifter byggs senare.",
        en="Limiting access to queues and to one's own tasks is built later.",
    ),
    "sealed-whole": Text(
        fi="{count} tallennetulla kohteella on avain ja salatut tavut.",
        sv="{count} lagrade objekt har både nyckel och förseglade bytes.",
        en="{count} stored objects have both their key and their sealed bytes.",
    ),
    "object-incomplete": Text(
        fi="{count} kohteelta puuttuu avain tai tavut.",
        sv="{count} objekt saknar nyckel eller bytes.",
        en="{count} objects lack their key or their bytes.",
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
}
