"""Forms of the pages of chats."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seloste.services.chat_sites import LONGEST_PATIENCE
from seloste.web.forms import Form, choices


class Site(Form):
    """A website whose visitors may chat."""

    register = forms.ChoiceField(label=_("Register"))
    address = forms.CharField(
        label=_("Address in the notice"),
        max_length=254,
        help_text=_(
            "The host name that the notice names under a controller: it decides for"
            " whom the chats are kept."
        ),
    )
    origins = forms.CharField(
        label=_("Websites that may embed the chat"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line, with https:// and without a path."),
    )
    queue = forms.ChoiceField(label=_("Queue"), required=False)
    patience_minutes = forms.IntegerField(
        label=_("Minutes until a visitor may leave a message instead"),
        min_value=1,
        max_value=LONGEST_PATIENCE,
        initial=5,
    )
    active = forms.BooleanField(label=_("Chats are taken"), required=False)

    def __init__(
        self,
        *args: Any,
        registers: Iterable[tuple[str, str]],
        queues: Iterable[tuple[str, str]],
        fixed: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choices(self.fields["register"], registers)
        usual = ("", _("The queue of the address"))
        choices(self.fields["queue"], [usual, *queues])
        for name in ("register", "address"):
            self.fields[name].disabled = fixed
