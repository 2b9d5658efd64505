"""Forms of the pages of paper."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seloste.domain.contact import Direction, Party, PartyRole
from seloste.domain.paper import Lock, PaperKind, Way
from seloste.services.papers import NewPaper
from seloste.web.forms import Form, choices
from seloste.web.memory_files import Uploaded, is_too_large
from seloste.web.words.contacts import DIRECTIONS
from seloste.web.words.papers import FIELD_OF, KINDS, LOCKS, REFUSALS, SHOW, WAYS

type Choices = Iterable[tuple[str, str]]


class PaperForm(Form):
    """A form that shows a refusal beside the field it is about."""

    def refused(self, reason: str) -> None:
        """Say why the service refused."""
        field = FIELD_OF.get(reason)
        words = str(REFUSALS.get(reason, reason))
        self.add_error(field if field in self.fields else None, words)


class Filters(Form):
    """Which sheets to show."""

    show = forms.ChoiceField(
        label=pgettext_lazy("filter", "Show"), required=False, choices=[*SHOW.items()]
    )
    place = forms.ChoiceField(label=_("Place"), required=False)

    def __init__(self, *args: Any, places: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices(self.fields["place"], [("", _("Every place")), *places])


class Move(PaperForm):
    """Where a sheet goes, and into whose keeping."""

    place = forms.ChoiceField(label=_("Place"))
    custodian = forms.ChoiceField(label=_("In the keeping of"))

    def __init__(
        self, *args: Any, places: Choices, custodians: Choices, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices(self.fields["place"], places)
        choices(self.fields["custodian"], custodians)


class RegisterPaper(Move):
    """A sheet that came, or that somebody wrote."""

    address = forms.ChoiceField(label=_("For whom"))
    kind = forms.ChoiceField(
        label=_("What it is"), choices=[(k.value, KINDS[k.value]) for k in PaperKind]
    )
    direction = forms.ChoiceField(
        label=_("Direction"), choices=[(d.value, DIRECTIONS[d]) for d in Direction]
    )
    received_on = forms.DateField(
        label=_("Received or written on"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    sheets = forms.IntegerField(
        label=_("How many sheets"), min_value=1, max_value=9999, initial=1
    )
    subject = forms.CharField(label=_("Subject"), required=False, max_length=200)
    name = forms.CharField(
        label=_("Name of the person"), required=False, max_length=200
    )
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=200)
    tel = forms.CharField(label=_("Telephone number"), required=False, max_length=40)
    customer_no = forms.CharField(
        label=_("Customer number"), required=False, max_length=64
    )
    scan = forms.FileField(
        label=_("Scan"),
        required=False,
        help_text=_("PDF, PNG, JPEG or TIFF, 25 MB at most. It is sealed."),
    )
    field_order = (
        "address",
        "kind",
        "direction",
        "received_on",
        "sheets",
        "place",
        "custodian",
    )

    def __init__(self, *args: Any, addresses: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices(self.fields["address"], addresses)

    def clean_scan(self) -> Uploaded | None:
        """Refuse a file that is too large; it arrived empty."""
        file: Uploaded | None = self.cleaned_data["scan"]
        if file is not None and is_too_large(file):
            raise forms.ValidationError(str(REFUSALS["too-large"]))
        return file

    def wanted(self, register: str) -> NewPaper:
        """Return the sheet to be registered."""
        values = self.cleaned_data
        scan: Uploaded | None = values["scan"]
        return NewPaper(
            register=register,
            address=values["address"],
            place_id=values["place"],
            custodian_id=values["custodian"],
            received_on=values["received_on"],
            kind=PaperKind(values["kind"]),
            direction=Direction(values["direction"]),
            sheets=values["sheets"],
            subject=values["subject"],
            person=Party(
                PartyRole.CUSTOMER,
                name=values["name"],
                mailto=values["email"],
                tel=values["tel"],
                customer_no=values["customer_no"],
            ),
            scan=scan.read() if scan else b"",
            scan_name=(scan.name or "") if scan else "",
        )


class Destroyed(PaperForm):
    """Somebody's word that a sheet was destroyed."""

    way = forms.ChoiceField(
        label=_("How"), choices=[(w.value, WAYS[w.value]) for w in Way]
    )
    destroyed_on = forms.DateField(
        label=_("On"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    did = forms.BooleanField(
        label=_("I destroyed it, or saw it destroyed, so that nobody can read it.")
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"destroyed_on": today}, **kwargs)


class Place(PaperForm):
    """A place where paper is locked away."""

    register = forms.ChoiceField(label=_("Register"))
    name = forms.CharField(
        label=_("Room and cabinet"),
        max_length=100,
        help_text=_("Never the name of a customer."),
    )
    lock = forms.ChoiceField(
        label=_("Lock"), choices=[(one.value, LOCKS[one.value]) for one in Lock]
    )

    def __init__(self, *args: Any, registers: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices(self.fields["register"], [(one, one) for one in registers])
