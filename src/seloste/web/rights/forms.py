"""Forms of the pages of rights requests."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seloste.domain import retention
from seloste.domain.notice import Language
from seloste.domain.rights import (
    Asker,
    ExtensionReason,
    RefusalReason,
    RequestChannel,
    RequestKind,
)
from seloste.domain.rights_words import LONGEST_LINE, LONGEST_MESSAGE, RequestWords
from seloste.services import rights_words
from seloste.services.registers import Named
from seloste.services.rights import NewRequest
from seloste.services.rights_page import RequestFilter, Tab
from seloste.web.forms import LANGUAGE_NAMES, Form, choices
from seloste.web.templatetags.words import in_language
from seloste.web.words import rights as words

BY_HAND = (
    RequestChannel.PAPER,
    RequestChannel.IN_PERSON,
    RequestChannel.CALL,
    RequestChannel.MAIL,
    RequestChannel.CHAT,
    RequestChannel.FORM,
)


class Filters(Form):
    """What the board shows beside its tab."""

    register = forms.ChoiceField(label=_("Register"), required=False)
    kind = forms.ChoiceField(
        label=pgettext_lazy("rights", "Right"),
        required=False,
        choices=[("", _("Every right")), *words.KINDS.items()],
    )
    asker = forms.ChoiceField(
        label=_("Who asks"),
        required=False,
        choices=[("", _("Everybody")), *words.ASKERS.items()],
    )
    channel = forms.ChoiceField(
        label=_("Channel"),
        required=False,
        choices=[("", _("Every channel")), *words.CHANNELS.items()],
    )
    tab = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, registers: Iterable[Named], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(one.slug, in_language(one.name)) for one in registers]
        choices(self.fields["register"], [("", _("All registers")), *known])

    def wanted(self) -> RequestFilter:
        """Return what to show; a filter that is none is left out."""
        given = self.cleaned_data if self.is_bound and self.is_valid() else {}
        tab = given.get("tab", "")
        return RequestFilter(
            register=given.get("register", ""),
            kind=given.get("kind", ""),
            channel=given.get("channel", ""),
            asker=given.get("asker", ""),
            tab=Tab(tab) if tab in set(Tab) else Tab.OPEN,
        )


class Find(Form):
    """The receipt number somebody names."""

    reference = forms.CharField(
        label=_("Receipt number"),
        max_length=40,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )


class Receive(Form):
    """A request that is taken down by hand."""

    kind = forms.ChoiceField(
        label=pgettext_lazy("rights", "Right"), choices=list(words.KINDS.items())
    )
    channel = forms.ChoiceField(
        label=_("Channel"), choices=[(one, words.CHANNELS[one]) for one in BY_HAND]
    )
    received_on = forms.DateField(
        label=_("Day of receipt"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=_("The clock runs from the day it reached anybody here."),
    )
    asker = forms.ChoiceField(label=_("Who asks"), choices=list(words.ASKERS.items()))
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGE_NAMES)
    message = forms.CharField(
        label=_("What is asked, in the person's words"),
        required=False,
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea({"rows": 4}),
    )
    name = forms.CharField(label=_("Name"), required=False, max_length=LONGEST_LINE)
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=LONGEST_LINE)
    tel = forms.CharField(
        label=_("Phone number"), required=False, max_length=LONGEST_LINE
    )
    address = forms.CharField(
        label=_("Postal address"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 2}),
    )
    known_by = forms.CharField(
        label=_("Other phone numbers, e-mails and customer numbers"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("One a line: what was used when contacting us."),
    )
    subject_name = forms.CharField(
        label=_("Whose data, where somebody asks for another"),
        required=False,
        max_length=LONGEST_LINE,
    )
    authority = forms.CharField(
        label=_("On what the authority rests"),
        required=False,
        max_length=1000,
        help_text=_("Never write an identity code; it proves nothing here."),
    )
    protected = forms.BooleanField(
        label=_("Non-disclosure for personal safety (turvakielto)"), required=False
    )

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = retention.local_day(now)
        self.now = now
        self.fields["received_on"].initial = today
        self.fields["received_on"].widget.attrs["max"] = today.isoformat()

    def clean_received_on(self) -> date:
        """Refuse a day that has not come."""
        day: date = self.cleaned_data["received_on"]
        if day > retention.local_day(self.now):
            raise forms.ValidationError(words.REFUSED["received-in-the-future"])
        return day

    def request(self, register: str, origin: UUID | None) -> NewRequest:
        """Return what was written as a request."""
        given = self.cleaned_data
        today = given["received_on"] == retention.local_day(self.now)
        return NewRequest(
            register=register,
            kind=RequestKind(given["kind"]),
            channel=RequestChannel(given["channel"]),
            words=words_of(given),
            asker=Asker(given["asker"]),
            language=Language(given["language"]),
            received_at=None if today else retention.start_of_day(given["received_on"]),
            origin=origin,
        )

    def refused(self, reason: str) -> None:
        """Say what was refused, beside its field where there is one."""
        field = "email" if reason == "no-way-to-answer" else None
        self.add_error(field, words.REFUSED[reason])


def words_of(given: dict[str, Any]) -> RequestWords:
    """Return the words of a form: the same fields here and on the portal."""
    return RequestWords(
        message=given["message"],
        name=given["name"],
        email=given["email"],
        tel=given["tel"],
        address=given["address"],
        identifiers=rights_words.known_by(given["known_by"]),
        subject_name=given["subject_name"],
        authority=given["authority"],
        protected=given["protected"],
    )


class Extend(Form):
    """Why two further months are needed."""

    reason = forms.ChoiceField(
        label=_("Reason"), choices=list(words.EXTENSIONS.items())
    )

    @property
    def chosen(self) -> ExtensionReason:
        """Return the reason."""
        return ExtensionReason(self.cleaned_data["reason"])


class Refuse(Form):
    """Why a request is not to be met."""

    reason = forms.ChoiceField(
        label=_("Reason"), choices=list(words.REFUSAL_REASONS.items())
    )

    @property
    def chosen(self) -> RefusalReason:
        """Return the reason."""
        return RefusalReason(self.cleaned_data["reason"])


class Take(Form):
    """Who handles a request."""

    handler = forms.ChoiceField(label=_("Handler"))

    def __init__(
        self, *args: Any, people: Iterable[tuple[UUID, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices(self.fields["handler"], [(str(one), name) for one, name in people])

    @property
    def chosen(self) -> UUID:
        """Return who was chosen."""
        return UUID(self.cleaned_data["handler"])
