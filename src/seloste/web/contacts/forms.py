"""Forms of the pages of contacts."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seloste.domain import retention
from seloste.services.contacts import Filter
from seloste.services.registers import LookupPurposes, Named
from seloste.web.forms import Form, choices
from seloste.web.templatetags.words import in_language
from seloste.web.words import contacts as words

STATES = [
    ("", _("Any state")),
    ("kept", pgettext_lazy("contacts", "Not held")),
    ("held", pgettext_lazy("contacts", "Held")),
    ("due", _("Due in 30 days")),
    ("overdue", _("Overdue")),
    ("suspect", _("Clock doubted")),
]
FIELDS = [
    ("tel", _("Phone number")),
    ("mailto", _("E-mail address")),
    ("customer_no", _("Customer number")),
]


def day_field(label: Any) -> forms.DateField:
    """Return a field for a day that need not be given."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget)


class Filters(Form):
    """What the list shows."""

    register = forms.ChoiceField(label=_("Register"), required=False)
    channel = forms.ChoiceField(
        label=_("Channel"),
        required=False,
        choices=[("", _("Every channel")), *words.CHANNELS.items()],
    )
    since = day_field(_("From"))
    until = day_field(_("To"))
    state = forms.ChoiceField(label=_("State"), required=False, choices=STATES)

    def __init__(self, *args: Any, registers: Iterable[Named], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(one.slug, in_language(one.name)) for one in registers]
        choices(self.fields["register"], [("", _("Every register")), *known])

    def wanted(self) -> Filter:
        """Return the filter; a field that makes no sense limits nothing."""
        self.full_clean()
        given = self.cleaned_data if self.is_bound else {}
        return Filter(
            register=given.get("register", ""),
            channel=given.get("channel", ""),
            since=_begin(given.get("since")),
            until=_begin(given.get("until"), plus=1),
            state=given.get("state", ""),
        )


def _begin(day: Any, *, plus: int = 0) -> datetime | None:
    return retention.start_of_day(day + timedelta(days=plus)) if day else None


class Lookup(Form):
    """Whom somebody looks for, and for what; sent by POST, so it stands in no URL."""

    field = forms.ChoiceField(label=_("Look up by"), choices=FIELDS)
    value = forms.CharField(
        label=_("Number or address"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    purpose = forms.ChoiceField(label=_("Purpose"))
    page = forms.IntegerField(
        required=False, min_value=1, max_value=10_000, widget=forms.HiddenInput
    )

    def __init__(
        self, *args: Any, purposes: Iterable[LookupPurposes], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        grouped = [
            (
                in_language(one.register.name),
                [
                    (f"{one.register.slug}:{purpose.id}", in_language(purpose.name))
                    for purpose in one.purposes
                ],
            )
            for one in purposes
        ]
        choices(self.fields["purpose"], [("", _("Choose a purpose")), *grouped])
