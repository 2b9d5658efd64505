"""Words of tasks, feedback and complaints."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seloste.domain.work_item import (
    Move,
    Outcome,
    Priority,
    Reason,
    WorkKind,
    WorkState,
)
from seloste.services.reminders import Cause
from seloste.services.work_bulk import Act
from seloste.services.work_page import Tab

KINDS = {
    WorkKind.TASK: _("Task"),
    WorkKind.FEEDBACK: _("Feedback"),
    WorkKind.COMPLAINT: _("Complaint"),
}
KIND_ICONS = {
    WorkKind.TASK: "checklist",
    WorkKind.FEEDBACK: "message",
    WorkKind.COMPLAINT: "alert-triangle",
}
STATES = {
    WorkState.NEW: pgettext_lazy("work", "New"),
    WorkState.OPEN: pgettext_lazy("work", "In hand"),
    WorkState.WAITING: pgettext_lazy("work", "Waiting for the customer"),
    WorkState.DECIDED: pgettext_lazy("work", "Decided"),
    WorkState.CLOSED: pgettext_lazy("work", "Closed"),
    WorkState.MERGED: pgettext_lazy("work", "Merged"),
}
TONES = {
    WorkState.NEW: "care",
    WorkState.OPEN: "busy",
    WorkState.WAITING: "held",
    WorkState.DECIDED: "busy",
    WorkState.CLOSED: "good",
}
MOVES = {
    Move.TAKE: pgettext_lazy("work", "Take it"),
    Move.ACKNOWLEDGE: pgettext_lazy("work", "Acknowledge receipt"),
    Move.WAIT: pgettext_lazy("work", "Wait for the customer"),
    Move.RESUME: pgettext_lazy("work", "Go on"),
    Move.DECIDE: pgettext_lazy("work", "Decide"),
    Move.DISPUTE: pgettext_lazy("work", "The customer disputes it"),
    Move.CLOSE: pgettext_lazy("work", "Close"),
    Move.REOPEN: pgettext_lazy("work", "Open again"),
    Move.MERGE: pgettext_lazy("work", "Merge"),
}
OUTCOMES = {
    Outcome.DONE: _("Done"),
    Outcome.ANSWERED: _("Answered"),
    Outcome.ACCEPTED: _("Accepted"),
    Outcome.PARTLY_ACCEPTED: _("Accepted in part"),
    Outcome.REJECTED: _("Rejected"),
    Outcome.WITHDRAWN: _("Withdrawn by the customer"),
    Outcome.BECAME_COMPLAINT: _("It is a complaint: open one"),
    Outcome.NOT_NEEDED: _("Nothing needs to be done"),
}
REASONS = {
    Reason.DELAY: _("Delay"),
    Reason.QUALITY: _("Quality of the work"),
    Reason.PRICE: _("Price"),
    Reason.BILLING: _("Billing"),
    Reason.CONDUCT: _("Conduct"),
    Reason.INFORMATION: _("Information given"),
    Reason.PRIVACY: _("Privacy"),
    Reason.OTHER: _("Something else"),
}
PRIORITIES = {
    Priority.LOW: pgettext_lazy("priority", "Low"),
    Priority.NORMAL: pgettext_lazy("priority", "Normal"),
    Priority.HIGH: pgettext_lazy("priority", "High"),
}
CAUSES = {
    Cause.REMINDER: _("reminder"),
    Cause.DUE: _("due day"),
    Cause.TARGET: _("target missed"),
    Cause.REVIEW: _("hold to look at"),
    Cause.ANSWERED: _("the customer has written"),
}
TABS = {
    Tab.OPEN: pgettext_lazy("work list", "Open"),
    Tab.MINE: pgettext_lazy("work list", "Mine"),
    Tab.NOBODY: pgettext_lazy("work list", "Nobody's"),
    Tab.LATE: pgettext_lazy("work list", "Late"),
    Tab.CLOSED: pgettext_lazy("work list", "Closed"),
}
ACTS = {
    Act.TAKE: _("Take them"),
    Act.ASSIGN: _("Give them to a queue or a person"),
    Act.PRIORITY: _("Change how urgent they are"),
    Act.CLOSE: _("Close them"),
}
REFUSALS = {
    "no-such-move": _("Its state does not allow this."),
    "no-outcome": _("Say how it ended."),
    "wrong-outcome": _("This kind of work does not end so."),
    "no-title": _("Give it a title."),
    "too-long": _("That is too long, or too many at once."),
    "other-register": _("It belongs to another register."),
    "other-controller": _("It belongs to another controller: they are never mixed."),
    "other-kind": _("This is for another kind of work."),
    "not-linked": _("It is not linked to this."),
    "nothing-linked": _("Choose at least one contact."),
    "linked-already": _("It is linked already."),
    "itself": _("It cannot be merged with itself."),
    "ended": _("It has ended."),
    "not-a-member": _("That person does not take work from this queue."),
    "unknown-queue": _("This queue does not take such work."),
    "due-in-the-past": _("Choose today or a later day."),
    "no-mandate": _("The notice does not allow this, or not for your roles."),
    "no-claim": _("No legal claim stands."),
    "claim-stands": _("A legal claim stands on it."),
    "review-in-the-past": _("Choose a day after today."),
    "review-too-late": _("The notice wants this looked at earlier."),
    "no-reason": _("Say why."),
    "no-such-step": _("The checklist has changed. Look at it again."),
    "no-letter": _("There is no letter yet."),
    "not-found": _("It does not exist, or not for you."),
    "empty": _("Write something first."),
}
