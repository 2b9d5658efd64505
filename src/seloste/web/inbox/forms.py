"""Forms of the inbox: filters, a note, whom to give it to, and the reply itself."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seloste.domain.draft import LONGEST, DraftWords
from seloste.domain.inbox import Order, Tab, cursor
from seloste.services.inbox import Wanted
from seloste.services.inbox_filters import Choices
from seloste.services.notes import LIMIT
from seloste.web.forms import LANGUAGE_NAMES, Form, choices
from seloste.web.templatetags.words import in_language
from seloste.web.words import contacts as words
from seloste.web.words import inbox as inbox_words


class Filters(Form):
    """What the list of conversations shows; a value that is none limits nothing."""

    channel = forms.ChoiceField(
        label=_("Channel"),
        required=False,
        choices=[("", _("Every channel")), *words.CHANNELS.items()],
    )
    register = forms.ChoiceField(label=_("Register"), required=False)
    controller = forms.ChoiceField(label=_("Controller"), required=False)
    queue = forms.ChoiceField(label=_("Queue"), required=False)
    late = forms.ChoiceField(
        label=_("Answer"),
        required=False,
        choices=[("", _("All")), ("yes", _("Only late"))],
    )
    order = forms.ChoiceField(
        label=_("Order"), required=False, choices=inbox_words.ORDERS.items()
    )

    def __init__(self, *args: Any, offered: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        registers = [(one.slug, in_language(one.name)) for one in offered.registers]
        choices(self.fields["register"], [("", _("Every register")), *registers])
        controllers = [("", _("Every controller")), *offered.controllers]
        choices(self.fields["controller"], controllers)
        queues = [(str(one.pk), queue_name(one)) for one in offered.queues]
        choices(self.fields["queue"], [("", _("Every queue")), *queues])

    def wanted(self, query: QueryDict) -> Wanted:
        """Return what the list shows."""
        self.full_clean()
        given = self.cleaned_data if self.is_bound else {}
        queue = given.get("queue", "")
        return Wanted(
            tab=tab_of(query.get("tab", "")),
            register=given.get("register", ""),
            controller=given.get("controller", ""),
            channel=given.get("channel", ""),
            queue=UUID(queue) if queue else None,
            late=given.get("late") == "yes",
            order=Order(given.get("order") or Order.NEWEST),
            after=cursor(query.get("after", "")),
        )


def tab_of(text: str) -> Tab:
    """Return the part of the inbox that is asked for; one's own where none is."""
    return Tab(text) if text in set(Tab) else Tab.MINE


def queue_name(queue: Any) -> str:
    """Return the name of a queue in the reader's language."""
    return str(getattr(queue, f"name_{translation.get_language() or 'fi'}"))


class Note(Form):
    """An internal note: seen by colleagues, never sent."""

    text = forms.CharField(
        label=_("Internal note"),
        max_length=LIMIT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Colleagues see it; the customer may ask for a copy of it."),
    )


class Assign(Form):
    """To which queue and whom a conversation is given."""

    queue = forms.ChoiceField(label=_("Queue"), required=False)
    staff = forms.ChoiceField(label=_("Person"), required=False)

    def __init__(
        self, *args: Any, queues: Iterable[Any], people: Iterable[Any], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(one.pk), queue_name(one)) for one in queues]
        choices(self.fields["queue"], [("", _("No queue")), *named])
        known = [(str(one.pk), one.display_name) for one in people]
        choices(self.fields["staff"], [("", _("Nobody")), *known])

    def chosen(self, name: str) -> UUID | None:
        """Return what was chosen of a list, or None."""
        value = self.cleaned_data[name]
        return UUID(value) if value else None


class Reply(Form):
    """A reply as it is written; addresses are separated by commas."""

    to = forms.CharField(
        label=pgettext_lazy("mail", "To"), max_length=2000, required=False
    )
    cc = forms.CharField(label=_("Copy to"), max_length=2000, required=False)
    subject = forms.CharField(label=_("Subject"), max_length=998, required=False)
    language = forms.ChoiceField(
        label=_("Language of the reply"), required=False, choices=LANGUAGE_NAMES
    )
    text = forms.CharField(
        label=_("Your reply"),
        max_length=LONGEST,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    strangers = forms.BooleanField(
        label=_("Send also to those who take no part in this conversation"),
        required=False,
    )

    def words(self) -> DraftWords:
        """Return what was written."""
        given = self.cleaned_data
        return DraftWords(
            text=given["text"].replace("\r\n", "\n"),
            subject=given["subject"],
            to=_addresses(given["to"]),
            cc=_addresses(given["cc"]),
            language=given["language"],
        )


def initial(words: DraftWords) -> dict[str, str]:
    """Return how a draft stands in the form."""
    return {
        "to": ", ".join(words.to),
        "cc": ", ".join(words.cc),
        "subject": words.subject,
        "language": words.language or (translation.get_language() or "fi"),
        "text": words.text,
    }


def _addresses(text: str) -> tuple[str, ...]:
    parts = text.replace(";", ",").split(",")
    return tuple(one.strip() for one in parts if one.strip())
