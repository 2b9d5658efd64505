"""Words of calls in progress."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

STATES: dict[str, str | Promise] = {
    "expected": _("Coming in"),
    "ringing": _("Ringing"),
    "talking": _("In a call"),
    "held": _("On hold"),
    "refused": _("Recording refused"),
    "ended": pgettext_lazy("call", "Ended"),
}
RECORDING: dict[str, str | Promise] = {
    "may": _("May be recorded: the caller was told."),
    "not-told": _("Not recorded: the caller was not told yet."),
    "paused": _("The recording is paused."),
    "refused": _("Nothing is recorded: the caller refused."),
    "over": "",
}
EXTENSION_REFUSALS = {
    "taken": _("Somebody else has this extension."),
    "not-a-number": _("Write letters and digits only, at most 16."),
    "unknown-register": _("There is no such register."),
    "no-role": _("This person has no role for the register."),
}
