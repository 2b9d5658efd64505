"""Forms of the pages of quarantine."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seloste.web.forms import Form, choices
from seloste.web.words import said


class Reasons(Form):
    """Which reason the list shows."""

    reason = forms.ChoiceField(label=_("Reason"), required=False)

    def __init__(self, *args: Any, reasons: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(reason, said(reason, "quarantine")) for reason in reasons]
        choices(self.fields["reason"], [("", _("Every reason")), *known])
