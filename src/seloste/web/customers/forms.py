"""Forms of the pages of customers. All go by POST: identifiers stand in no URL."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seloste.domain.customer import REASON_LIMIT
from seloste.services.customers import Wanted
from seloste.web.contacts.forms import FIELDS, Lookup
from seloste.web.forms import Form


class Find(Lookup):
    """Whom somebody looks for, and for what."""

    def wanted(self) -> Wanted:
        """Return whom to look at; the form is valid."""
        register, _colon, purpose = self.cleaned_data["purpose"].partition(":")
        return Wanted(
            register=register,
            purpose=purpose,
            field=self.cleaned_data["field"],
            value=self.cleaned_data["value"],
        )


class Whom(Form):
    """Who is looked at already, carried along from page to page."""

    register = forms.SlugField(widget=forms.HiddenInput)
    purpose = forms.SlugField(widget=forms.HiddenInput)
    field = forms.CharField(required=False, widget=forms.HiddenInput)
    value = forms.CharField(required=False, max_length=320, widget=forms.HiddenInput)
    customer = forms.UUIDField(required=False, widget=forms.HiddenInput)
    page = forms.IntegerField(
        required=False, min_value=1, max_value=10_000, widget=forms.HiddenInput
    )

    def wanted(self) -> Wanted:
        """Return whom to look at; the form is valid."""
        given = self.cleaned_data
        return Wanted(
            register=given["register"],
            purpose=given["purpose"],
            field=given["field"],
            value=given["value"],
            customer_id=given["customer"],
        )


def reason_field() -> forms.CharField:
    """Return the field for a reason; every step has one."""
    return forms.CharField(
        label=_("Reason"),
        max_length=REASON_LIMIT,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class Merge(Whom):
    """Which other identifier is the same person's."""

    other_field = forms.ChoiceField(label=_("Known also by"), choices=FIELDS)
    other_value = forms.CharField(
        label=_("Number or address"),
        max_length=320,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    reason = reason_field()


class Split(Whom):
    """Which identifier is not this person's."""

    other_field = forms.CharField(widget=forms.HiddenInput)
    other_value = forms.CharField(max_length=320, widget=forms.HiddenInput)
    reason = reason_field()


class Exclude(Whom):
    """Which contact is somebody else's."""

    contact = forms.UUIDField(widget=forms.HiddenInput)
    reason = reason_field()


class Undo(Whom):
    """Which step is taken back."""

    number = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


def whom(wanted: Wanted) -> dict[str, Any]:
    """Return what the hidden fields carry."""
    return {
        "register": wanted.register,
        "purpose": wanted.purpose,
        "field": wanted.field,
        "value": wanted.value,
        "customer": wanted.customer_id or "",
    }
