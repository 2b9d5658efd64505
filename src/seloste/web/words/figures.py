"""Words of figures."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seloste.domain.figure import Measure
from seloste.domain.work_item import Outcome, Reason, WorkKind
from seloste.services.figures import Period

PERIODS = {
    Period.DAY: _("Day"),
    Period.WEEK: _("Week"),
    Period.MONTH: _("Month"),
}
MEASURES = {
    Measure.WAITING: _("Waiting time"),
    Measure.FIRST_ANSWER: _("First answer"),
    Measure.HANDLING: _("Handling time"),
}
TARGETS = {"respond": _("Answered in time"), "solve": _("Solved in time")}
STANDING = {
    "conversation": _("Conversations"),
    WorkKind.TASK: pgettext_lazy("backlog", "Tasks"),
    WorkKind.FEEDBACK: pgettext_lazy("backlog", "Feedback"),
    WorkKind.COMPLAINT: pgettext_lazy("backlog", "Complaints"),
}
REASONS = {
    Reason.DELAY: _("Delay"),
    Reason.QUALITY: _("Quality"),
    Reason.PRICE: _("Price"),
    Reason.BILLING: _("Billing"),
    Reason.CONDUCT: _("Conduct of staff"),
    Reason.INFORMATION: _("Information given"),
    Reason.PRIVACY: _("Privacy"),
    Reason.OTHER: _("Something else"),
}
OUTCOMES = {
    Outcome.DONE: pgettext_lazy("outcome", "Done"),
    Outcome.ANSWERED: pgettext_lazy("outcome", "Answered"),
    Outcome.ACCEPTED: pgettext_lazy("outcome", "Accepted"),
    Outcome.PARTLY_ACCEPTED: pgettext_lazy("outcome", "Accepted in part"),
    Outcome.REJECTED: pgettext_lazy("outcome", "Rejected"),
    Outcome.WITHDRAWN: pgettext_lazy("outcome", "Withdrawn"),
    Outcome.BECAME_COMPLAINT: pgettext_lazy("outcome", "Became a complaint"),
    Outcome.NOT_NEEDED: pgettext_lazy("outcome", "Not needed"),
}
EDGES = {
    20: _("20 seconds"),
    60: _("1 minute"),
    180: _("3 minutes"),
    300: _("5 minutes"),
    600: _("10 minutes"),
    1800: _("30 minutes"),
    3600: _("1 hour"),
    14_400: _("4 hours"),
    28_800: _("8 hours"),
    86_400: _("1 day"),
    259_200: _("3 days"),
}
