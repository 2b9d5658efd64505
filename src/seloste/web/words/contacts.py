"""Words of contacts, their parties and their content."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seloste.domain.capture import Announced
from seloste.domain.contact import Channel, Direction, Kind, PartyRole
from seloste.domain.notice import Capacity

CHANNELS = {
    Channel.CALL: pgettext_lazy("channel", "Call"),
    Channel.MAIL: pgettext_lazy("channel", "E-mail"),
    Channel.CHAT: pgettext_lazy("channel", "Chat"),
    Channel.FORM: pgettext_lazy("channel", "Form"),
    Channel.PAPER: pgettext_lazy("channel", "Letter"),
}
CHANNEL_ICONS: dict[str, str] = {
    Channel.CALL: "phone",
    Channel.MAIL: "mail",
    Channel.CHAT: "message",
    Channel.FORM: "forms",
    Channel.PAPER: "file-text",
}
DIRECTIONS = {
    Direction.INBOUND: _("Inbound"),
    Direction.OUTBOUND: _("Outbound"),
}
CAPACITIES = {
    Capacity.CONTROLLER: _("As controller"),
    Capacity.PROCESSOR: _("As processor"),
}
PARTIES = {
    PartyRole.CUSTOMER: _("Customer"),
    PartyRole.AGENT: pgettext_lazy("party", "Agent"),
    PartyRole.OTHER: _("Other party"),
}
ANNOUNCED = {
    Announced.NOT_NEEDED: _("The notice promises no announcement"),
    Announced.SHOWN: _("The caller was told before the recording began"),
    Announced.ATTESTED: _("It is attested that every caller of the source is told"),
    Announced.REFUSED: _("The caller refused: nothing was recorded"),
}
ITEMS = {
    Kind.META: _("Names and numbers"),
    Kind.RECORDING: _("Recording"),
    Kind.MESSAGE: _("Message"),
    Kind.ATTACHMENT: _("Attachment"),
    Kind.WAVEFORM: _("Waveform"),
    Kind.TRANSCRIPT: _("Transcript"),
    Kind.QUARANTINED: _("Quarantined delivery"),
    Kind.UPLOAD_PART: _("Part of an upload"),
    Kind.HOLD_REASON: _("Reason of a hold"),
    Kind.FORM_ANSWER: _("Answer to a form"),
    Kind.DECISION: _("Reason of a decision"),
    Kind.DISCLOSURE: _("Words of a disclosure"),
    Kind.STATEMENT: _("Statement of the person"),
    Kind.CALL_LIST: _("Entry of a list of calls"),
    Kind.CUSTOMER: _("What belongs to one customer"),
    Kind.WORK: _("Words of a matter"),
    Kind.DRAFT: _("Draft of a reply"),
    Kind.PACKAGE: _("File of an answer"),
    Kind.NOTE: _("Internal note"),
    Kind.REQUEST: _("Words of a request"),
}
SEARCHED = {
    Kind.MESSAGE: _("Message"),
    Kind.FORM_ANSWER: _("Answer to a form"),
    Kind.NOTE: _("Internal note"),
    Kind.TRANSCRIPT: _("Said in a call"),
}
NOTES = {
    "charset-guessed": _("The message does not say its characters; they were guessed."),
    "html-too-large": _("The formatted text was too large to show safely."),
    "text-cut": _("Only the beginning of the text is shown."),
    "mime-defects": _("The message was put together wrongly; it is shown as read."),
    "text-outside-parts": _("There is text outside the parts; the original has it."),
    "multipart-without-parts": _("The message has no parts although it says so."),
    "parameters-unreadable": _("Some names of files could not be read."),
    "encoding-wrong": _("A part was not encoded as it says; it is shown as it came."),
    "encoding-cut": _("The end of a part is missing: it was cut on its way."),
    "headers-twice": _("Some headers stand twice; the first ones are shown."),
}
