"""The form where one's own password is changed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from seloste.web.invitations.forms import ChoosePassword


class ChangePassword(ChoosePassword):
    """The password one has, and the new one twice."""

    current = forms.CharField(
        label=_("Present password"),
        max_length=1024,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ("current", "password", "again")
