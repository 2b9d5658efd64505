"""Forms of training and quality: what to draw, how the service was, remarks."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from seloste.domain import retention
from seloste.domain.contact import Channel
from seloste.domain.evaluation import LANGUAGES, LONGEST, Criterion, Judgement
from seloste.domain.notice import Purpose
from seloste.services.evaluations import Colleague
from seloste.services.registers import Named
from seloste.services.samples import LARGEST, Wanted
from seloste.web.forms import Form, choices
from seloste.web.templatetags.words import in_language
from seloste.web.words import contacts, training

MINUTE = 60
MOMENT = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)")
SPARE = 2
FIELD_OF = {
    "nothing-found": None,
    "bad-period": "until",
    "bad-size": "size",
    "bad-length": "longest",
    "unknown-queue": "queue",
    "no-agent": "agent",
    "own-work": "agent",
    "bad-moment": "moment",
    "no-words": "text",
}
WARNING = _(
    "Write of the service, not of the customer. Names, numbers and health do not "
    "belong here. The words are sealed and go with the contact."
)


@dataclass(frozen=True, slots=True)
class Pool:
    """What can be drawn from in one register."""

    register: Named
    purposes: tuple[Purpose, ...]
    queues: tuple[tuple[UUID, str], ...]
    agents: tuple[Colleague, ...]


class Refusable(Form):
    """A form that says beside the field why a service refused."""

    def refused(self, reason: str, words: dict[str, Any]) -> None:
        """Say beside the field, or above all, why it was refused."""
        field = FIELD_OF.get(reason)
        self.add_error(field if field in self.fields else None, words[reason])


def _day(label: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget)


def _minutes(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=600)


class Draw(Refusable):
    """What to draw: by purpose, period, channel, queue, length; never by a customer."""

    purpose = forms.ChoiceField(
        label=_("Purpose"),
        help_text=_("The notice says for what recordings may be listened to."),
    )
    since = _day(_("From"))
    until = _day(_("To"))
    channel = forms.ChoiceField(
        label=_("Channel"),
        required=False,
        choices=[("", _("Every channel")), *contacts.CHANNELS.items()],
    )
    queue = forms.ChoiceField(label=_("Queue"), required=False)
    agent = forms.ChoiceField(
        label=_("Who served"),
        required=False,
        help_text=_("For coaching. Known of mail, chat and forms that were assigned."),
    )
    shortest = _minutes(_("At least, minutes"))
    longest = _minutes(_("At most, minutes"))
    size = forms.IntegerField(
        label=_("How many"), min_value=1, max_value=LARGEST, initial=10
    )

    def __init__(
        self, *args: Any, pools: Sequence[Pool], now: datetime, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        today = retention.local_day(now)
        self.fields["since"].initial = today - timedelta(days=30)
        self.fields["until"].initial = today
        choices(
            self.fields["purpose"],
            [("", _("Choose a purpose")), *_by_register(pools, _purposes)],
        )
        choices(
            self.fields["queue"],
            [("", _("Every queue")), *_by_register(pools, lambda one: one.queues)],
        )
        choices(
            self.fields["agent"],
            [
                ("", _("Anybody")),
                *_by_register(
                    pools, lambda one: [(who.id, who.name) for who in one.agents]
                ),
            ],
        )

    def wanted(self) -> Wanted:
        """Return what was asked for; what belongs to another register counts not."""
        given = self.cleaned_data
        register, _colon, purpose = given["purpose"].partition(":")
        return Wanted(
            register=register,
            purpose=purpose,
            since=given["since"],
            until=given["until"],
            size=given["size"],
            channel=Channel(given["channel"]) if given["channel"] else None,
            queue=_id(given["queue"]),
            agent=_id(given["agent"]),
            shortest=MINUTE * (given["shortest"] or 0),
            longest=MINUTE * (given["longest"] or 0),
        )


def _id(value: str) -> UUID | None:
    return UUID(value.partition(":")[2]) if value else None


def _purposes(pool: Pool) -> list[tuple[str, str]]:
    return [(one.id, in_language(one.name)) for one in pool.purposes]


def _by_register(
    pools: Sequence[Pool], options: Any
) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield groups of choices, each value preceded by its register."""
    for pool in pools:
        slug = pool.register.slug
        group = [(f"{slug}:{key}", name) for key, name in options(pool)]
        if group:
            yield in_language(pool.register.name), group


class Evaluate(Refusable):
    """Grades of the service on the register's form, and words for the agent."""

    agent = forms.ChoiceField(label=_("Whose work"))

    def __init__(
        self,
        *args: Any,
        criteria: Iterable[Criterion],
        agents: Iterable[Colleague],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = tuple(criteria)
        known = [(str(one.id), one.name) for one in agents]
        choices(self.fields["agent"], [("", _("Choose an agent")), *known])
        for one in self.criteria:
            self.fields[f"grade-{one.id}"] = _grade(one)
        self.fields["well"] = _words(_("What went well"))
        self.fields["next_time"] = _words(_("What to try next time"), help_text=WARNING)

    def judgement(self) -> Judgement:
        """Return what was judged."""
        given = self.cleaned_data
        return Judgement(
            {one.id: int(given[f"grade-{one.id}"]) for one in self.criteria},
            well=given["well"].strip(),
            next_time=given["next_time"].strip(),
        )


def said(words: Any) -> str:
    """Return words of a form in the reader's language, else in Finnish."""
    return str(words.get(get_language() or "fi") or words.get("fi", ""))


def _grade(criterion: Criterion) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=said(criterion.name),
        help_text=said(criterion.guidance),
        choices=[("", "–"), *training.GRADES.items()],
        widget=forms.Select(attrs={"class": "form-select"}),
    )


def _words(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=LONGEST,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 3, "class": "form-control"}),
    )


class Remark(Refusable):
    """A comment at a moment of the recording."""

    moment = forms.CharField(
        label=_("Moment"),
        max_length=8,
        initial="0:00",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "data-moment": ""}),
    )
    text = forms.CharField(
        label=_("Comment"),
        max_length=LONGEST,
        help_text=WARNING,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean_moment(self) -> int:
        """Return the moment in seconds."""
        found = MOMENT.fullmatch(self.cleaned_data["moment"].strip())
        if found is None:
            raise forms.ValidationError(training.REFUSALS["bad-moment"])
        hours, minutes, seconds = (int(part or 0) for part in found.groups())
        return (hours * MINUTE + minutes) * MINUTE + seconds


class Answer(Refusable):
    """What an agent says to an evaluation; it may be nothing."""

    text = forms.CharField(
        label=_("Your answer, if you wish"),
        required=False,
        max_length=LONGEST,
        help_text=WARNING,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class EditForm(Refusable):
    """The points of a register's form in three languages; an empty point goes."""

    def __init__(
        self, *args: Any, criteria: Sequence[Criterion], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.places = [*criteria, *[Criterion("", {}, {})] * SPARE]
        for place, one in enumerate(self.places):
            for code in LANGUAGES:
                self.fields[f"name-{place}-{code}"] = forms.CharField(
                    label=f"{_('Name')} ({code})",
                    required=False,
                    max_length=100,
                    initial=one.name.get(code, ""),
                    widget=forms.TextInput(attrs={"class": "form-control"}),
                )
                self.fields[f"guidance-{place}-{code}"] = forms.CharField(
                    label=f"{_('Guidance')} ({code})",
                    required=False,
                    max_length=500,
                    initial=one.guidance.get(code, ""),
                    widget=forms.Textarea(attrs={"class": "form-control", "rows": 2}),
                )

    @property
    def points(self) -> list[tuple[int, list[Any]]]:
        """Return the fields of each point, numbered from 1."""
        return [
            (
                place + 1,
                [
                    self[f"{what}-{place}-{code}"]
                    for what in ("name", "guidance")
                    for code in LANGUAGES
                ],
            )
            for place in range(len(self.places))
        ]

    def criteria(self) -> tuple[Criterion, ...]:
        """Return the points that were given a name, old ids kept."""
        found: list[Criterion] = []
        for place, before in enumerate(self.places):
            name = self._texts("name", place)
            if any(name.values()):
                found.append(
                    Criterion(
                        before.id or f"point-{place + 1}-{len(found)}",
                        name,
                        self._texts("guidance", place),
                    )
                )
        return tuple(found)

    def _texts(self, what: str, place: int) -> dict[str, str]:
        given = self.cleaned_data
        return {code: given[f"{what}-{place}-{code}"].strip() for code in LANGUAGES}
