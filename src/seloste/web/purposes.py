"""The question before anything is opened: what for? Each time, or for a session."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from seloste.domain.notice import Purpose
from seloste.services import conversation_page, inbox, registers
from seloste.services.registers import Named
from seloste.web import access, clock
from seloste.web.forms import Form, choices
from seloste.web.templatetags.words import in_language


class ForPurpose(Form):
    """For what somebody opens something, out of the purposes that are theirs."""

    purpose = forms.ChoiceField(label=_("Purpose"))

    def __init__(self, *args: Any, purposes: Iterable[Purpose], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(one.id, in_language(one.name)) for one in purposes]
        choices(self.fields["purpose"], [("", _("Choose a purpose")), *known])


SESSION_KEY = "working-for"


def working(request: HttpRequest, register: str) -> str:
    """Return what somebody said they work for in a register, or nothing.

    It is kept in the session and ends with it. Whether it still may be named is
    asked of the notice at every opening.
    """
    chosen = request.session.get(SESSION_KEY, {})
    return str(chosen.get(register, "")) if isinstance(chosen, dict) else ""


def work_for(request: HttpRequest, register: str, purpose: str) -> None:
    """Remember, as long as the session lasts, what somebody works for."""
    chosen = request.session.get(SESSION_KEY, {})
    request.session[SESSION_KEY] = {**chosen, register: purpose}


@dataclass(frozen=True, slots=True)
class Working:
    """A register, the purposes somebody may work for in it, and the chosen one."""

    register: Named
    purposes: tuple[Purpose, ...]
    chosen: Purpose | None


def every_working(request: HttpRequest) -> tuple[Working, ...]:
    """Return for each register of somebody what they may work for, and do."""
    me, now = access.staff_id(request), clock.now()
    found = []
    for register in registers.named(inbox.registers_of(me, now), now):
        purposes = conversation_page.purposes(register.slug, staff_id=me, now=now)
        named = working(request, register.slug)
        chosen = next((one for one in purposes if one.id == named), None)
        found.append(Working(register, purposes, chosen))
    return tuple(found)
