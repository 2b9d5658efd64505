"""Words of queues."""

from django.utils.translation import gettext_lazy as _

from seloste.services import queues

CHOICES = {str(one): one for one in queues.ASSIGNMENTS}
ASSIGNMENTS_IN_WORDS = (
    _("Nobody: people take it themselves"),
    _("Each in turn"),
    _("Whoever has least on the table"),
)
ASSIGNMENTS = dict(zip(CHOICES, ASSIGNMENTS_IN_WORDS, strict=True))
REFUSALS = {
    "unknown-register": _("There is no such register."),
    "no-name": _("A queue has a name in every language."),
    "bad-hours": _("These opening hours make no sense."),
    "unknown-queue": _("There is no such queue."),
    "unknown-staff": _("There is no such person."),
    "retired": _("It was retired already."),
    "not-retired": _("It is not retired."),
}
