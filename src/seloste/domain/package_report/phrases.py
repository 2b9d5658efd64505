"""The sentences of the report."""

from collections.abc import Mapping

from seloste.domain.notice import Text

TITLE = Text(fi="Sinun tietosi", sv="Dina uppgifter", en="Your data")
ABOUT = Text(fi="Mikä tämä on", sv="Vad detta är", en="What this is")
FRONT = Text(
    fi="Tämä on vastaus pyyntöösi numero {reference}. Saimme pyynnön {received} ja "
    "kokosimme vastauksen {made}.",
    sv="Detta är svaret på din begäran nummer {reference}. Vi tog emot begäran den "
    "{received} och sammanställde svaret den {made}.",
    en="This is the answer to your request number {reference}. We received the request "
    "on {received} and compiled the answer on {made}.",
)
WHO = Text(
    fi="Tiedoistasi vastaa {controllers}. Yhteydenotot: {contact}.",
    sv="Personuppgiftsansvarig är {controllers}. Kontakt: {contact}.",
    en="The controller of your data is {controllers}. Contact: {contact}.",
)
COUNT = Text(
    fi="Vastauksessa on näin monta yhteydenottoa: {count}.",
    sv="Antalet kontakter i svaret: {count}.",
    en="The number of contacts in this answer: {count}.",
)
FILES = Text(
    fi="Samat tiedot ovat koneellisesti luettavina tiedostossa data.json, ja jokainen "
    "yhteydenotto on myös vCon-tiedostona. Tiedostojen luettelo on tiedostossa "
    "manifest.json.",
    sv="Samma uppgifter finns i maskinläsbar form i filen data.json, och varje kontakt "
    "finns också som en vCon-fil. Filerna förtecknas i manifest.json.",
    en="The same data are in the file data.json in a form machines read, and each "
    "contact is also there as a vCon file. The files are listed in manifest.json.",
)
PORTABLE = Text(
    fi="Vastauksessa on vain se, minkä olet itse antanut ja mitä käsitellään "
    "automaattisesti suostumuksesi tai sopimuksen perusteella.",
    sv="Svaret innehåller bara det som du själv har lämnat och som behandlas "
    "automatiserat med stöd av ditt samtycke eller ett avtal.",
    en="The answer holds only what you provided yourself and what is processed by "
    "automated means on the basis of your consent or a contract.",
)
CONTACT = Text(
    fi="{number}. {channel} {day}",
    sv="{number}. {channel} {day}",
    en="{number}. {channel} {day}",
)
CHANNELS: Mapping[str, Text] = {
    "call": Text(fi="Puhelu", sv="Samtal", en="Call"),
    "mail": Text(fi="Sähköposti", sv="E-post", en="E-mail"),
    "chat": Text(fi="Chat", sv="Chatt", en="Chat"),
    "form": Text(fi="Lomake", sv="Blankett", en="Form"),
    "paper": Text(fi="Paperi", sv="Papper", en="Paper"),
}
DIRECTIONS: Mapping[str, Text] = {
    "inbound": Text(
        fi="Otit yhteyttä meihin.", sv="Du kontaktade oss.", en="You contacted us."
    ),
    "outbound": Text(
        fi="Otimme yhteyttä sinuun.", sv="Vi kontaktade dig.", en="We contacted you."
    ),
}
TIMES = Text(
    fi="Alkoi {started}, päättyi {ended}.",
    sv="Började {started}, slutade {ended}.",
    en="Began {started}, ended {ended}.",
)
BEGAN = Text(fi="Alkoi {started}.", sv="Började {started}.", en="Began {started}.")
KEPT = Text(
    fi="Tuhotaan viimeistään {kept}, ellei jokin syy vaadi säilyttämään pidempään.",
    sv="Förstörs senast den {kept}, om inget skäl kräver att de sparas längre.",
    en="Destroyed by {kept} at the latest, unless a reason requires keeping it longer.",
)
SOURCE = Text(fi="Lähde: {source}.", sv="Källa: {source}.", en="Source: {source}.")
SUBJECT = Text(fi="Aihe: {subject}", sv="Ämne: {subject}", en="Subject: {subject}")
KNOWN = Text(
    fi="Näin sinut tunnettiin: {party}",
    sv="Så här var du känd: {party}",
    en="How you were known: {party}",
)
OTHERS = Text(
    fi="Mukana oli myös muita ihmisiä, joita ei nimetä tässä. Heitä oli {count}.",
    sv="Också andra personer deltog, men de namnges inte här. Antal: {count}.",
    en="Other people took part too, and are not named here. How many: {count}.",
)
BY: Mapping[str, Text] = {
    "you": Text(fi="Sinä", sv="Du", en="You"),
    "us": Text(fi="Me", sv="Vi", en="Us"),
    "other": Text(fi="Joku muu", sv="Någon annan", en="Somebody else"),
    "system": Text(fi="Järjestelmä", sv="Systemet", en="System"),
    "work": Text(
        fi="Asian käsittely", sv="Behandling av ärendet", en="Handling of the matter"
    ),
    "note": Text(
        fi="Merkintä asiakaspalvelussa",
        sv="Anteckning i kundtjänsten",
        en="Note of the customer service",
    ),
    "statement": Text(
        fi="Sinun täydentävä lausumasi",
        sv="Ditt kompletterande utlåtande",
        en="Your supplementary statement",
    ),
}
SPEAKERS: Mapping[str, Text] = {
    "customer": Text(fi="Asiakas", sv="Kunden", en="Customer"),
    "agent": Text(fi="Asiakaspalvelija", sv="Kundrådgivaren", en="Agent"),
    "other": Text(fi="Muu henkilö", sv="Annan person", en="Another person"),
    "unknown": Text(fi="Puhuja", sv="Talare", en="Speaker"),
}
RECORDING = Text(
    fi="Puhelu sanasta sanaan kirjoitettuna. Ihminen on tarkistanut, että siinä on "
    "kaikki.",
    sv="Samtalet utskrivet ord för ord. En människa har kontrollerat att allt är med.",
    en="The call written out word for word. A person has checked that all of it is "
    "here.",
)
GAP = Text(
    fi="Näitä kohtia ei tallennettu (sekunteina alusta): {gaps}.",
    sv="Dessa avsnitt spelades inte in (sekunder från början): {gaps}.",
    en="These stretches were not recorded (seconds from the beginning): {gaps}.",
)
AUDIO = Text(fi="Kuuntele äänite", sv="Lyssna på inspelningen", en="Play the recording")
FILE = Text(
    fi="Avaa tiedosto {name}", sv="Öppna filen {name}", en="Open the file {name}"
)
REDACTED_TURN = Text(
    fi="[poistettu toisen ihmisen vuoksi]",
    sv="[borttaget av hänsyn till en annan person]",
    en="[taken out for the sake of another person]",
)
REDACTED = Text(
    fi="Tästä on poistettu kohtia toisen ihmisen vuoksi (tietosuoja-asetuksen 15 "
    "artiklan 4 kohta).",
    sv="Här har delar tagits bort av hänsyn till en annan person "
    "(dataskyddsförordningen artikel 15.4).",
    en="Parts were taken out here for the sake of another person (GDPR Article 15(4)).",
)
BESIDE = Text(
    fi="Mitä sinusta on tallennettu yhteydenottojesi lisäksi",
    sv="Vad som har sparats om dig vid sidan av dina kontakter",
    en="What is kept of you beside your contacts",
)
NOTHING_BESIDE = Text(
    fi="Yhteydenottojesi lisäksi sinusta ei ole tallennettu mitään.",
    sv="Vid sidan av dina kontakter har inget sparats om dig.",
    en="Nothing is kept of you beside your contacts.",
)
ONE_CUSTOMER = Text(
    fi="Nämä tunnisteet on todettu saman asiakkaan tunnisteiksi: {identifiers}.",
    sv="Dessa identifierare har konstaterats höra till samma kund: {identifiers}.",
    en="These identifiers were found to be of one customer: {identifiers}.",
)
ONE_CUSTOMER_WHY = Text(
    fi="Peruste {day}: {reason}",
    sv="Motivering {day}: {reason}",
    en="Reason on {day}: {reason}",
)
TO_BE_CALLED = Text(
    fi="Soittolistalla, johon tiedot saatiin lähteestä {source}: {known}.",
    sv="På en ringlista vars uppgifter kom från {source}: {known}.",
    en="On a list of calls whose data came from {source}: {known}.",
)
RECIPIENTS = Text(
    fi="Kenelle tietojasi on annettu",
    sv="Till vem dina uppgifter har lämnats",
    en="Who has received your data",
)
NO_RECIPIENTS = Text(
    fi="Tietojasi ei ole luovutettu kenellekään.",
    sv="Dina uppgifter har inte lämnats ut till någon.",
    en="Your data have not been disclosed to anybody.",
)
OPENINGS = Text(
    fi="Milloin ja mihin tietojasi on avattu",
    sv="När och för vad dina uppgifter har öppnats",
    en="When your data were opened, and for what",
)
NO_OPENINGS = Text(
    fi="Tietojasi ei ole avattu sen jälkeen, kun ne tallennettiin.",
    sv="Dina uppgifter har inte öppnats sedan de sparades.",
    en="Your data have not been opened since they were kept.",
)
OPENINGS_RULE = Text(
    fi="Työntekijöiden nimiä ei kerrota. Vastauksen kokoamista ei ole laskettu mukaan.",
    sv="De anställdas namn anges inte. Att sammanställa svaret är inte medräknat.",
    en="Employees are not named. Compiling this answer is not counted.",
)
DAY = Text(fi="Päivä", sv="Dag", en="Day")
PURPOSE = Text(fi="Tarkoitus", sv="Ändamål", en="Purpose")
TIMES_OPENED = Text(fi="Kertoja", sv="Gånger", en="Times")
NAME = Text(fi="Vastaanottaja", sv="Mottagare", en="Recipient")
BASIS = Text(fi="Peruste", sv="Grund", en="Basis")
LEFT_OUT = Text(
    fi="Mitä tästä puuttuu ja miksi",
    sv="Vad som saknas och varför",
    en="What is missing, and why",
)
NOTHING_LEFT_OUT = Text(
    fi="Tästä vastauksesta ei ole jätetty mitään pois.",
    sv="Inget har utelämnats ur detta svar.",
    en="Nothing was left out of this answer.",
)
LEFT_OUT_LINE = Text(
    fi="Yhteydenotto {number}, {kind}: {reason}",
    sv="Kontakt {number}, {kind}: {reason}",
    en="Contact {number}, {kind}: {reason}",
)
KINDS: Mapping[str, Text] = {
    "message": Text(fi="viesti", sv="meddelande", en="message"),
    "form-answer": Text(fi="lomakevastaus", sv="blankettsvar", en="answer to a form"),
    "attachment": Text(fi="tiedosto", sv="fil", en="file"),
    "note": Text(fi="merkintä", sv="anteckning", en="note"),
    "work": Text(
        fi="asian käsittely", sv="behandling av ärendet", en="handling of a matter"
    ),
    "recording": Text(fi="puhelutallenne", sv="samtalsinspelning", en="recording"),
    "statement": Text(fi="lausuma", sv="utlåtande", en="statement"),
}
REASONS: Mapping[str, Text] = {
    "other-identity": Text(
        fi="siitä kävisi ilmi, kuka joku muu on (15 artiklan 4 kohta)",
        sv="det skulle framgå vem någon annan är (artikel 15.4)",
        en="it would show who somebody else is (Article 15(4))",
    ),
    "other-private": Text(
        fi="se koskee toisen ihmisen yksityisiä asioita (15 artiklan 4 kohta)",
        sv="det gäller en annan persons privata angelägenheter (artikel 15.4)",
        en="it concerns the private matters of another person (Article 15(4))",
    ),
    "other-safety": Text(
        fi="sen antaminen vaarantaisi toisen ihmisen (15 artiklan 4 kohta)",
        sv="att lämna ut det skulle utsätta en annan person för fara (artikel 15.4)",
        en="giving it would endanger another person (Article 15(4))",
    ),
    "secret": Text(
        fi="siinä on liikesalaisuus (15 artiklan 4 kohta)",
        sv="det innehåller en företagshemlighet (artikel 15.4)",
        en="it holds a trade secret (Article 15(4))",
    ),
    "section-34": Text(
        fi="tietosuojalain 34 § rajoittaa sen antamista",
        sv="34 § i dataskyddslagen begränsar utlämnandet",
        en="Section 34 of the Finnish Data Protection Act limits giving it",
    ),
    "not-provided": Text(
        fi="et ole itse antanut sitä (20 artiklan 1 kohta)",
        sv="du har inte själv lämnat det (artikel 20.1)",
        en="you did not provide it yourself (Article 20(1))",
    ),
    "withheld": Text(
        fi="siitä löytyi haittaohjelma, joten tiedostoa ei anneta",
        sv="skadlig kod hittades, så filen lämnas inte ut",
        en="malware was found in it, so the file is not given",
    ),
    "decided": Text(
        fi="se on rajattu pois perusteella, joka kerrotaan kirjeessä",
        sv="det har uteslutits på en grund som anges i brevet",
        en="it was left out on a ground that the letter states",
    ),
}
