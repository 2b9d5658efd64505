"""Forms of holds."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seloste.domain import retention
from seloste.domain.notice import HoldRule
from seloste.web.forms import Form, choices
from seloste.web.words import holds as words

FIELD_OF = {
    "no-mandate": "kind",
    "no-reason": "reason",
    "review-in-the-past": "review_on",
    "review-too-late": "review_on",
}
PROPOSED_DAYS = 30


class ReviewOn(Form):
    """Until which day a hold may stand before it is looked at again."""

    review_on = forms.DateField(
        label=_("Look at it again on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    @property
    def review_by(self) -> datetime:
        """Return the moment at which the chosen day begins in Helsinki."""
        return retention.start_of_day(self.cleaned_data["review_on"])

    def refused(self, reason: str) -> None:
        """Say beside the field why the hold was refused."""
        field = FIELD_OF.get(reason)
        self.add_error(field if field in self.fields else None, words.REFUSALS[reason])


class PlaceHold(ReviewOn):
    """Why a contact is kept beyond its day, and until when that is looked at."""

    kind = forms.ChoiceField(label=_("Why it is kept"))
    reason = forms.CharField(
        label=_("In your own words"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Sealed: only those whom the hold serves can read it."),
    )

    field_order = ("kind", "reason", "review_on")

    def __init__(
        self, *args: Any, rules: Iterable[HoldRule], now: datetime, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        limits = {rule.kind: rule.review_days for rule in rules}
        choices(
            self.fields["kind"],
            [(kind.value, words.KINDS[kind]) for kind in limits],
        )
        today = retention.local_day(now)
        longest = max(limits.values(), default=0)
        _limit(self.fields["review_on"], today, longest)


class Review(ReviewOn):
    """A hold that was looked at and is still needed."""

    def __init__(
        self, *args: Any, rule: HoldRule | None, now: datetime, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        longest = rule.review_days if rule else 0
        _limit(self.fields["review_on"], retention.local_day(now), longest)


def _limit(field: forms.Field, today: date, days: int) -> None:
    """Offer days from tomorrow to the last that the notice gives."""
    field.initial = today + timedelta(days=min(days, PROPOSED_DAYS))
    field.widget.attrs["min"] = (today + timedelta(days=1)).isoformat()
    field.widget.attrs["max"] = (today + timedelta(days=days)).isoformat()
