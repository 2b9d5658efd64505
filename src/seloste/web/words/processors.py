"""Words of the register of processors: how entries stand, grounds and refusals."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seloste.domain.processor import Missing, TransferGround
from seloste.services.processor_hosts import Whose
from seloste.services.processor_page import Standing

GROUNDS = {
    TransferGround.NONE: _("Not said"),
    TransferGround.ADEQUACY: _("Adequacy decision (Art. 45)"),
    TransferGround.SCC: _("Standard contractual clauses (Art. 46)"),
    TransferGround.BCR: _("Binding corporate rules (Art. 47)"),
    TransferGround.DEROGATION: _("Derogation (Art. 49)"),
    TransferGround.OTHER: _("Another mechanism of Art. 46"),
}
MISSING = {
    Missing.CONTRACT: _("contract"),
    Missing.CONTRACT_DATE: _("date of the contract"),
    Missing.SAFEGUARDS: _("safeguards"),
    Missing.TRANSFER_GROUND: _("ground of the transfer"),
    Missing.REVIEW_DATE: _("review date"),
}
STANDINGS = {
    Standing.WHOLE: pgettext_lazy("processor", "In order"),
    Standing.MISSING: pgettext_lazy("processor", "Something is missing"),
    Standing.REVIEW: pgettext_lazy("processor", "Review overdue"),
    Standing.COMING: pgettext_lazy("processor", "Not begun"),
    Standing.ENDED: pgettext_lazy("processor", "Ended"),
}
TONES = {
    Standing.WHOLE: "good",
    Standing.MISSING: "care",
    Standing.REVIEW: "care",
    Standing.COMING: "busy",
    Standing.ENDED: "none",
}
SHOW = {
    "": _("All but those that ended"),
    **{one.value: STANDINGS[one] for one in Standing},
    "all": _("All"),
}
WHOSE = {
    Whose.HERE: _("This machine"),
    Whose.OWN: _("Your own"),
    Whose.PROCESSOR: _("A registered processor's"),
    Whose.PROVIDER: _("Where people identify themselves"),
    Whose.NOBODY: _("Not in the register"),
}
WHOSE_TONES = {
    Whose.HERE: "none",
    Whose.OWN: "good",
    Whose.PROCESSOR: "good",
    Whose.PROVIDER: "none",
    Whose.NOBODY: "bad",
}
FIELD_OF = {
    "unknown-recipient": "recipient",
    "no-name": "name",
    "name-taken": "name",
    "bad-country": "country",
    "contract-in-future": "contract_on",
    "bad-sub-processor": "sub_processors",
    "bad-host": "hosts",
    "until-before-since": "since",
}
REFUSED = {
    "unknown-register": _("There is no such register."),
    "unknown-recipient": _("The notice names no such processor."),
    "no-name": _("Write the name of the organisation."),
    "name-taken": _("This processor is in the register already."),
    "too-long": _("This is too long, or has characters that cannot be shown."),
    "bad-country": _("Write two letters, for example FI, DE or US."),
    "contract-in-future": _("This day has not come yet."),
    "bad-sub-processor": _(
        "Write a name, a comma and two letters on each line: Example Oy, FI"
    ),
    "bad-host": _("Write the name of one machine on each line, without https://"),
    "until-before-since": _("It would end before it begins."),
    "already-ended": _("It had ended by then already."),
}
