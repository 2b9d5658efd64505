"""The sentences of the letters, part by part.

Sentences come whole, and only what stands unchanged in each of them is filled
in. They say what is done and what the law says, never more.
"""

from collections.abc import Mapping

from seloste.domain.notice import Text
from seloste.domain.rights import RequestKind
from seloste.domain.rights_letter.kinds import LetterKind, LetterPart

AUTHORITY = Text(
    fi="Tietosuojavaltuutetun toimisto",
    sv="Dataombudsmannens byrå",
    en="Office of the Data Protection Ombudsman",
)
AUTHORITY_WEB = Text(
    fi="https://tietosuoja.fi",
    sv="https://tietosuoja.fi/sv",
    en="https://tietosuoja.fi/en",
)
# tietosuoja.fi/yhteystiedot, read on 2026-11-30.
AUTHORITY_REACHED = Text(
    fi="PL 800, 00531 Helsinki · tietosuoja@om.fi · vaihde 029 566 6700",
    sv="PB 800, 00531 Helsingfors · tietosuoja@om.fi · växel 029 566 6700",
    en="P.O. Box 800, FI-00531 Helsinki · tietosuoja@om.fi · switchboard +358 29 566 "
    "6700",
)

TITLES: Mapping[LetterKind, Text] = {
    LetterKind.RECEIPT: Text(
        fi="Olemme saaneet pyyntösi",
        sv="Vi har tagit emot din begäran",
        en="We have received your request",
    ),
    LetterKind.IDENTITY: Text(
        fi="Tarvitsemme varmistuksen siitä, kuka olet",
        sv="Vi behöver veta vem du är",
        en="We need to know who you are",
    ),
    LetterKind.EXTENSION: Text(
        fi="Vastauksemme viipyy",
        sv="Vårt svar dröjer",
        en="Our answer will take longer",
    ),
    LetterKind.ANSWER: Text(
        fi="Vastaus pyyntöösi saada tietosi",
        sv="Svar på din begäran om dina uppgifter",
        en="Answer to your request for your data",
    ),
    LetterKind.CONFIRMED: Text(
        fi="Vastaus: käsittelemme tietojasi",
        sv="Svar: vi behandlar dina uppgifter",
        en="Answer: we process your data",
    ),
    LetterKind.NOTHING_HELD: Text(
        fi="Vastaus: emme löytäneet tietojasi",
        sv="Svar: vi hittade inga uppgifter om dig",
        en="Answer: we found no data about you",
    ),
    LetterKind.DONE: Text(
        fi="Olemme toteuttaneet pyyntösi",
        sv="Vi har gjort det du begärde",
        en="We have done what you asked",
    ),
    LetterKind.PARTIAL: Text(
        fi="Mitä vastauksesta puuttuu ja miksi",
        sv="Vad som saknas i svaret och varför",
        en="What is not in the answer, and why",
    ),
    LetterKind.REFUSAL: Text(
        fi="Emme voi toteuttaa pyyntöäsi",
        sv="Vi kan inte göra det du begär",
        en="We cannot do what you ask",
    ),
    LetterKind.FORWARDED: Text(
        fi="Pyyntöösi vastaa toinen organisaatio",
        sv="En annan organisation svarar på din begäran",
        en="Another organisation answers your request",
    ),
    LetterKind.ERASED_LATER: Text(
        fi="Tietosi on nyt tuhottu",
        sv="Dina uppgifter har nu förstörts",
        en="Your data have now been destroyed",
    ),
    LetterKind.LIFTING: Text(
        fi="Tietojesi käsittelyn rajoitus päättyy",
        sv="Begränsningen av behandlingen av dina uppgifter upphör",
        en="The restriction on processing your data will end",
    ),
    LetterKind.RECIPIENT: Text(
        fi="Ilmoitus luovutettujen tietojen muutoksesta",
        sv="Meddelande om ändring av utlämnade uppgifter",
        en="Notice of a change to data disclosed to you",
    ),
    LetterKind.READY: Text(
        fi="Vastauksesi on noudettavissa",
        sv="Ditt svar kan hämtas",
        en="Your answer is ready",
    ),
}

RIGHTS: Mapping[RequestKind, Text] = {
    RequestKind.CONFIRMATION: Text(
        fi="tieto siitä, käsitelläänkö tietojasi (15 artikla)",
        sv="besked om huruvida dina uppgifter behandlas (artikel 15)",
        en="whether your data are processed (Article 15)",
    ),
    RequestKind.ACCESS: Text(
        fi="omien tietojen saaminen (15 artikla)",
        sv="tillgång till dina uppgifter (artikel 15)",
        en="access to your data (Article 15)",
    ),
    RequestKind.TRANSCRIPT: Text(
        fi="puhelutallenne tekstinä (15 artikla)",
        sv="en samtalsinspelning i textform (artikel 15)",
        en="a recording in writing (Article 15)",
    ),
    RequestKind.RECTIFICATION: Text(
        fi="tietojen oikaiseminen (16 artikla)",
        sv="rättelse av uppgifter (artikel 16)",
        en="rectification of data (Article 16)",
    ),
    RequestKind.ERASURE: Text(
        fi="tietojen poistaminen (17 artikla)",
        sv="radering av uppgifter (artikel 17)",
        en="erasure of data (Article 17)",
    ),
    RequestKind.RESTRICTION: Text(
        fi="käsittelyn rajoittaminen (18 artikla)",
        sv="begränsning av behandling (artikel 18)",
        en="restriction of processing (Article 18)",
    ),
    RequestKind.PORTABILITY: Text(
        fi="tietojen siirtäminen (20 artikla)",
        sv="överföring av uppgifter (artikel 20)",
        en="portability of data (Article 20)",
    ),
    RequestKind.OBJECTION: Text(
        fi="käsittelyn vastustaminen (21 artikla)",
        sv="invändning mot behandling (artikel 21)",
        en="objection to processing (Article 21)",
    ),
    RequestKind.WITHDRAWAL: Text(
        fi="suostumuksen peruuttaminen (7 artiklan 3 kohta)",
        sv="återkallande av samtycke (artikel 7.3)",
        en="withdrawal of consent (Article 7(3))",
    ),
}
"""What was asked, by the kind of the request; articles are those of the GDPR."""

MEASURES: Mapping[RequestKind, Text] = {
    RequestKind.RECTIFICATION: Text(
        fi="oikaistu", sv="rättade uppgifterna", en="rectified the data"
    ),
    RequestKind.ERASURE: Text(
        fi="poistettu", sv="raderade uppgifterna", en="erased the data"
    ),
    RequestKind.RESTRICTION: Text(
        fi="rajattu vain säilytettäviksi",
        sv="begränsade behandlingen av uppgifterna",
        en="restricted the processing of the data",
    ),
}

DUTIES: Mapping[RequestKind, Text] = {
    RequestKind.RECTIFICATION: Text(
        fi="Pyytäkää oikaistu tieto meiltä ja korjatkaa omanne.",
        sv="Be oss om de rättade uppgifterna och rätta era egna.",
        en="Ask us for the corrected data and correct yours.",
    ),
    RequestKind.ERASURE: Text(
        fi="Poistakaa ne, jollei teillä ole omaa perustetta säilyttää niitä.",
        sv="Radera dem, om ni inte har en egen grund att bevara dem.",
        en="Erase them unless you have a ground of your own to keep them.",
    ),
    RequestKind.RESTRICTION: Text(
        fi="Rajoittakaa niiden käsittelyä myös itse (18 artikla).",
        sv="Begränsa behandlingen av dem även hos er (artikel 18).",
        en="Restrict their processing on your side too (Article 18).",
    ),
}
"""What a recipient does after each measure."""

PHRASES: Mapping[LetterPart, tuple[Text, ...]] = {
    LetterPart.OPENING: (Text(fi="Hei,", sv="Hej,", en="Hello,"),),
    LetterPart.RECEIVED: (
        Text(
            fi="Saimme pyyntösi {received}. Sen numero on {reference}. Pyynnön aihe: "
            "{right}.",
            sv="Vi tog emot din begäran den {received}. Den har nummer {reference}. "
            "Begäran gäller: {right}.",
            en="We received your request on {received}. Its number is {reference}. You "
            "asked for: {right}.",
        ),
    ),
    LetterPart.DEADLINE: (
        Text(
            fi="Vastaamme viimeistään {due}. Jos pyyntö on monimutkainen tai pyyntöjä "
            "on paljon, aikaa voidaan jatkaa kahdella kuukaudella. Silloin kerromme "
            "siitä ja syistä ensimmäisen kuukauden aikana.",
            sv="Vi svarar senast den {due}. Om begäran är komplicerad eller många kan "
            "tiden förlängas med två månader. Då berättar vi det och skälen under den "
            "första månaden.",
            en="We will answer by {due} at the latest. Where requests are complex or "
            "many, the time can be extended by two months. We will then tell you so, "
            "with the reasons, within the first month.",
        ),
    ),
    LetterPart.FREEZE: (
        Text(
            fi="Jos pyysit tietojasi, emme tuhoa pyydettyjä tietoja ennen kuin olemme "
            "vastanneet.",
            sv="Om du bad om dina uppgifter förstör vi inte de begärda uppgifterna "
            "innan vi har svarat.",
            en="If you asked for your data, we do not destroy what you asked for "
            "before we have answered.",
        ),
    ),
    LetterPart.IDENTITY_WHY: (
        Text(
            fi="Jotta emme antaisi tietojasi kenellekään muulle, meidän on "
            "varmistettava, kuka pyynnön teki (tietosuoja-asetuksen 12 artiklan 6 "
            "kohta).",
            sv="För att inte lämna dina uppgifter till någon annan måste vi "
            "säkerställa vem som gjorde begäran (dataskyddsförordningen artikel 12.6).",
            en="So that we give your data to nobody else, we have to establish who "
            "made the request (GDPR Article 12(6)).",
        ),
    ),
    LetterPart.IDENTITY_WAYS: (
        Text(
            fi="Voit valita tavan. Pankkitunnuksia ei tarvita: voit myös vastata "
            "koodilla, jonka lähetämme ennestään tuntemaamme numeroosi tai "
            "osoitteeseesi, pyytää meitä soittamaan tuttuun numeroosi tai käydä "
            "luonamme.",
            sv="Du kan välja sätt. Bankkoder behövs inte: du kan också svara med en "
            "kod som vi skickar till ett nummer eller en adress som vi redan känner "
            "till, be oss ringa till det kända numret eller besöka oss.",
            en="You can choose how. Bank credentials are not needed: you can also "
            "answer with a code that we send to a number or address we already know, "
            "ask us to call the number we know, or visit us.",
        ),
    ),
    LetterPart.IDENTITY_DATA: (
        Text(
            fi="Älä lähetä kuvaa henkilötodistuksesta äläkä henkilötunnustasi: emme "
            "käytä niitä tähän. Kirjaamme vain tavan, ajan ja tuloksen.",
            sv="Skicka ingen bild av din identitetshandling och ingen "
            "personbeteckning: vi använder dem inte till detta. Vi antecknar bara "
            "sättet, tiden och resultatet.",
            en="Do not send a picture of an identity document or your personal "
            "identity code: we do not use them for this. We record only the way, the "
            "time and the result.",
        ),
    ),
    LetterPart.UNTIL: (
        Text(
            fi="Tarvitsemme vastaamiseen enemmän aikaa. Vastaamme viimeistään {until} "
            "(tietosuoja-asetuksen 12 artiklan 3 kohta).",
            sv="Vi behöver mer tid för att svara. Vi svarar senast den {until} "
            "(dataskyddsförordningen artikel 12.3).",
            en="We need more time to answer. We will answer by {until} at the latest "
            "(GDPR Article 12(3)).",
        ),
    ),
    LetterPart.EXTENSION_REASONS: (
        Text(
            fi="Syyt pidempään aikaan:",
            sv="Skälen till den längre tiden:",
            en="The reasons for the longer time:",
        ),
    ),
    LetterPart.HELD: (
        Text(
            fi="Kyllä: käsittelemme henkilötietojasi. Voit pyytää niistä jäljennöksen "
            "ja tiedot käsittelystä.",
            sv="Ja: vi behandlar personuppgifter om dig. Du kan begära en kopia av dem "
            "och information om behandlingen.",
            en="Yes: we process personal data about you. You can ask for a copy of "
            "them and for information about the processing.",
        ),
    ),
    LetterPart.NOT_HELD: (
        Text(
            fi="Emme löytäneet henkilötietojasi tästä rekisteristä niillä tiedoilla, "
            "joiden hallinnan osoitit. Säilytämme pyynnöstäsi vain sen, mikä sen "
            "käsittelyn osoittamiseen tarvitaan.",
            sv="Vi hittade inga personuppgifter om dig i detta register med de "
            "uppgifter som du visade att är dina. Av din begäran sparar vi bara det "
            "som behövs för att visa att den har behandlats.",
            en="We found no personal data about you in this register by the details "
            "that you showed to be yours. Of your request we keep only what is needed "
            "to show that it was handled.",
        ),
    ),
    LetterPart.DONE: (
        Text(
            fi="Olemme toteuttaneet pyyntösi. Toteutimme sen {done}.",
            sv="Vi har gjort det du begärde. Vi gjorde det den {done}.",
            en="We have done what you asked. We did it on {done}.",
        ),
    ),
    LetterPart.CONTENTS: (
        Text(
            fi="Vastaus sisältää tietosi ja tiedot niiden käsittelystä: mihin niitä "
            "käytetään, mistä ne on saatu, kenelle niitä on luovutettu, kuinka kauan "
            "niitä säilytetään ja milloin ja mihin tarkoitukseen niitä on avattu. "
            "Aloita tiedostosta report.html tai report.pdf.",
            sv="Svaret innehåller dina uppgifter och information om behandlingen: vad "
            "de används till, varifrån de kommer, vem de har lämnats ut till, hur "
            "länge de sparas och när och för vilket ändamål de har öppnats. Börja med "
            "filen report.html eller report.pdf.",
            en="The answer holds your data and information about their processing: "
            "what they are used for, where they came from, to whom they were "
            "disclosed, how long they are kept, and when and for what they were "
            "opened. Start with the file report.html or report.pdf.",
        ),
    ),
    LetterPart.RECORDINGS: (
        Text(
            fi="Puhelutallenteet annetaan sanasta sanaan kirjoitettuina ja ihmisen "
            "tarkistamina. Voit pyytää ne myös äänenä.",
            sv="Samtalsinspelningar ges utskrivna ord för ord och kontrollerade av en "
            "människa. Du kan också be att få dem som ljud.",
            en="Call recordings are given written out word for word and checked by a "
            "person. You can also ask for them as sound.",
        ),
    ),
    LetterPart.DELIVERY: (
        Text(
            fi="Vastauksen voi noutaa kerran ja viimeistään {gone}. Sen jälkeen "
            "tuhoamme vastausta varten tehdyn kopion.",
            sv="Svaret kan hämtas en gång och senast den {gone}. Därefter förstör vi "
            "kopian som gjordes för svaret.",
            en="The answer can be fetched once, and by {gone} at the latest. After "
            "that we destroy the copy that was made for it.",
        ),
    ),
    LetterPart.NOT_GIVEN: (
        Text(
            fi="Osaa pyynnöstäsi emme toteuta. Se koskee näin monta kohtaa: {count}.",
            sv="En del av din begäran kan vi inte uppfylla. Det gäller så här många "
            "punkter: {count}.",
            en="We do not carry out a part of your request. The number of items "
            "concerned is: {count}.",
        ),
    ),
    LetterPart.REFUSED: (
        Text(
            fi="Emme toteuta pyyntöäsi.",
            sv="Vi uppfyller inte din begäran.",
            en="We do not carry out your request.",
        ),
    ),
    LetterPart.GROUNDS: (Text(fi="Perusteet:", sv="Skälen:", en="The reasons:"),),
    LetterPart.KEPT: (
        Text(
            fi="Näin säilytetyt tiedot tuhotaan arviomme mukaan {kept}. Kerromme, kun "
            "ne on tuhottu.",
            sv="De uppgifter som sparas förstörs enligt vår bedömning den {kept}. Vi "
            "berättar när det har gjorts.",
            en="We expect what is kept to be destroyed on {kept}. We will tell you "
            "when it has been.",
        ),
    ),
    LetterPart.WHO_DECIDES: (
        Text(
            fi="Pyyntösi koskee tietoja, joita käsittelemme toisen organisaation "
            "lukuun. Rekisterinpitäjä on {controller}. Välitimme pyyntösi sille "
            "{forwarded}, ja se vastaa sinulle.",
            sv="Din begäran gäller uppgifter som vi behandlar för en annan "
            "organisations räkning. Personuppgiftsansvarig är {controller}. Vi "
            "förmedlade din begäran dit den {forwarded}, och därifrån får du svar.",
            en="Your request concerns data that we process on behalf of another "
            "organisation. The controller is {controller}. We passed your request on "
            "to it on {forwarded}, and it will answer you.",
        ),
    ),
    LetterPart.ERASED: (
        Text(
            fi="Kerroimme aiemmin, että osaa tiedoista oli vielä säilytettävä. Syy on "
            "päättynyt, ja tiedot on tuhottu {done}.",
            sv="Vi berättade tidigare att en del av uppgifterna ännu måste sparas. "
            "Skälet har upphört, och uppgifterna förstördes den {done}.",
            en="We told you earlier that a part of the data still had to be kept. The "
            "reason has ended, and the data were destroyed on {done}.",
        ),
    ),
    LetterPart.LIFTED: (
        Text(
            fi="Tietojesi käsittelyä on rajoitettu pyynnöstäsi. Rajoitus päättyy "
            "{until}, ja kerromme siitä etukäteen (tietosuoja-asetuksen 18 artiklan 3 "
            "kohta).",
            sv="Behandlingen av dina uppgifter har varit begränsad på din begäran. "
            "Begränsningen upphör den {until}, och vi berättar det på förhand "
            "(dataskyddsförordningen artikel 18.3).",
            en="The processing of your data has been restricted at your request. The "
            "restriction will end on {until}, and we tell you beforehand (GDPR Article "
            "18(3)).",
        ),
    ),
    LetterPart.MEASURE: (
        Text(
            fi="Teille on luovutettu henkilötietoja. Luovutuksen tunnus on "
            "{disclosure}. Tiedot on meillä {done} {measure}.",
            sv="Personuppgifter har lämnats ut till er. Utlämnandets beteckning är "
            "{disclosure}. Den {done} har vi gjort följande: vi {measure}.",
            en="Personal data were disclosed to you. The reference of the disclosure "
            "is {disclosure}. On {done} we {measure}.",
        ),
    ),
    LetterPart.RECIPIENT_DUTY: (
        Text(
            fi="Ilmoitamme tästä jokaiselle, jolle tiedot on luovutettu "
            "(tietosuoja-asetuksen 19 artikla). {duty} Vahvistakaa, että saitte tämän "
            "ilmoituksen.",
            sv="Vi underrättar varje mottagare som uppgifterna har lämnats ut till "
            "(dataskyddsförordningen artikel 19). {duty} Bekräfta att ni har fått "
            "detta meddelande.",
            en="We notify each recipient to whom the data were disclosed (GDPR Article "
            "19). {duty} Please confirm that you have received this notice.",
        ),
    ),
    LetterPart.FETCH: (
        Text(
            fi="Vastaus pyyntöösi numero {reference} odottaa sinua täällä: {link}",
            sv="Svaret på din begäran nummer {reference} finns här: {link}",
            en="The answer to your request number {reference} is here: {link}",
        ),
    ),
    LetterPart.FREE: (
        Text(
            fi="Tämä ei maksa sinulle mitään.",
            sv="Detta kostar dig ingenting.",
            en="This costs you nothing.",
        ),
    ),
    LetterPart.COMPLAINT: (
        Text(
            fi="Jos katsot, että tietojasi käsitellään lain vastaisesti, voit tehdä "
            "valituksen valvontaviranomaiselle (tietosuoja-asetuksen 77 artikla). "
            "Suomessa se on tietosuojavaltuutettu: {authority}, {reached}, {web}",
            sv="Om du anser att dina uppgifter behandlas i strid med lagen kan du "
            "lämna klagomål till tillsynsmyndigheten (dataskyddsförordningen artikel "
            "77). I Finland är den dataombudsmannen: {authority}, {reached}, {web}",
            en="If you consider that your data are processed against the law, you can "
            "lodge a complaint with the supervisory authority (GDPR Article 77). In "
            "Finland it is the Data Protection Ombudsman: {authority}, {reached}, "
            "{web}",
        ),
    ),
    LetterPart.COURT: (
        Text(
            fi="Voit lisäksi viedä asian tuomioistuimeen (tietosuoja-asetuksen 79 "
            "artikla): siinä jäsenvaltiossa, jossa rekisterinpitäjällä on toimipaikka "
            "tai jossa sinulla on vakinainen asuinpaikka.",
            sv="Du kan dessutom väcka talan vid domstol (dataskyddsförordningen "
            "artikel 79): i den medlemsstat där den personuppgiftsansvarige är "
            "etablerad eller där du har din hemvist.",
            en="You can also take the matter to court (GDPR Article 79): in the Member "
            "State where the controller has an establishment or where you have your "
            "habitual residence.",
        ),
    ),
    LetterPart.CONTACT: (
        Text(
            fi="Jos kysyt tästä jotakin, ota yhteyttä: {contact}. Mainitse numero "
            "{reference}.",
            sv="Om du vill fråga något, kontakta: {contact}. Uppge nummer {reference}.",
            en="If you have questions, contact: {contact}. Please give the number "
            "{reference}.",
        ),
    ),
}
"""What each part says. A list that follows is made of the reasons themselves."""

MARKS: Mapping[LetterPart, tuple[str, ...]] = {
    LetterPart.RECEIVED: ("{received}", "{reference}", "{right}"),
    LetterPart.DEADLINE: ("{due}",),
    LetterPart.IDENTITY_WHY: ("12",),
    LetterPart.UNTIL: ("{until}", "12"),
    LetterPart.DONE: ("{done}",),
    LetterPart.DELIVERY: ("{gone}",),
    LetterPart.NOT_GIVEN: ("{count}",),
    LetterPart.KEPT: ("{kept}",),
    LetterPart.WHO_DECIDES: ("{controller}", "{forwarded}"),
    LetterPart.ERASED: ("{done}",),
    LetterPart.LIFTED: ("{until}", "18"),
    LetterPart.MEASURE: ("{disclosure}", "{done}", "{measure}"),
    LetterPart.RECIPIENT_DUTY: ("19", "{duty}"),
    LetterPart.FETCH: ("{link}",),
    LetterPart.COMPLAINT: ("77", "{authority}", "{reached}", "{web}"),
    LetterPart.COURT: ("79",),
    LetterPart.CONTACT: ("{contact}", "{reference}"),
}
"""What the words of a part must name in every language, whoever edits them."""
