"""The question before anything is opened: what for?"""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seloste.domain.notice import Purpose
from seloste.web.forms import Form, choices
from seloste.web.templatetags.words import in_language


class ForPurpose(Form):
    """For what somebody opens something, out of the purposes that are theirs."""

    purpose = forms.ChoiceField(label=_("Purpose"))

    def __init__(self, *args: Any, purposes: Iterable[Purpose], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(one.id, in_language(one.name)) for one in purposes]
        choices(self.fields["purpose"], [("", _("Choose a purpose")), *known])
