"""Forms of decisions. What names people goes by POST only and is sealed."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seloste.domain import correction
from seloste.domain.correction import LONGEST_TEXT, Proposal, Wording
from seloste.domain.errors import SelosteError
from seloste.domain.metadata import Metadata
from seloste.domain.notice import Notice
from seloste.domain.objection import CONSENTS, INTERESTS
from seloste.domain.rights import RequestKind
from seloste.services.disclosures import Receiver
from seloste.services.rectifications import LONGEST, PartyChange
from seloste.services.rights_decisions import ERASURE_GROUNDS, LONGEST_REASON
from seloste.web.forms import Form, choices
from seloste.web.templatetags.words import in_language
from seloste.web.words import decisions as words
from seloste.web.words.decisions import CORRECTED

BESIDE = {"no-correction": "text", "too-long": "text", "no-reason": "reason"}
STOPPED = {
    RequestKind.OBJECTION: INTERESTS,
    RequestKind.WITHDRAWAL: CONSENTS,
}


class Decide(Form):
    """On which ground, for which purpose, and why otherwise than the rules."""

    ground = forms.ChoiceField(label=pgettext_lazy("decision", "Ground"))
    purpose = forms.ChoiceField(label=_("Purpose"))
    reason = forms.CharField(
        label=_("Why otherwise than proposed"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Needed where you change a line. It is sealed."),
    )

    def __init__(
        self, *args: Any, kind: RequestKind, notice: Notice, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        grounds = _grounds(kind)
        if grounds:
            choices(self.fields["ground"], grounds)
        else:
            del self.fields["ground"]
        if kind in STOPPED:
            choices(self.fields["purpose"], purposes(notice, STOPPED[kind]))
        else:
            del self.fields["purpose"]


def _grounds(kind: RequestKind) -> list[tuple[str, str]]:
    if kind is RequestKind.RESTRICTION:
        return [(one.value, str(said)) for one, said in words.ARTICLE_18.items()]
    if kind is RequestKind.ERASURE:
        return [(one, f"{one} · {words.GROUNDS[one]}") for one in ERASURE_GROUNDS]
    return []


def purposes(notice: Notice, bases: Iterable[str]) -> list[tuple[str, str]]:
    """Return the purposes that can be stopped on one of these bases."""
    return [
        (one.id, in_language(one.name))
        for one in notice.purposes
        if not one.claims
        and not one.statutory
        and {basis.article for basis in one.bases} & set(bases)
    ]


class Correct(Form):
    """Who took part and what it was about, as it should be."""

    subject = forms.CharField(label=_("Subject"), required=False, max_length=500)

    def __init__(self, *args: Any, metadata: Metadata, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._metadata = metadata
        self.fields["subject"].initial = metadata.subject
        labels = {
            "name": _("Name"),
            "tel": _("Phone number"),
            "mailto": _("E-mail"),
            "customer_no": _("Customer number"),
        }
        for at, party in enumerate(metadata.parties):
            for field, label in labels.items():
                self.fields[f"{field}-{at}"] = forms.CharField(
                    label=label,
                    required=False,
                    max_length=320,
                    initial=getattr(party, field),
                    widget=forms.TextInput(
                        attrs={"class": "form-control", "autocomplete": "off"}
                    ),
                )

    def changes(self) -> dict[int, PartyChange]:
        """Return what changes, by the position of the party."""
        given = self.cleaned_data
        found = {}
        for at, party in enumerate(self._metadata.parties):
            fields = {
                name: given[f"{name}-{at}"].strip()
                for name in ("name", "tel", "mailto", "customer_no")
                if given[f"{name}-{at}"].strip() != getattr(party, name)
            }
            if fields:
                found[at] = PartyChange(**fields)
        return found


class Reword(Form):
    """What was written, as it should be, and why."""

    text = forms.CharField(
        label=_("Text"),
        required=False,
        strip=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 12, "autocomplete": "off"}),
    )
    reason = forms.CharField(
        label=_("Why it is corrected"),
        required=False,
        max_length=correction.LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It is sealed, and goes when the request is closed."),
    )
    field_order = (*correction.LINES, "text", "reason")

    def __init__(self, *args: Any, words: Wording, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._words = words
        self.fields["text"].initial = words.text
        for name in words.lines:
            self.fields[name] = forms.CharField(
                label=CORRECTED[name],
                required=False,
                max_length=correction.LONGEST_LINE,
                initial=words.line(name),
                widget=forms.TextInput(
                    attrs={"class": "form-control", "autocomplete": "off"}
                ),
            )
        self.order_fields(self.field_order)

    def proposal(self) -> Proposal:
        """Return what is proposed."""
        given = self.cleaned_data
        text = given["text"].replace("\r\n", "\n")
        lines = {name: given[name] for name in self._words.lines}
        return Proposal(replace(self._words, text=text, **lines), given["reason"])

    def field_of(self, refusal: SelosteError) -> str | None:
        """Return the field that a refusal is about, if it is about one."""
        return BESIDE.get(getattr(refusal, "reason", ""))


class Statement(Form):
    """What the person states beside what is kept."""

    text = forms.CharField(
        label=_("Statement of the person"),
        max_length=LONGEST // 4,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("It is sealed, kept and shown with the item."),
    )


class To(Form):
    """Who receives something, by name, and how they are reached."""

    name = forms.CharField(label=_("Name of the recipient"), max_length=200)
    mailto = forms.EmailField(label=_("E-mail"), required=False)
    address = forms.CharField(
        label=_("Postal address"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def receiver(self) -> Receiver:
        """Return who that is."""
        given = self.cleaned_data
        return Receiver(given["name"], given["mailto"], given["address"])


class Impossible(Form):
    """Why a recipient cannot be told."""

    reason = forms.CharField(
        label=_("Why it is impossible or out of proportion"), max_length=500
    )
