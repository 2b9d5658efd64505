"""The words of lint findings, in the three languages. No rule is decided here."""

from seloste.domain.notice import Text

WORDS: dict[str, Text] = {
    "contact-missing": Text(
        fi="Rekisterinpitäjän yhteystietoja ei kerrota: ei postiosoitetta eikä "
        "sähköpostiosoitetta.",
        sv="Den personuppgiftsansvariges kontaktuppgifter saknas: varken postadress "
        "eller e-postadress anges.",
        en="The controller's contact details are missing: neither an address nor an "
        "e-mail address is given.",
    ),
    "dpo-missing": Text(
        fi="Tietosuojavastaavan yhteystietoja ei kerrota.",
        sv="Dataskyddsombudets kontaktuppgifter saknas.",
        en="The contact details of the data protection officer are missing.",
    ),
    "basis-conditional": Text(
        fi="Käsittelyn peruste on ehdollinen eikä käyttötarkoituksittain kerrottu.",
        sv="Den rättsliga grunden är villkorlig och anges inte för varje ändamål.",
        en="The legal basis is conditional and not given for each purpose.",
    ),
    "basis-uniform": Text(
        fi="Kaikilla käyttötarkoituksilla on sama peruste samoin perusteluin.",
        sv="Alla ändamål har samma rättsliga grund med samma motivering.",
        en="One legal basis with one justification stands for every purpose.",
    ),
    "interest-missing": Text(
        fi="Peruste on oikeutettu etu, mutta etua ei nimetä.",
        sv="Grunden är berättigat intresse, men intresset anges inte.",
        en="The basis is a legitimate interest, but the interest is not named.",
    ),
    "interest-not-named": Text(
        fi="Peruste on oikeutettu etu; sen tueksi esitetty perustelu ei nimeä etua.",
        sv="Grunden är berättigat intresse; det skäl som anges nämner inget intresse.",
        en="The basis is a legitimate interest; the reason given for it names no "
        "interest.",
    ),
    "recipient-wide": Text(
        fi="Vastaanottajaryhmä on väljä: konsernin yhtiöitä ei nimetä, ja ne voivat "
        "saada tietoja muuhunkin kuin oikeussuojakeinoihin.",
        sv="Mottagarkategorin är vid: koncernens bolag nämns inte, och de kan få "
        "uppgifter även för annat än rättsmedel.",
        en="The category of recipients is wide: the companies of the group are not "
        "named, and may receive data for more than legal claims.",
    ),
    "transfer-unconditional": Text(
        fi="Siirto EU:n ja ETA:n ulkopuolelle on poikkeus, jonka ehtoja ei kerrota.",
        sv="Överföring utanför EU och EES är ett undantag vars villkor inte anges.",
        en="Transfer outside the EU and the EEA is an exception whose conditions are "
        "not given.",
    ),
    "transfer-countries-missing": Text(
        fi="Maita, joihin tietoja siirretään, ei kerrota.",
        sv="De länder till vilka uppgifter överförs anges inte.",
        en="The countries to which data are transferred are not given.",
    ),
    "transfer-mechanism-missing": Text(
        fi="Siirron suojatoimia ei kerrota.",
        sv="Skyddsåtgärderna för överföringen anges inte.",
        en="The safeguards of the transfer are not given.",
    ),
    "transfer-mechanism-open": Text(
        fi="Siirron suojatoimeksi riittää nimeämätön muu siirtomekanismi.",
        sv="Som skyddsåtgärd för överföringen duger en annan, onämnd mekanism.",
        en="Another mechanism, unnamed, is enough as a safeguard of the transfer.",
    ),
    "transfer-copy-missing": Text(
        fi="Ei kerrota, mistä suojatoimista saa jäljennöksen.",
        sv="Det anges inte var man får en kopia av skyddsåtgärderna.",
        en="It is not said how to get a copy of the safeguards.",
    ),
    "period-open": Text(
        fi="Säilytysaika on avoin: tarvitaan päivä, jona säilyttämisen tarve "
        "arvioidaan uudelleen.",
        sv="Bevaringstiden är öppen: det behövs en dag då behovet av bevarande prövas "
        "på nytt.",
        en="The period is open-ended: a day is needed on which the need to keep is "
        "reviewed.",
    ),
    "right-missing": Text(
        fi="Oikeutta ei kerrota: {right}.",
        sv="Rättigheten nämns inte: {right}.",
        en="The right is not told of: {right}.",
    ),
    "complaint-missing": Text(
        fi="Oikeutta tehdä valitus valvontaviranomaiselle ei kerrota.",
        sv="Rätten att lämna in klagomål till tillsynsmyndigheten nämns inte.",
        en="The right to lodge a complaint with the supervisory authority is not "
        "told of.",
    ),
    "requests-period-missing": Text(
        fi="Ei kerrota, kuinka kauan rekisteröidyn pyyntöjä ja niihin annettuja "
        "vastauksia säilytetään (luokka rights-request); ilman sitä aika on 24 "
        "kuukautta.",
        sv="Det anges inte hur länge den registrerades begäranden och svaren på dem "
        "bevaras (klassen rights-request); utan den är tiden 24 månader.",
        en="It is not said how long requests of data subjects and the answers to them "
        "are kept (class rights-request); without it the period is 24 months.",
    ),
    "packages-period-missing": Text(
        fi="Ei kerrota, kuinka kauan pyyntöä varten koottua tietopakettia säilytetään, "
        "ellei sitä noudeta (luokka rights-package); ilman sitä aika on 30 päivää.",
        sv="Det anges inte hur länge ett paket som har sammanställts för en begäran "
        "bevaras om det inte hämtas (klassen rights-package); utan den är tiden 30 "
        "dagar.",
        en="It is not said how long a package built for a request is kept where it is "
        "not fetched (class rights-package); without it the period is 30 days.",
    ),
    "provision-missing": Text(
        fi="Ei kerrota, onko tietojen antaminen pakollista ja mitä seuraa, jos niitä "
        "ei anneta.",
        sv="Det anges inte om uppgifterna måste lämnas och vad som följer om de inte "
        "lämnas.",
        en="It is not said whether data must be given, and what follows if they are "
        "not.",
    ),
    "logic-missing": Text(
        fi="Automaattisen päätöksenteon tai profiloinnin logiikkaa ei kerrota.",
        sv="Logiken bakom det automatiserade beslutsfattandet eller profileringen "
        "anges inte.",
        en="The logic of automated decisions or profiling is not given.",
    ),
    "profiling-narrow": Text(
        fi="Profiloinnista kielletään vain se, jolla on oikeusvaikutuksia; muusta ei "
        "sanota mitään.",
        sv="Endast profilering med rättsliga följder utesluts; om annan profilering "
        "sägs inget.",
        en="Only profiling with legal effects is ruled out; nothing is said of other "
        "profiling.",
    ),
    "condition-missing": Text(
        fi="Erityisiin henkilötietoryhmiin kuuluville tiedoille ei nimetä 9 artiklan "
        "2 kohdan edellytystä.",
        sv="För uppgifter av särskilda kategorier anges inget villkor enligt artikel "
        "9.2.",
        en="No condition of Art. 9(2) is named for data of special categories.",
    ),
    "told-missing": Text(
        fi="Ei kerrota, miten ja milloin henkilö saa tiedon, kun tiedot tulevat "
        "muualta kuin häneltä itseltään.",
        sv="Det anges inte hur och när personen informeras när uppgifterna kommer "
        "från någon annan.",
        en="It is not said how and when a person is told whose data come from "
        "elsewhere.",
    ),
}

RIGHTS: dict[str, Text] = {
    "access": Text(
        fi="oikeus saada pääsy tietoihin (15 artikla)",
        sv="rätt till tillgång (artikel 15)",
        en="access (Art. 15)",
    ),
    "rectification": Text(
        fi="oikeus tietojen oikaisemiseen (16 artikla)",
        sv="rätt till rättelse (artikel 16)",
        en="rectification (Art. 16)",
    ),
    "erasure": Text(
        fi="oikeus tietojen poistamiseen (17 artikla)",
        sv="rätt till radering (artikel 17)",
        en="erasure (Art. 17)",
    ),
    "restriction": Text(
        fi="oikeus käsittelyn rajoittamiseen (18 artikla)",
        sv="rätt till begränsning av behandling (artikel 18)",
        en="restriction (Art. 18)",
    ),
    "portability": Text(
        fi="oikeus siirtää tiedot järjestelmästä toiseen (20 artikla)",
        sv="rätt till dataportabilitet (artikel 20)",
        en="data portability (Art. 20)",
    ),
    "objection": Text(
        fi="vastustamisoikeus (21 artikla)",
        sv="rätt att göra invändningar (artikel 21)",
        en="objection (Art. 21)",
    ),
    "withdrawal": Text(
        fi="oikeus peruuttaa suostumus (7 artiklan 3 kohta)",
        sv="rätt att återkalla samtycke (artikel 7.3)",
        en="withdrawal of consent (Art. 7(3))",
    ),
}
