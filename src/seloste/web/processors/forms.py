"""Forms of the register of processors."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seloste.domain import processor as rules
from seloste.domain.processor import Processor, TransferGround
from seloste.web.forms import Form, choices
from seloste.web.words.processors import FIELD_OF, GROUNDS, REFUSED, SHOW


def _day(label: Any, help_text: Any = "", *, required: bool = False) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )


def _lines(label: Any, help_text: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        help_text=help_text,
        max_length=20_000,
        widget=forms.Textarea({"rows": 3, "spellcheck": "false"}),
    )


class Filters(Form):
    """Which entries to show."""

    register = forms.ChoiceField(label=_("Register"), required=False)
    show = forms.ChoiceField(
        label=pgettext_lazy("filter", "Show"), required=False, choices=[*SHOW.items()]
    )

    def __init__(
        self, *args: Any, registers: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices(self.fields["register"], [("", _("Every register")), *registers])


class Entry(Form):
    """What the register says of a processor."""

    recipient = forms.ChoiceField(
        label=_("Recipient in the notice"),
        help_text=_("As which of the notice's recipients it gets data."),
    )
    name = forms.CharField(label=_("Organisation"), max_length=rules.LONGEST_NAME)
    country = forms.CharField(
        label=_("Country"),
        max_length=2,
        help_text=_("Where it handles the data, in two letters: FI, DE, US."),
    )
    contract = forms.CharField(
        label=_("Contract on processing"),
        required=False,
        max_length=rules.LONGEST_NAME,
        help_text=_("Its number or where it is found."),
    )
    contract_on = _day(_("Signed on"))
    safeguards = forms.CharField(
        label=_("Safeguards"),
        required=False,
        max_length=rules.LONGEST_TEXT,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("What protects the data there, and who is bound to secrecy."),
    )
    ground = forms.ChoiceField(
        label=_("Ground of the transfer"),
        required=False,
        choices=[(one.value, GROUNDS[one]) for one in TransferGround],
        help_text=_("Needed where it or a sub-processor is outside the EU and EEA."),
    )
    sub_processors = _lines(
        _("Sub-processors"),
        _("One a line, with a comma and its country: Example Oy, FI"),
    )
    hosts = _lines(
        _("Machines"),
        _("Those this program may send data to, one a line: crm.example"),
    )
    since = _day(_("Handles data from"), required=True)
    review_on = _day(_("Look again by"))

    def __init__(
        self, *args: Any, recipients: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices(self.fields["recipient"], recipients)

    def refused(self, reason: str) -> None:
        """Say beside the field it is about why the service refused."""
        self.add_error(FIELD_OF.get(reason), REFUSED[reason])

    def wanted(self, register: str, until: date | None = None) -> Processor:
        """Return the entry as it was written. Raises ProcessorRefused."""
        given = self.cleaned_data
        return Processor(
            register=register,
            recipient=given["recipient"],
            name=given["name"],
            country=given["country"],
            since=given["since"],
            until=until,
            ground=TransferGround(given["ground"]),
            contract=given["contract"],
            contract_on=given["contract_on"],
            sub_processors=tuple(
                rules.sub_processor(one) for one in _written(given["sub_processors"])
            ),
            safeguards=given["safeguards"],
            hosts=tuple(_written(given["hosts"])),
            review_on=given["review_on"],
        )


def _written(text: str) -> list[str]:
    """Return the lines that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def said(entry: Processor) -> dict[str, Any]:
    """Return what the form of an entry begins with."""
    return {
        "recipient": entry.recipient,
        "name": entry.name,
        "country": entry.country,
        "contract": entry.contract,
        "contract_on": entry.contract_on,
        "safeguards": entry.safeguards,
        "ground": entry.ground.value,
        "sub_processors": "\n".join(map(str, entry.sub_processors)),
        "hosts": "\n".join(entry.hosts),
        "since": entry.since,
        "review_on": entry.review_on,
    }


class End(Form):
    """From which day a processor gets nothing any more."""

    on = _day(
        _("First day without data"),
        _("Its machines must not be in use any more then."),
        required=True,
    )
