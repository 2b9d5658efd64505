"""Forms of identity: a number that was called, a document that was seen, a period."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seloste.domain.customer import Identifier
from seloste.web.forms import Form, choices
from seloste.web.words import identity as words
from seloste.web.words import said


class CallBack(Form):
    """The number that was called and answered."""

    tel = forms.CharField(
        label=_("Number that you called"),
        max_length=40,
        widget=forms.TextInput({"inputmode": "tel", "autocomplete": "off"}),
        help_text=_("It has to have been in the records before the request."),
    )


class Letter(Form):
    """Where a letter with a code goes: what stands on a letter from before."""

    paper = forms.IntegerField(
        label=_("Number of a letter on paper that came before the request"),
        min_value=1,
        required=False,
    )
    address = forms.CharField(
        label=_("Sender's address as it stands there"),
        max_length=320,
        required=False,
        widget=forms.Textarea({"rows": 3, "autocomplete": "off"}),
        help_text=_("The address that came with the request proves nothing."),
    )


class Document(Form):
    """What the person showed; no number of it is written down."""

    document = forms.ChoiceField(
        label=_("What was seen"), choices=list(words.DOCUMENTS.items())
    )


class Authority(Form):
    """What shows the right to ask for somebody else; no copy of it is kept."""

    shown = forms.ChoiceField(
        label=_("What shows the right to ask for somebody else"),
        choices=list(words.AUTHORITIES.items()),
    )


class Period(Form):
    """When an identifier was the person's; an empty end is open."""

    identifier = forms.ChoiceField(label=_("Number or address"))
    since_on = forms.DateField(
        label=_("Theirs since (optional)"),
        required=False,
        widget=forms.DateInput({"type": "date"}),
    )
    until_on = forms.DateField(
        label=_("Theirs until (optional)"),
        required=False,
        widget=forms.DateInput({"type": "date"}),
    )

    def __init__(
        self, *args: Any, identifiers: tuple[Identifier, ...], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._known = identifiers
        choices(
            self.fields["identifier"],
            [
                (str(at), f"{said(one.field, 'identifier')}: {one.value}")
                for at, one in enumerate(identifiers)
            ],
        )

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        cleaned = super().clean() or self.cleaned_data
        since, until = cleaned.get("since_on"), cleaned.get("until_on")
        if since and until and until < since:
            self.add_error("until_on", _("It ends before it begins."))
        return cleaned

    @property
    def chosen(self) -> Identifier:
        """Return the identifier that was chosen."""
        return self._known[int(self.cleaned_data["identifier"])]


class Code(Form):
    """The code that somebody got."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        widget=forms.TextInput(
            {"inputmode": "numeric", "autocomplete": "one-time-code"}
        ),
    )
