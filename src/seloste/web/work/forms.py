"""Forms of the pages of work."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seloste.domain import retention
from seloste.domain.notice import Language
from seloste.domain.work_item import OUTCOMES, Priority, Reason, WorkKind
from seloste.domain.work_words import TEXT_LIMIT, TITLE_LIMIT
from seloste.services.letters import LIMIT, LINE_LIMIT, Letter
from seloste.services.registers import Named
from seloste.services.work_bulk import Act, Bulk
from seloste.services.work_page import Tab, WorkFilter
from seloste.web.forms import LANGUAGE_NAMES, Form, choices
from seloste.web.templatetags.words import in_language
from seloste.web.words import said
from seloste.web.words import work as words

NOBODY = ("", pgettext_lazy("work", "Nobody"))
NO_QUEUE = ("", pgettext_lazy("work", "No queue"))


def area(rows: int = 4) -> forms.Textarea:
    """Return a field of several lines."""
    return forms.Textarea(attrs={"rows": rows})


def day(label: Any, *, required: bool = False, **more: Any) -> forms.DateField:
    """Return a field for a day."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget, **more)


class WorkForm(Form):
    """A form that says beside its field why a service refused it."""

    FIELD_OF: dict[str, str] = {}  # noqa: RUF012 - read only, one for each form

    def refused(self, reason: str) -> None:
        """Say beside the field what was refused, or on top of the form."""
        field = self.FIELD_OF.get(reason)
        known = field if field in self.fields else None
        self.add_error(known, said(reason, "work-refused"))


class Filters(Form):
    """What the list shows beside its tab."""

    register = forms.ChoiceField(label=_("Register"), required=False)
    kind = forms.ChoiceField(
        label=pgettext_lazy("work", "Kind"),
        required=False,
        choices=[("", _("Every kind")), *words.KINDS.items()],
    )
    queue = forms.ChoiceField(label=_("Queue"), required=False)
    tab = forms.ChoiceField(
        required=False,
        choices=[(tab.value, tab.value) for tab in Tab],
        widget=forms.HiddenInput,
    )

    def __init__(
        self,
        *args: Any,
        registers: Iterable[Named],
        queues: Iterable[tuple[UUID, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        known = [(one.slug, in_language(one.name)) for one in registers]
        choices(self.fields["register"], [("", _("Every register")), *known])
        choices(self.fields["queue"], [("", _("Every queue")), *queues])

    def wanted(self) -> WorkFilter:
        """Return the filter; a field that makes no sense limits nothing."""
        self.full_clean()
        given = self.cleaned_data if self.is_bound else {}
        queue = given.get("queue")
        return WorkFilter(
            register=given.get("register", ""),
            kind=given.get("kind", ""),
            queue=UUID(queue) if queue else None,
        )

    def tab_wanted(self) -> Tab:
        """Return the tab; open work where none is named."""
        self.full_clean()
        given = self.cleaned_data if self.is_bound else {}
        return Tab(given.get("tab") or Tab.OPEN)


class Whose(WorkForm):
    """Which queue and person work goes to."""

    FIELD_OF = {"unknown-queue": "queue", "not-a-member": "assignee"}  # noqa: RUF012
    queue = forms.ChoiceField(label=_("Queue"), required=False)
    assignee = forms.ChoiceField(label=pgettext_lazy("work", "Person"), required=False)

    def __init__(
        self,
        *args: Any,
        queues: Iterable[tuple[UUID, str]],
        people: Iterable[tuple[UUID, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choices(self.fields["queue"], [NO_QUEUE, *queues])
        choices(self.fields["assignee"], [NOBODY, *people])

    def chosen(self, name: str) -> UUID | None:
        """Return the id that was chosen, or None."""
        value = self.cleaned_data[name]
        return UUID(value) if value else None


class Plan(WorkForm):
    """By when, how urgent, and when to be reminded."""

    FIELD_OF = {"due-in-the-past": "due_on"}  # noqa: RUF012
    due_on = day(_("Due day"))
    remind_on = day(_("Remind on"))
    priority = forms.ChoiceField(
        label=_("Urgency"),
        choices=[*words.PRIORITIES.items()],
        initial=Priority.NORMAL,
    )

    @property
    def remind_at(self) -> datetime | None:
        """Return the moment at which the day of the reminder begins."""
        chosen = self.cleaned_data["remind_on"]
        return retention.start_of_day(chosen) if chosen else None


class Describe(WorkForm):
    """The title and the text of a work item."""

    FIELD_OF = {"no-title": "title", "too-long": "description"}  # noqa: RUF012
    title = forms.CharField(
        label=pgettext_lazy("work", "Title"), max_length=TITLE_LIMIT
    )
    description = forms.CharField(
        label=_("Description"),
        required=False,
        max_length=TEXT_LIMIT,
        widget=area(5),
        help_text=_("Sealed: only those who handle this can read it."),
    )


class New(Describe, Whose):
    """A new task, feedback or complaint."""

    FIELD_OF = {  # noqa: RUF012
        **Describe.FIELD_OF,
        **Whose.FIELD_OF,
        "due-in-the-past": "due_on",
        "other-controller": "controller",
    }
    kind = forms.ChoiceField(label=pgettext_lazy("work", "Kind"))
    controller = forms.ChoiceField(label=_("Controller"), required=False)
    reason = forms.ChoiceField(
        label=_("What it is about"),
        required=False,
        choices=[("", "–"), *words.REASONS.items()],
    )
    due_on = day(_("Due day"))
    priority = forms.ChoiceField(
        label=_("Urgency"),
        choices=[*words.PRIORITIES.items()],
        initial=Priority.NORMAL,
    )
    field_order = (
        "kind",
        "controller",
        "title",
        "description",
        "reason",
        "queue",
        "assignee",
        "due_on",
        "priority",
    )

    def __init__(
        self,
        *args: Any,
        kinds: Iterable[WorkKind],
        controllers: Iterable[tuple[str, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choices(
            self.fields["kind"], [(kind.value, words.KINDS[kind]) for kind in kinds]
        )
        known = list(controllers)
        if known:
            choices(self.fields["controller"], known)
        else:
            del self.fields["controller"]

    @property
    def about(self) -> Reason | None:
        """Return what it is about, where that was said."""
        chosen = self.cleaned_data["reason"]
        return Reason(chosen) if chosen else None


class RegisterChoice(Form):
    """In which register work without a contact is opened."""

    register = forms.ChoiceField(label=_("Register"))

    def __init__(self, *args: Any, registers: Iterable[Named], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(one.slug, in_language(one.name)) for one in registers]
        choices(self.fields["register"], known)


class End(WorkForm):
    """How a work item ends, or how a complaint is decided."""

    FIELD_OF = {  # noqa: RUF012
        "no-outcome": "outcome",
        "wrong-outcome": "outcome",
        "too-long": "words",
    }
    outcome = forms.ChoiceField(label=_("Outcome"))
    words = forms.CharField(
        label=_("In your own words"), required=False, widget=area(3)
    )

    def __init__(self, *args: Any, kind: WorkKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = sorted(OUTCOMES[kind])
        choices(
            self.fields["outcome"],
            [("", _("Choose")), *((one.value, words.OUTCOMES[one]) for one in known)],
        )


class NoteForm(WorkForm):
    """An internal note."""

    FIELD_OF = {"empty": "text", "too-long": "text"}  # noqa: RUF012
    text = forms.CharField(
        label=_("New note"),
        widget=area(3),
        help_text=_("The customer may ask for a copy of it."),
    )


class Merge(WorkForm):
    """Into which work item this goes up, and why."""

    FIELD_OF = {  # noqa: RUF012
        "no-reason": "reason",
        **dict.fromkeys(
            ("itself", "ended", "other-kind", "other-controller", "not-found"),
            "number",
        ),
    }
    number = forms.IntegerField(label=_("Number of the other"), min_value=1)
    reason = forms.CharField(label=_("Why"), max_length=500, widget=area(2))


class Split(WorkForm):
    """Which contacts leave, under what title, and why."""

    FIELD_OF = {  # noqa: RUF012
        "nothing-linked": "contacts",
        "not-linked": "contacts",
        "no-reason": "reason",
        "no-title": "title",
    }
    title = forms.CharField(label=_("Title of the new one"), max_length=TITLE_LIMIT)
    contacts = forms.MultipleChoiceField(
        label=_("Contacts that leave"), widget=forms.CheckboxSelectMultiple
    )
    notes = forms.MultipleChoiceField(
        label=_("Notes that go with them"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    reason = forms.CharField(label=_("Why"), max_length=500, widget=area(2))

    def __init__(
        self,
        *args: Any,
        contacts: Iterable[tuple[UUID, str]],
        notes: Iterable[tuple[UUID, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choices(self.fields["contacts"], [(str(id_), text) for id_, text in contacts])
        known = [(str(id_), text) for id_, text in notes]
        choices(self.fields["notes"], known)
        if not known:
            del self.fields["notes"]

    def chosen(self, name: str) -> tuple[UUID, ...]:
        """Return the ids that were ticked."""
        return tuple(UUID(one) for one in self.cleaned_data.get(name, ()))


class ReviewOn(WorkForm):
    """Until which day something is kept before it is looked at again."""

    FIELD_OF = {  # noqa: RUF012
        "review-in-the-past": "review_on",
        "review-too-late": "review_on",
        "no-reason": "reason",
    }
    review_on = day(_("Look at it again on"), required=True)

    @property
    def review_by(self) -> datetime:
        """Return the moment at which the chosen day begins in Helsinki."""
        return retention.start_of_day(self.cleaned_data["review_on"])


class Claim(ReviewOn):
    """A legal claim that is raised on a complaint."""

    reason = forms.CharField(
        label=_("What is claimed"),
        max_length=2000,
        widget=area(3),
        help_text=_("Sealed with the hold that the claim places."),
    )
    field_order = ("reason", "review_on")


class LetterForm(WorkForm):
    """The letter in which a complaint is answered."""

    FIELD_OF = {"no-title": "subject", "no-letter": "body", "too-long": "body"}  # noqa: RUF012
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGE_NAMES)
    recipient = forms.CharField(
        label=_("Name and address"),
        required=False,
        max_length=LINE_LIMIT,
        widget=area(3),
    )
    subject = forms.CharField(label=_("Subject"), max_length=LINE_LIMIT)
    body = forms.CharField(label=_("Text"), max_length=LIMIT, widget=area(10))

    def letter(self) -> Letter:
        """Return what was written."""
        given = self.cleaned_data
        return Letter(
            language=Language(given["language"]),
            recipient=given["recipient"],
            subject=given["subject"],
            body=given["body"].replace("\r\n", "\n"),
        )


class LetterMail(WorkForm):
    """To which customer of the linked contacts the letter goes by mail."""

    FIELD_OF = dict.fromkeys(
        ("no-recipient", "bad-address", "no-mailbox", "mailbox-paused", "no-mandate"),
        "to",
    )
    to = forms.ChoiceField(label=_("Send to"), widget=forms.RadioSelect)

    def __init__(
        self, *args: Any, readers: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices(self.fields["to"], readers)

    def not_sent(self, reason: str) -> None:
        """Say beside the field why it could not be sent."""
        self.add_error(self.FIELD_OF.get(reason), said(reason, "outgoing-refused"))


class BulkForm(Whose):
    """What shall be done to many; each act uses the fields it needs."""

    act = forms.ChoiceField(
        label=_("With those chosen"),
        choices=[("", _("Choose what to do")), *words.ACTS.items()],
    )
    priority = forms.ChoiceField(
        label=_("Urgency"),
        required=False,
        choices=[*words.PRIORITIES.items()],
        initial=Priority.NORMAL,
    )
    outcome = forms.ChoiceField(
        label=_("Outcome"), required=False, choices=[("", "–"), *words.OUTCOMES.items()]
    )
    field_order = ("act", "queue", "assignee", "priority", "outcome")

    def bulk(self, work_ids: Iterable[UUID]) -> Bulk:
        """Return what is to be done to which."""
        given = self.cleaned_data
        return Bulk(
            act=Act(given["act"]),
            work_ids=tuple(work_ids),
            queue_id=self.chosen("queue"),
            staff_id=self.chosen("assignee"),
            priority=Priority(given["priority"] or Priority.NORMAL),
            outcome=given["outcome"],
        )


class LinkForm(WorkForm):
    """To which open work a contact is linked."""

    FIELD_OF = dict.fromkeys(
        ("not-found", "linked-already", "ended", "other-controller", "other-register"),
        "number",
    ) | {"not-linked": "item"}
    number = forms.IntegerField(label=_("Number of the work"), min_value=1)
    item = forms.MultipleChoiceField(
        label=_("Only these parts of it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: all of it, and what still comes to it."),
    )

    def __init__(
        self, *args: Any, items: Iterable[tuple[UUID, str]] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        known = [(str(id_), text) for id_, text in items]
        choices(self.fields["item"], known)
        if not known:
            del self.fields["item"]

    @property
    def item_ids(self) -> tuple[UUID, ...]:
        """Return the parts that were ticked; none means the whole contact."""
        return tuple(UUID(one) for one in self.cleaned_data.get("item", ()))
