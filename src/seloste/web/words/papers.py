"""Words of paper: what it is, how it is locked, where it stands and how it went."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

KINDS = {
    "letter": pgettext_lazy("paper", "Letter"),
    "note": pgettext_lazy("paper", "Note"),
}
LOCKS = {
    "key": pgettext_lazy("lock", "Key"),
    "code": pgettext_lazy("lock", "Code"),
    "card": pgettext_lazy("lock", "Card or tag"),
    "safe": pgettext_lazy("lock", "Safe"),
    "none": pgettext_lazy("lock", "Not locked"),
}
STATES = {
    "kept": pgettext_lazy("paper", "Kept"),
    "missing": pgettext_lazy("paper", "Missing"),
    "claimed": pgettext_lazy("paper", "Waits for a second person"),
    "destroyed": pgettext_lazy("paper", "Destroyed"),
}
WAYS = {
    "din-66399-p-3": _("Shredder, DIN 66399 P-3"),
    "din-66399-p-4": _("Shredder, DIN 66399 P-4"),
    "din-66399-p-5": _("Shredder, DIN 66399 P-5"),
    "din-66399-p-6": _("Shredder, DIN 66399 P-6"),
    "din-66399-p-7": _("Shredder, DIN 66399 P-7"),
    "service": _("Sealed container of a destruction service"),
    "burnt": _("Burnt"),
    "returned": _("Returned to its sender"),
}
SHOW = {
    "": pgettext_lazy("paper", "All that is there"),
    "due": pgettext_lazy("paper", "To be destroyed"),
    "overdue": pgettext_lazy("paper", "Should be gone"),
    "missing": pgettext_lazy("paper", "Missing"),
    "claimed": pgettext_lazy("paper", "Waits for a second person"),
    "destroyed": pgettext_lazy("paper", "Destroyed"),
}
REFUSALS = {
    "no-such-step": _("This cannot be done with it now: look at where it stands."),
    "not-promised": _("The notice keeps no paper."),
    "unknown-address": _("The notice receives nothing at this address."),
    "unknown-place": _("There is no such place."),
    "unknown-custodian": _("This person does not work for the register."),
    "no-name": _("Give the place a name."),
    "too-long": _("This is too long."),
    "received-later": _("It cannot have come after today."),
    "not-a-scan": _("A scan is a PDF, PNG, JPEG or TIFF file."),
    "too-large": _("The file is too large: 25 MB at most."),
    "held": _("A hold keeps it: it may not be destroyed."),
    "not-due": _("Its day has not come, and there is no scan that would stay."),
    "destroyed-later": _("It cannot have been destroyed after today."),
    "destroyed-before-received": _("It cannot have been destroyed before it came."),
    "same-person": _("Somebody else must confirm this."),
    "place-in-use": _("There is paper in this place."),
}
FIELD_OF = {
    "unknown-address": "address",
    "unknown-place": "place",
    "unknown-custodian": "custodian",
    "received-later": "received_on",
    "not-a-scan": "scan",
    "too-large": "scan",
    "destroyed-later": "destroyed_on",
    "destroyed-before-received": "destroyed_on",
    "no-name": "name",
}
