"""What a processor does for its clients, by channel (Art. 30(2)(b))."""

from collections.abc import Mapping

from seloste.domain.contact import Channel
from seloste.domain.notice import Text

RECORDING = Text(
    fi="puhelujen vastaanotto, tallentaminen, säilyttäminen ja tuhoaminen",
    sv="mottagning, inspelning, lagring och förstöring av samtal",
    en="receiving, recording, storing and destroying calls",
)
OF_CHANNEL: Mapping[Channel, Text] = {
    Channel.CALL: Text(
        fi="puhelujen vastaanotto ja niiden tietojen säilyttäminen ja tuhoaminen",
        sv="mottagning av samtal samt lagring och förstöring av uppgifter om dem",
        en="receiving calls, and storing and destroying the details of them",
    ),
    Channel.MAIL: Text(
        fi="sähköpostien vastaanotto, säilyttäminen ja tuhoaminen",
        sv="mottagning, lagring och förstöring av e-post",
        en="receiving, storing and destroying e-mails",
    ),
    Channel.CHAT: Text(
        fi="chat-keskustelujen käyminen, säilyttäminen ja tuhoaminen",
        sv="hantering, lagring och förstöring av chattkonversationer",
        en="holding, storing and destroying chats",
    ),
    Channel.FORM: Text(
        fi="lomakkeiden vastaanotto, säilyttäminen ja tuhoaminen",
        sv="mottagning, lagring och förstöring av blanketter",
        en="receiving, storing and destroying forms",
    ),
    Channel.PAPER: Text(
        fi="paperiasiakirjojen vastaanotto, säilyttäminen ja tuhoaminen",
        sv="mottagning, förvaring och förstöring av pappershandlingar",
        en="receiving, keeping and destroying paper documents",
    ),
}
