"""The form of the search; it is sent by POST, so that its words stand in no URL."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from seloste.domain import retention
from seloste.domain.search import LONGEST
from seloste.services.search_choices import Choice, SearchChoices
from seloste.services.searching import LAST_PAGE, Wanted
from seloste.web.contacts.forms import day_field
from seloste.web.forms import LANGUAGE_NAMES, Form, choices
from seloste.web.templatetags.words import in_language
from seloste.web.words.contacts import CHANNELS


class _Purpose(forms.ChoiceField):
    """Takes what was not offered, too: whoever asks for it is refused on record."""

    def valid_value(self, value: Any) -> bool:
        return bool(value)


class Find(Form):
    """What is searched for, for what, and how far it is narrowed."""

    words = forms.CharField(
        label=_("Words"),
        max_length=LONGEST,
        help_text=_("All words must be there, in any inflection."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "type": "search"}
        ),
    )
    purpose = _Purpose(label=_("Purpose"))
    channel = forms.ChoiceField(
        label=_("Channel"),
        required=False,
        choices=[("", _("Every channel")), *CHANNELS.items()],
    )
    since = day_field(_("From"))
    until = day_field(_("To"))
    language = forms.ChoiceField(
        label=_("Language"),
        required=False,
        choices=[("", _("Every language")), *LANGUAGE_NAMES],
    )
    controller = forms.ChoiceField(label=_("Controller"), required=False)
    queue = forms.ChoiceField(label=_("Queue"), required=False)
    page = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=LAST_PAGE,
        widget=forms.HiddenInput,
    )

    def __init__(
        self, *args: Any, registers: Iterable[SearchChoices], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        known = tuple(registers)
        purposes = [
            (
                in_language(one.register.name),
                [
                    (f"{one.register.slug}:{purpose.id}", in_language(purpose.name))
                    for purpose in one.purposes
                ],
            )
            for one in known
        ]
        choices(self.fields["purpose"], [("", _("Choose a purpose")), *purposes])
        self._offer("controller", _("Every controller"), known, lambda r: r.controllers)
        self._offer("queue", _("Every queue"), known, lambda r: r.queues)

    def _offer(
        self,
        name: str,
        every: Any,
        known: Iterable[SearchChoices],
        of: Callable[[SearchChoices], tuple[Choice, ...]],
    ) -> None:
        offered = [
            (
                in_language(one.register.name),
                [(str(choice.id), in_language(choice.name)) for choice in of(one)],
            )
            for one in known
            if of(one)
        ]
        choices(self.fields[name], [("", every), *offered])

    @property
    def narrowing(self) -> list[Any]:
        """Return the fields that narrow, to be shown folded."""
        names = ("channel", "since", "until", "language", "controller", "queue")
        return [self[name] for name in names]

    @property
    def narrowed(self) -> bool:
        """Tell whether any of them is used."""
        return any(field.value() for field in self.narrowing)

    def wanted(self) -> Wanted:
        """Return what is searched for."""
        given = self.cleaned_data
        register, _colon, purpose = given["purpose"].partition(":")
        return Wanted(
            register=register,
            purpose=purpose,
            words=given["words"],
            channel=given["channel"],
            language=given["language"],
            controller=UUID(given["controller"]) if given["controller"] else None,
            queue=UUID(given["queue"]) if given["queue"] else None,
            since=_begin(given["since"]),
            until=_begin(given["until"], plus=1),
        )


def _begin(day: Any, *, plus: int = 0) -> datetime | None:
    return retention.start_of_day(day + timedelta(days=plus)) if day else None


class OfRegister(Form):
    """Whose searches an auditor looks at."""

    register = forms.ChoiceField(label=_("Register"))

    def __init__(self, *args: Any, registers: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(one.slug, in_language(one.name)) for one in registers]
        choices(self.fields["register"], known)
