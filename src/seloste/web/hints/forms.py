"""The form above the list of recordings that wait for a decision."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seloste.services.registers import Named
from seloste.web.forms import Form, choices
from seloste.web.templatetags.words import in_language


class Filters(Form):
    """Of which register the list is."""

    register = forms.ChoiceField(label=_("Register"), required=False)

    def __init__(self, *args: Any, registers: Iterable[Named], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(one.slug, in_language(one.name)) for one in registers]
        choices(self.fields["register"], [("", _("Every register")), *known])

    def wanted(self) -> str:
        """Return the register, empty for every one; one that is none limits nothing."""
        self.full_clean()
        given: str = self.cleaned_data.get("register", "") if self.is_bound else ""
        return given
