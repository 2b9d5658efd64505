"""Words of mailboxes: how they are read, what is wrong, and why mail came back."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

MODES = {
    "smtp": _("Handed over by the mail server"),
    "imap": _("Fetched from the mail server"),
}
ERRORS = {
    "unreachable": _("The server does not answer"),
    "tls": _("The server's certificate is not trusted"),
    "sign-in": _("The server refuses the sign-in"),
    "secret-missing": _("The file of the password is missing"),
    "secret-readable": _("Others can read the file of the password"),
    "no-token": _("No token was given for the sign-in"),
    "no-folder": _("There is no such folder"),
    "broken-off": _("The connection broke off"),
    "not-offered": _("The server cannot delete a single message"),
    "disk-full": _("There is no room to keep anything"),
    "notice-not-in-force": _("No notice is in force"),
}
OUTGOING = {
    "waiting": pgettext_lazy("outgoing mail", "on its way"),
    "sending": pgettext_lazy("outgoing mail", "being sent"),
    "deferred": pgettext_lazy("outgoing mail", "tried again later"),
    "sent": pgettext_lazy("outgoing mail", "sent"),
    "failed": pgettext_lazy("outgoing mail", "not sent"),
    "bounced": pgettext_lazy("outgoing mail", "came back"),
}
GAPS = {
    "gone": _("Gone from the server before it was taken"),
    "not-taken": _("On the server for more than an hour and not taken"),
}
