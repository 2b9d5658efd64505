"""The page of the audit log: what was done, by whom, and that nothing is missing."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from seloste.domain.audit import Action
from seloste.services import audit, staff
from seloste.web import clock
from seloste.web.audience import for_dpo
from seloste.web.forms import Form
from seloste.web.words import done

SHOWN = 50


class Filters(Form):
    """Which act the log shows; ``before`` pages back."""

    action = forms.ChoiceField(
        label=_("What was done"),
        required=False,
        choices=[("", _("Everything")), *done.ACTIONS.items()],
    )
    before = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)


@for_dpo
@require_safe
def list_leaves(request: HttpRequest) -> HttpResponse:
    """List the newest leaves, and what the log's last signature covers."""
    form = Filters(request.GET or None)
    form.full_clean()
    asked: dict[str, Any] = form.cleaned_data if form.is_bound else {}
    action = asked.get("action")
    leaves = audit.latest(
        limit=SHOWN + 1,
        action=Action(action) if action else None,
        before=asked.get("before"),
    )
    context = {
        "form": form,
        "leaves": leaves[:SHOWN],
        "older": leaves[SHOWN - 1].seq if len(leaves) > SHOWN else None,
        "size": audit.size(),
        "root": audit.root().hex(),
        "signed": audit.signed(),
        "names": {f"staff:{one.id}": one.display_name for one in _members()},
        "now": clock.now(),
    }
    return render(request, "audit/list.html", context)


def _members() -> tuple[staff.Member, ...]:
    return staff.members(clock.now())
