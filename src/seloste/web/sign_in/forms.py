"""The sign-in form."""

from django import forms
from django.utils.translation import gettext_lazy as _

from seloste.web.forms import Form


class SignIn(Form):
    """A user name and a password; both may be pasted and filled in by a manager."""

    username = forms.CharField(
        label=_("User name"),
        max_length=150,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "username",
                "autocapitalize": "none",
                "spellcheck": "false",
                "autofocus": True,
            }
        ),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=1024,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
