"""Forms of the pages of queues."""

from collections.abc import Iterable
from datetime import time
from typing import Any
from uuid import UUID

from django import forms
from django.core.validators import validate_slug
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seloste.domain.contact import Channel
from seloste.services.queues import QueueSettings
from seloste.services.registers import Named
from seloste.web.forms import Form, choices
from seloste.web.templatetags.words import in_language
from seloste.web.words import contacts as contact_words
from seloste.web.words import queues as words

YEAR_OF_MINUTES = 60 * 24 * 365
USUAL_DAYS = range(5)


def minutes(label: Any, initial: int) -> forms.IntegerField:
    """Return a field for a target in minutes of business time."""
    return forms.IntegerField(
        label=label,
        min_value=1,
        max_value=YEAR_OF_MINUTES,
        initial=initial,
        help_text=_("In minutes of the opening hours."),
    )


class QueueForm(Form):
    """Everything that is said of a queue."""

    register = forms.ChoiceField(label=_("Register"))
    slug = forms.CharField(
        label=_("Short name"),
        max_length=64,
        validators=[validate_slug],
        help_text=_("Letters without accents, digits and hyphens. It cannot change."),
    )
    name_fi = forms.CharField(label=_("Name in Finnish"), max_length=100)
    name_sv = forms.CharField(label=_("Name in Swedish"), max_length=100)
    name_en = forms.CharField(label=_("Name in English"), max_length=100)
    addresses = forms.CharField(
        label=_("Lines and mailboxes"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One on each line. A queue without any takes the rest."),
    )
    channels = forms.MultipleChoiceField(
        label=_("Channels"),
        required=False,
        choices=[*contact_words.CHANNELS.items()],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen means every channel."),
    )
    complaints = forms.BooleanField(label=_("Handles complaints"), required=False)
    assignment = forms.ChoiceField(
        label=_("Who is given what comes in"),
        choices=[*words.ASSIGNMENTS.items()],
    )
    skills = forms.CharField(
        label=_("Skills its members need"),
        required=False,
        max_length=300,
        help_text=_("Words with commas between, for example: swedish, invoicing."),
    )
    respond_minutes = minutes(_("First answer within"), 240)
    solve_minutes = minutes(_("Solved within"), 2400)

    def __init__(
        self, *args: Any, registers: Iterable[Named], fixed: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        known = [(one.slug, in_language(one.name)) for one in registers]
        choices(self.fields["register"], known)
        if fixed:
            for name in ("register", "slug"):
                self.fields[name].disabled = True
        for day in range(7):
            for part, label in (("opens", _("opens")), ("closes", _("closes"))):
                self.fields[f"{part}_{day}"] = forms.TimeField(
                    label=f"{WEEKDAYS[day]} {label}",
                    required=False,
                    widget=forms.TimeInput(
                        attrs={"type": "time", "class": "form-control"},
                        format="%H:%M",
                    ),
                )

    @property
    def plain(self) -> list[forms.BoundField]:
        """Return the fields that are not hours."""
        return [one for one in self if not one.name.startswith(("opens_", "closes_"))]

    @property
    def week(self) -> list[tuple[Any, forms.BoundField, forms.BoundField]]:
        """Return each weekday with the fields of its hours."""
        return [
            (WEEKDAYS[day], self[f"opens_{day}"], self[f"closes_{day}"])
            for day in range(7)
        ]

    def clean(self) -> dict[str, Any]:
        """Refuse a day that closes before it opens, or does only one of the two."""
        given = super().clean() or self.cleaned_data
        for day in range(7):
            opens, closes = given.get(f"opens_{day}"), given.get(f"closes_{day}")
            if (opens is None) != (closes is None):
                self.add_error(f"closes_{day}", _("Give both times, or neither."))
            elif opens is not None and closes is not None and closes <= opens:
                self.add_error(f"closes_{day}", _("It closes after it opens."))
        return given

    def settings(self) -> QueueSettings:
        """Return what was said."""
        given = self.cleaned_data
        return QueueSettings(
            register=given["register"],
            slug=given["slug"],
            name_fi=given["name_fi"],
            name_sv=given["name_sv"],
            name_en=given["name_en"],
            addresses=tuple(given["addresses"].split()),
            channels=tuple(Channel(one) for one in given["channels"]),
            skills=skills(given["skills"]),
            hours=self._hours(),
            assignment=words.CHOICES[given["assignment"]],
            complaints=given["complaints"],
            respond_minutes=given["respond_minutes"],
            solve_minutes=given["solve_minutes"],
        )

    def _hours(self) -> dict[str, list[str]]:
        found = {}
        for day in range(7):
            opens: time | None = self.cleaned_data.get(f"opens_{day}")
            closes: time | None = self.cleaned_data.get(f"closes_{day}")
            if opens and closes:
                found[str(day)] = [f"{opens:%H:%M}", f"{closes:%H:%M}"]
        return found


def skills(text: str) -> tuple[str, ...]:
    """Return the words of a list with commas, in lower case."""
    return tuple(one for part in text.split(",") if (one := part.strip().lower()))


class MemberForm(Form):
    """Somebody who takes work from a queue, and what they are given."""

    staff = forms.ChoiceField(label=pgettext_lazy("work", "Person"))
    skills = forms.CharField(label=_("Skills"), required=False, max_length=300)
    available = forms.BooleanField(
        label=_("Is given work"), required=False, initial=True
    )

    def __init__(
        self, *args: Any, people: Iterable[tuple[UUID, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices(self.fields["staff"], people)
