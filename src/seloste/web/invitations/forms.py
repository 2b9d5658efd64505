"""The form where a password is chosen."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seloste.web.forms import Form


class ChoosePassword(Form):
    """The new password, twice; what makes it good enough is the service's to say."""

    password = forms.CharField(
        label=_("New password"),
        help_text=_(
            "At least 15 characters. Several words are easy to remember and hard to "
            "guess."
        ),
        max_length=1024,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("The same again"),
        max_length=1024,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse two passwords that differ."""
        given = super().clean() or {}
        if given.get("password") != given.get("again"):
            self.add_error("again", _("The two passwords differ."))
        return given
