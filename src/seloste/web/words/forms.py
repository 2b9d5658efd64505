"""Words of forms: what an answer is about, and why one was not kept."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

TOPICS = {
    "delay": pgettext_lazy("topic", "Delay"),
    "quality": pgettext_lazy("topic", "Quality of the service"),
    "price": pgettext_lazy("topic", "Price"),
    "billing": pgettext_lazy("topic", "Billing"),
    "conduct": pgettext_lazy("topic", "How I was met"),
    "information": pgettext_lazy("topic", "Information I was given"),
    "privacy": pgettext_lazy("topic", "My personal data"),
    "other": pgettext_lazy("topic", "Something else"),
}
FIELDS = {
    "topic": _("What it is about"),
    "name": _("Name"),
    "email": _("E-mail"),
    "tel": _("Telephone number"),
    "answer": _("Whether an answer is wanted"),
    "attachment": _("A file"),
}
ASKED = {
    "": pgettext_lazy("field of a form", "not asked"),
    "optional": pgettext_lazy("field of a form", "may be left empty"),
    "required": pgettext_lazy("field of a form", "must be filled in"),
}
REFUSALS = {
    "too-fast": _(
        "That was fast, as only machines are. Wait a moment and press Send again:"
        " what you wrote is still here. A file has to be chosen again."
    ),
    "too-old": _(
        "This page was open for long. Look at it and press Send again: what you wrote"
        " is still here. A file has to be chosen again."
    ),
    "bad-token": _(
        "This page is no longer the one that was sent out. Press Send again: what you"
        " wrote is still here. A file has to be chosen again."
    ),
    "notice-changed": _(
        "The privacy notice changed while you wrote. Its new short text is above. Read"
        " it and press Send again: what you wrote is still here."
    ),
    "too-many": _(
        "Much has been sent from your network today. Try again tomorrow, or contact us"
        " in another way."
    ),
    "too-long": _("This is too long to be kept. Shorten it."),
    "too-large": _("The file is too large: 5 MB at most. Write again without it."),
    "no-message": _("Write what you want to say."),
    "unknown-field": _("There is no such field."),
    "never-required": _("This field cannot be required."),
    "no-name": _("Give a name in each language."),
    "bad-ancestor": _("Write each origin like https://www.example.fi, one a line."),
    "unknown-address": _("The notice receives nothing at this address."),
    "not-promised": _("The notice keeps nothing that is written on a form."),
    "name-taken": _("This name is taken, or the form stands at another address."),
    "unknown-queue": _("There is no such queue."),
}
