"""Which figures are asked for."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seloste.services.figures import Period, Wanted
from seloste.services.registers import Named
from seloste.web.forms import Form, choices
from seloste.web.templatetags.words import in_language
from seloste.web.words import figures as words


class Filters(Form):
    """The register, the queue, the period and a day in it; go by GET."""

    register = forms.ChoiceField(label=_("Register"), required=False)
    queue = forms.ChoiceField(label=_("Queue"), required=False)
    period = forms.ChoiceField(
        label=_("Period"), required=False, choices=[*words.PERIODS.items()]
    )
    day = forms.DateField(
        label=_("Day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(
        self,
        *args: Any,
        registers: Iterable[Named],
        queues: Iterable[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        known = [(one.slug, in_language(one.name)) for one in registers]
        choices(self.fields["register"], known)
        choices(self.fields["queue"], [("", _("Every queue")), *queues])

    def wanted(self, register: str, today: date) -> Wanted:
        """Return what is asked for; a field that makes no sense limits nothing."""
        self.full_clean()
        given = self.cleaned_data if self.is_bound else {}
        return Wanted(
            register=register,
            period=Period(given.get("period") or Period.DAY),
            day=min(given.get("day") or today, today),
            queue=given.get("queue") or "",
        )
