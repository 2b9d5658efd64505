"""The form of a webhook."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seloste.domain.webhook import Event
from seloste.web.forms import Form, choices
from seloste.web.words import webhooks as words


class NewWebhook(Form):
    """A system to be told, and of what."""

    register = forms.ChoiceField(label=_("Register"))
    url = forms.CharField(
        label=_("Address"),
        max_length=500,
        widget=forms.TextInput(attrs={"inputmode": "url", "spellcheck": "false"}),
        help_text=_("https:// and a host; the messages go nowhere else."),
    )
    recipient = forms.CharField(
        label=_("Recipient"),
        required=False,
        max_length=64,
        help_text=_(
            "Its id in the notice, for example processors. Empty for a system of "
            "your own."
        ),
    )
    events = forms.MultipleChoiceField(
        label=_("Events"),
        choices=[(event.value, words.EVENTS[event]) for event in Event],
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, *args: Any, registers: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices(self.fields["register"], registers)
