"""Forms of the staff pages."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seloste.domain.staff import Role
from seloste.services import staff
from seloste.web.forms import LANGUAGE_NAMES, Form

ROLE_NAMES = {
    Role.AGENT: pgettext_lazy("role", "Agent"),
    Role.TRAINER: pgettext_lazy("role", "Trainer"),
    Role.RECORDS_MANAGER: pgettext_lazy("role", "Records manager"),
    Role.DPO: pgettext_lazy("role", "Data protection officer"),
    Role.ADMIN: pgettext_lazy("role", "Administrator"),
}


class Invite(Form):
    """Who is invited."""

    display_name = forms.CharField(label=_("Name"), max_length=200)
    username = forms.CharField(
        label=_("User name"),
        max_length=150,
        validators=[
            RegexValidator(
                r"^[A-Za-z0-9][A-Za-z0-9._@+-]*$",
                _("Use letters a-z, digits and . _ @ + - only."),
            )
        ],
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off"}),
    )
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGE_NAMES)


class GrantRole(Form):
    """A role, for one register or all, until a day if it ends."""

    role = forms.ChoiceField(label=_("Role"), choices=list(ROLE_NAMES.items()))
    register = forms.ChoiceField(label=_("Register"), required=False)
    ends_on = forms.DateField(
        label=_("Last day (if it ends)"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everywhere = [("", _("Every register"))]
        register = self.fields["register"]
        if isinstance(register, forms.ChoiceField):
            register.choices = everywhere + [(s, s) for s in staff.registers()]
