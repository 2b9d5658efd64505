"""Words of webhooks: events, states and refusals."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seloste.domain.webhook import DeliveryState, Event

EVENTS = {
    Event.CONTACT_CAPTURED: _("A contact was captured"),
    Event.CONTACT_QUARANTINED: _("Something went to quarantine"),
    Event.CONVERSATION_MOVED: _("A conversation moved on"),
    Event.WORK_OPENED: _("Work was opened"),
    Event.WORK_MOVED: _("Work moved on"),
    Event.WORK_ASSIGNED: _("Work was given to somebody"),
    Event.HOLD_PLACED: _("A hold was placed"),
    Event.HOLD_RELEASED: _("A hold was released"),
    Event.CERTIFICATE_ISSUED: _("Something was destroyed"),
    Event.RIGHTS_RECEIVED: _("A rights request was received"),
    Event.RIGHTS_MOVED: _("A rights request moved on"),
}
STATES = {
    DeliveryState.WAITING: pgettext_lazy("message", "Waiting"),
    DeliveryState.SENT: pgettext_lazy("message", "Arrived"),
    DeliveryState.FAILED: pgettext_lazy("message", "Given up"),
}
TONES = {
    DeliveryState.WAITING: "busy",
    DeliveryState.SENT: "good",
    DeliveryState.FAILED: "bad",
}
REFUSED = {
    "bad-address": _("This is no plain address that begins with https://."),
    "host-not-listed": _(
        "This host is not listed. At the command line: "
        "seloste egress allow HOST --for webhooks"
    ),
    "host-unregistered": _(
        "This host is no registered processor's of that recipient, and not your own."
    ),
    "no-events": _("Choose at least one event."),
    "unknown-recipient": _("The notice names no such group company or processor."),
}
