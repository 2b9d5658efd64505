"""How long data are kept, what follows, and what may delay it (Art. 13(2)(a))."""

from collections.abc import Mapping
from dataclasses import dataclass

from seloste.domain.contact import Channel
from seloste.domain.notice import HoldKind, Text

CAPTION = Text(fi="Säilytysajat", sv="Lagringstider", en="Retention periods")
DATA = Text(fi="Tiedot", sv="Uppgifter", en="Data")
PERIOD = Text(fi="Säilytysaika", sv="Lagringstid", en="Kept for how long")
AFTERWARDS = Text(
    fi="Mitä sitten tapahtuu", sv="Vad som händer sedan", en="What follows"
)
CHANNELS: Mapping[Channel, Text] = {
    Channel.CALL: Text(fi="puhelut", sv="samtal", en="calls"),
    Channel.MAIL: Text(fi="sähköpostit", sv="e-post", en="e-mails"),
    Channel.CHAT: Text(fi="chat-keskustelut", sv="chattkonversationer", en="chats"),
    Channel.FORM: Text(fi="lomakkeet", sv="blanketter", en="forms"),
    Channel.PAPER: Text(fi="paperit", sv="papper", en="papers"),
}
NAMED = Text(
    fi="{name} ({channels})", sv="{name} ({channels})", en="{name} ({channels})"
)
START = Text(
    fi="Säilytysaika alkaa, kun yhteydenotto päättyy.",
    sv="Lagringstiden börjar när kontakten avslutas.",
    en="The period begins when the contact ends.",
)
AT_MOST = Text(
    fi="Säilytetään enintään {period}.",
    sv="Sparas i högst {period}.",
    en="Kept for at most {period}.",
)
EXACTLY = Text(
    fi="Säilytetään {period}.", sv="Sparas i {period}.", en="Kept for {period}."
)
UNTIL = Text(fi="Säilytetään{until}.", sv="Sparas{until}.", en="Kept{until}.")
REVIEW = Text(
    fi="Arvioimme {every}, onko säilyttäminen yhä tarpeen.",
    sv="Vi bedömer {every} om uppgifterna fortfarande behövs.",
    en="We check {every} whether keeping them is still necessary.",
)
GONE_BY = Text(
    fi="Tuhotaan automaattisesti viimeistään säilytysajan päättyessä. Sen jälkeen "
    "mitään kopiota ei voi lukea, ei edes varmuuskopiota.",
    sv="Förstörs automatiskt senast när lagringstiden går ut. Därefter kan ingen "
    "kopia läsas, inte ens en säkerhetskopia.",
    en="Destroyed automatically by the end of the period at the latest. After that, "
    "no copy can be read, not even a backup.",
)
GONE_AFTER = Text(
    fi="Tuhotaan automaattisesti, kun säilytysaika on päättynyt.",
    sv="Förstörs automatiskt när lagringstiden har gått ut.",
    en="Destroyed automatically once the period has ended.",
)
GONE_AFTER_EVENT = Text(
    fi="Tuhotaan, kun tietoja ei enää tarvita tähän.",
    sv="Förstörs när uppgifterna inte längre behövs för detta.",
    en="Destroyed when the data are no longer needed for this.",
)
KEY_BACKUPS = Text(
    fi="Salausavainten varmuuskopiot vanhenevat {within} tuhoamisesta. Sen jälkeen "
    "tietoja ei voi enää palauttaa.",
    sv="Säkerhetskopiorna av krypteringsnycklarna upphör {within} efter förstöringen. "
    "Därefter kan uppgifterna inte längre återställas.",
    en="Backups of the encryption keys expire {within} of the destruction. After "
    "that, the data can no longer be restored.",
)
HOLDS = Text(
    fi="Säilytämme tietoja tätä kauemmin vain seuraavissa tapauksissa ja vain siltä "
    "osin kuin on tarpeen:",
    sv="Vi sparar uppgifter längre än så endast i följande fall och endast till den "
    "del det behövs:",
    en="We keep data longer than this only in the following cases, and only as far as "
    "is necessary:",
)
HELD_FOR = Text(
    fi="Näin säilytettyjä tietoja käytetään vain tähän: {purposes}.",
    sv="Uppgifter som sparas så här används endast för detta: {purposes}.",
    en="Data kept for this reason are used only for: {purposes}.",
)


@dataclass(frozen=True, slots=True)
class HoldPhrase:
    """A reason to keep longer: its name and its rule."""

    term: Text
    rule: Text


HOLD_KINDS: Mapping[HoldKind, HoldPhrase] = {
    HoldKind.TASK: HoldPhrase(
        Text(fi="Asia on kesken", sv="Ärendet pågår", en="A matter is open"),
        Text(
            fi="Jos yksittäisen asian hoitaminen sitä vaatii, säilytämme siihen "
            "tarvittavat tiedot, kunnes asia on hoidettu.",
            sv="Om skötseln av ett enskilt ärende kräver det sparar vi de uppgifter "
            "som behövs tills ärendet är slutfört.",
            en="If dealing with an individual matter requires it, we keep the data "
            "needed for it until the matter has been dealt with.",
        ),
    ),
    HoldKind.COMPLAINT: HoldPhrase(
        Text(fi="Reklamaatio", sv="Reklamation", en="Complaint"),
        Text(
            fi="Jos teet reklamaation, säilytämme siihen liittyvät tiedot niin kauan "
            "kuin reklamaatiota käsitellään.",
            sv="Om du gör en reklamation sparar vi uppgifterna som hör till den så "
            "länge reklamationen behandlas.",
            en="If you make a complaint, we keep the data related to it for as long as "
            "the complaint is being handled.",
        ),
    ),
    HoldKind.FEEDBACK: HoldPhrase(
        Text(fi="Palaute", sv="Respons", en="Feedback"),
        Text(
            fi="Jos annat palautetta, säilytämme siihen liittyvät tiedot, kunnes "
            "palaute on käsitelty.",
            sv="Om du ger respons sparar vi uppgifterna som hör till den tills "
            "responsen har behandlats.",
            en="If you give feedback, we keep the data related to it until the "
            "feedback has been handled.",
        ),
    ),
    HoldKind.ACCESS_REQUEST: HoldPhrase(
        Text(
            fi="Pyyntö saada tiedot",
            sv="Begäran om att få uppgifter",
            en="Request for access",
        ),
        Text(
            fi="Jos pyydät tietojasi, emme tuhoa pyytämiäsi tietoja ennen kuin olemme "
            "vastanneet pyyntöösi.",
            sv="Om du begär att få dina uppgifter förstör vi inte de begärda "
            "uppgifterna innan vi har svarat på din begäran.",
            en="If you ask for your data, we do not destroy the data you asked for "
            "before we have answered your request.",
        ),
    ),
    HoldKind.RESTRICTION: HoldPhrase(
        Text(
            fi="Käsittelyn rajoittaminen",
            sv="Begränsning av behandling",
            en="Restriction of processing",
        ),
        Text(
            fi="Jos käsittelyä on rajoitettu pyynnöstäsi, säilytämme tiedot "
            "rajoituksen ajan.",
            sv="Om behandlingen har begränsats på din begäran sparar vi uppgifterna "
            "så länge begränsningen gäller.",
            en="If processing has been restricted at your request, we keep the data "
            "for as long as the restriction lasts.",
        ),
    ),
    HoldKind.LEGAL_CLAIM: HoldPhrase(
        Text(fi="Oikeusvaade", sv="Rättsligt anspråk", en="Legal claim"),
        Text(
            fi="Säilytämme tietoja niin kauan kuin oikeusvaateen laatiminen, "
            "esittäminen tai puolustaminen sitä vaatii.",
            sv="Vi sparar uppgifter så länge det behövs för att fastställa, göra "
            "gällande eller försvara rättsliga anspråk.",
            en="We keep data for as long as the establishment, exercise or defence of "
            "a legal claim requires it.",
        ),
    ),
    HoldKind.AUTHORITY_ORDER: HoldPhrase(
        Text(
            fi="Viranomaisen määräys",
            sv="Myndighetens föreläggande",
            en="Order of an authority",
        ),
        Text(
            fi="Jos viranomainen lain nojalla määrää säilyttämään tietoja, säilytämme "
            "ne niin kauan kuin määräys on voimassa.",
            sv="Om en myndighet med stöd av lag förelägger oss att spara uppgifter "
            "sparar vi dem så länge föreläggandet gäller.",
            en="If an authority lawfully orders us to keep data, we keep them for as "
            "long as the order is in force.",
        ),
    ),
    HoldKind.BREACH_EVIDENCE: HoldPhrase(
        Text(
            fi="Tietoturvaloukkauksen selvittäminen",
            sv="Utredning av en personuppgiftsincident",
            en="Investigation of a data breach",
        ),
        Text(
            fi="Jos tietoihin kohdistuu tietoturvaloukkaus, säilytämme sen "
            "selvittämiseen tarvittavat tiedot, kunnes asia on selvitetty.",
            sv="Om uppgifterna utsätts för en personuppgiftsincident sparar vi det som "
            "behövs för utredningen tills saken är utredd.",
            en="If the data suffer a breach, we keep what is needed to investigate it "
            "until the matter has been cleared up.",
        ),
    ),
}
