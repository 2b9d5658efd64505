"""Words for what happens in a chat."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "begun": _("The chat began; the notice was shown."),
    "taken": _("{name} joined the chat"),
    "transferred": _("The chat is handed on."),
    "ended": _("The chat has ended."),
}
