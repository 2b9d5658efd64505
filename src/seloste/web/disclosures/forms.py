"""Forms of disclosures. Who receives something is sealed and goes by POST only."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seloste.domain.disclosure import Form as Shape
from seloste.services.disclosure_page import Offered
from seloste.services.disclosures import LARGEST_DOCUMENT, New, Receiver
from seloste.web.forms import Form, choices
from seloste.web.templatetags.words import in_language
from seloste.web.words import decisions as words


def _group(one: Offered) -> tuple[str, list[tuple[str, str]]]:
    """Return the recipients of a register under its name."""
    options = [
        (f"{one.register}:{who.id}", in_language(who.name)) for who in one.recipients
    ]
    return in_language(one.notice.name), options


def _purposes(one: Offered) -> tuple[str, list[tuple[str, str]]]:
    options = [
        (purpose.id, in_language(purpose.name)) for purpose in one.notice.purposes
    ]
    return in_language(one.notice.name), options


class Prepare(Form):
    """To whom, for what, on which ground."""

    recipient = forms.ChoiceField(
        label=_("Recipient in the notice"),
        help_text=_("Only whom the notice names, for its purposes."),
    )
    purpose = forms.ChoiceField(label=_("Purpose"))
    form = forms.ChoiceField(
        label=_("What goes out"),
        choices=[(one.value, words.FORMS[one]) for one in Shape],
        widget=forms.RadioSelect,
        initial=Shape.CONTENT.value,
    )
    name = forms.CharField(label=_("Name of the recipient"), max_length=200)
    mailto = forms.EmailField(label=_("E-mail"), required=False)
    address = forms.CharField(
        label=_("Postal address"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("There they are told when the data are corrected or erased."),
    )
    claim = forms.ChoiceField(
        label=_("Claim that needs it"),
        required=False,
        help_text=_("An insurer, counsel or agent receives what an open claim needs."),
    )
    statute = forms.CharField(
        label=_("Statute"),
        required=False,
        max_length=60,
        help_text=_(
            "For an authority: the number in the statute book, 806/2011 7:1 §."
        ),
    )
    document = forms.FileField(
        label=_("Written request of the authority"), required=False, max_length=200
    )

    def __init__(self, *args: Any, offered: Iterable[Offered], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = list(offered)
        choices(self.fields["recipient"], [_group(one) for one in offered])
        choices(self.fields["purpose"], [_purposes(one) for one in offered])
        claims = [
            (str(work.pk), _("Complaint %(number)s") % {"number": work.number})
            for one in offered
            for work in one.claims
        ]
        choices(self.fields["claim"], [("", pgettext_lazy("claim", "None")), *claims])

    def clean_document(self) -> Any:
        """Refuse a document that is larger than any letter."""
        file = self.cleaned_data["document"]
        if file is not None and file.size > LARGEST_DOCUMENT:
            raise forms.ValidationError(_("The file is larger than 20 MB."))
        return file

    def new(self, contacts: Iterable[UUID]) -> New:
        """Return what is to be prepared."""
        given = self.cleaned_data
        register, recipient = given["recipient"].split(":")
        file = given["document"]
        figures = given["form"] == Shape.FIGURES
        return New(
            register=register,
            recipient=recipient,
            purpose=given["purpose"],
            receiver=Receiver(given["name"], given["mailto"], given["address"]),
            contact_ids=() if figures else tuple(contacts),
            form=Shape(given["form"]),
            statute=given["statute"],
            document=file.read() if file else b"",
            claim=UUID(given["claim"]) if given["claim"] else None,
        )
