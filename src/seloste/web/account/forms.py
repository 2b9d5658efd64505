"""The forms of one's own account: another password, and a key for a program."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seloste.domain.api_key import NAME_LIMIT
from seloste.web.forms import Form, choices
from seloste.web.invitations.forms import ChoosePassword
from seloste.web.words import api_keys as words

DAYS = (7, 30, 90, 180, 365)


class ChangePassword(ChoosePassword):
    """The password one has, and the new one twice."""

    current = forms.CharField(
        label=_("Present password"),
        max_length=1024,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ("current", "password", "again")


class NewKey(Form):
    """A key: what for, what it may do, how long; and who asks for it."""

    name = forms.CharField(
        label=_("What the key is for"),
        max_length=NAME_LIMIT,
        help_text=_("For example the name of the program."),
    )
    register = forms.ChoiceField(label=_("Register"), required=False)
    days = forms.TypedChoiceField(
        label=_("Lasts, in days"),
        coerce=int,
        initial=90,
        choices=[(days, str(days)) for days in DAYS],
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"),
        choices=[(scope.value, text) for scope, text in words.SCOPES.items()],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose as little as the program needs."),
    )
    current = forms.CharField(
        label=_("Present password"),
        max_length=1024,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, registers: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = ("", pgettext_lazy("key", "All of mine"))
        choices(self.fields["register"], [every, *((one, one) for one in registers)])
