"""Forms of calls: a note after a call, and whose telephone an extension is."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seloste.services.notes import LIMIT
from seloste.services.registers import Named
from seloste.services.staff import Member
from seloste.web.forms import Form, choices


class WrapUp(Form):
    """What is to be remembered of a call."""

    text = forms.CharField(
        label=_("Note after the call"),
        max_length=LIMIT,
        widget=forms.Textarea({"rows": 3}),
    )


class GiveExtension(Form):
    """Whose telephone an extension is, at the exchange of a register."""

    person = forms.ChoiceField(label=_("Person"))
    register = forms.ChoiceField(label=_("Register"))
    number = forms.CharField(
        label=_("Extension"),
        max_length=16,
        widget=forms.TextInput({"autocomplete": "off", "inputmode": "numeric"}),
        help_text=_("As the exchange reports it, for example 201."),
    )

    def __init__(
        self,
        *args: Any,
        people: Iterable[Member],
        registers: Iterable[Named],
        language: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choices(
            self.fields["person"], [(str(one.id), one.display_name) for one in people]
        )
        choices(
            self.fields["register"],
            [(one.slug, getattr(one.name, language, one.slug)) for one in registers],
        )
