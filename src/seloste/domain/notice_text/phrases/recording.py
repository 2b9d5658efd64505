"""Recording of calls: the announcement before it and the way out of it."""

from collections.abc import Mapping

from seloste.domain.contact import Channel
from seloste.domain.notice import Text

RECORDED = Text(
    fi="Tallennamme puhelut.", sv="Vi spelar in samtal.", en="We record calls."
)
ANNOUNCED = Text(
    fi="Kerromme tallentamisesta ennen kuin se alkaa. Mitään ei tallenneta ennen sitä.",
    sv="Vi berättar om inspelningen innan den börjar. Inget spelas in före det.",
    en="We tell you about the recording before it begins. Nothing is recorded before "
    "that.",
)
ALTERNATIVES = Text(
    fi="Jos et halua, että puhelusi tallennetaan, voit asioida kanssamme myös näin:",
    sv="Om du inte vill att ditt samtal spelas in kan du också kontakta oss så här:",
    en="If you do not want your call to be recorded, you can also reach us as follows:",
)

# What a caller hears before the recording begins.
SPOKEN = Text(
    fi="{names} tallentaa tämän puhelun. Tarkoitus: {purposes}.",
    sv="{names} spelar in det här samtalet. Ändamål: {purposes}.",
    en="{names} records this call. Purpose: {purposes}.",
)
SPOKEN_BY_MANY = Text(
    fi="Tämä puhelu tallennetaan. Rekisterinpitäjiä ovat {names}. Tarkoitus: "
    "{purposes}.",
    sv="Det här samtalet spelas in. Personuppgiftsansvariga är {names}. Ändamål: "
    "{purposes}.",
    en="This call is recorded. The controllers are {names}. Purpose: {purposes}.",
)
AND_OTHERS = Text(
    fi="muut tietosuojaselosteessa mainitut tarkoitukset",
    sv="andra ändamål som anges i dataskyddsbeskrivningen",
    en="the other purposes named in the privacy notice",
)
SPOKEN_AT_MOST = Text(
    fi="Tallenne säilytetään enintään {period}.",
    sv="Inspelningen sparas i högst {period}.",
    en="The recording is kept for at most {period}.",
)
SPOKEN_EXACTLY = Text(
    fi="Tallenne säilytetään {period}.",
    sv="Inspelningen sparas i {period}.",
    en="The recording is kept for {period}.",
)
SPOKEN_WHERE = Text(
    fi="Tietosuojaselosteen saat osoitteesta {where}.",
    sv="Dataskyddsbeskrivningen får du på adressen {where}.",
    en="You can get the privacy notice at {where}.",
)
SPOKEN_ALTERNATIVES = Text(
    fi="Jos et halua tallennusta, lopeta puhelu. Voit asioida myös näin: "
    "{alternatives}.",
    sv="Om du inte vill bli inspelad, avsluta samtalet. Du kan också kontakta oss så "
    "här: {alternatives}.",
    en="If you do not want to be recorded, please hang up. Other ways to reach us: "
    "{alternatives}.",
)

REFUSED = Text(
    fi="Puhelua ei tallenneta.",
    sv="Samtalet spelas inte in.",
    en="This call is not recorded.",
)
REFUSED_ALTERNATIVES = Text(
    fi="Voit asioida myös näin: {alternatives}.",
    sv="Du kan också kontakta oss så här: {alternatives}.",
    en="Other ways to reach us: {alternatives}.",
)

# What is said where nothing is recorded but the contact is kept.
KEPT: Mapping[Channel, Text] = {
    Channel.CALL: Text(
        fi="{names} säilyttää tiedot tästä puhelusta.",
        sv="{names} sparar uppgifter om det här samtalet.",
        en="The details of this call are kept by {names}.",
    ),
    Channel.MAIL: Text(
        fi="{names} säilyttää lähettämäsi viestin.",
        sv="{names} sparar det meddelande som du skickar.",
        en="The message that you send is kept by {names}.",
    ),
    Channel.CHAT: Text(
        fi="{names} säilyttää tämän keskustelun.",
        sv="{names} sparar den här konversationen.",
        en="This conversation is kept by {names}.",
    ),
    Channel.FORM: Text(
        fi="{names} säilyttää tällä lomakkeella antamasi tiedot.",
        sv="{names} sparar de uppgifter som du lämnar på den här blanketten.",
        en="The data that you give on this form are kept by {names}.",
    ),
    Channel.PAPER: Text(
        fi="{names} säilyttää lähettämäsi kirjeen tai asiakirjan.",
        sv="{names} sparar det brev eller den handling som du skickar.",
        en="The letter or document that you send is kept by {names}.",
    ),
}
KEPT_BY_MANY: Mapping[Channel, Text] = {
    Channel.CALL: Text(
        fi="Tiedot tästä puhelusta säilytetään. Rekisterinpitäjiä ovat {names}.",
        sv="Uppgifter om det här samtalet sparas. Personuppgiftsansvariga är {names}.",
        en="The details of this call are kept. The controllers are {names}.",
    ),
    Channel.MAIL: Text(
        fi="Lähettämäsi viesti säilytetään. Rekisterinpitäjiä ovat {names}.",
        sv="Det meddelande som du skickar sparas. Personuppgiftsansvariga är {names}.",
        en="The message that you send is kept. The controllers are {names}.",
    ),
    Channel.CHAT: Text(
        fi="Tämä keskustelu säilytetään. Rekisterinpitäjiä ovat {names}.",
        sv="Den här konversationen sparas. Personuppgiftsansvariga är {names}.",
        en="This conversation is kept. The controllers are {names}.",
    ),
    Channel.FORM: Text(
        fi="Tällä lomakkeella antamasi tiedot säilytetään. Rekisterinpitäjiä ovat "
        "{names}.",
        sv="De uppgifter som du lämnar på den här blanketten sparas. "
        "Personuppgiftsansvariga är {names}.",
        en="The data that you give on this form are kept. The controllers are {names}.",
    ),
    Channel.PAPER: Text(
        fi="Lähettämäsi kirje tai asiakirja säilytetään. Rekisterinpitäjiä ovat "
        "{names}.",
        sv="Det brev eller den handling som du skickar sparas. "
        "Personuppgiftsansvariga är {names}.",
        en="The letter or document that you send is kept. The controllers are {names}.",
    ),
}
KEPT_AT_MOST = Text(
    fi="Säilytysaika on enintään {period}.",
    sv="Uppgifterna sparas i högst {period}.",
    en="They are kept for at most {period}.",
)
KEPT_EXACTLY = Text(
    fi="Säilytysaika on {period}.",
    sv="Uppgifterna sparas i {period}.",
    en="They are kept for {period}.",
)
