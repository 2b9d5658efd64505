"""Tags of rights requests: the steps a request goes through, and who did what."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from seloste.domain.rights import RequestState

register = template.Library()

_S = RequestState
STEPS: dict[str, tuple[str | Promise, frozenset[RequestState]]] = {
    "received": (
        pgettext_lazy("rights", "Received"),
        frozenset({_S.UNCONFIRMED}),
    ),
    "identity": (
        gettext_lazy("Identity"),
        frozenset({_S.RECEIVED, _S.IDENTIFYING}),
    ),
    "decision": (
        gettext_lazy("Decision"),
        frozenset({_S.IDENTIFIED, _S.DECIDING}),
    ),
    "approval": (
        gettext_lazy("Approval"),
        frozenset({_S.REVIEWED, _S.REFUSING}),
    ),
    "answer": (
        gettext_lazy("Answer"),
        frozenset({_S.APPROVED}),
    ),
}
"""The steps in order, and the states in which each is the one to be taken."""
NAMES = tuple(STEPS)
WORDS = {
    "done": gettext_lazy("done"),
    "now": gettext_lazy("now"),
    "next": gettext_lazy("still to come"),
    "skipped": gettext_lazy("left out"),
}
CUT_SHORT = frozenset({_S.WITHDRAWN, _S.FORWARDED, _S.EXPIRED, _S.REFUSED})


@dataclass(frozen=True, slots=True)
class Step:
    """A step as it is drawn: ``state`` is done, now, next or skipped."""

    number: int
    label: str | Promise
    state: str
    words: str | Promise


@register.simple_tag
def step_of(row: object, name: str) -> Step:
    """Return where a request stands in one step."""
    state = RequestState(getattr(row, "state", ""))
    ended = RequestState(getattr(row, "ended_as", "") or state)
    number = NAMES.index(name)
    how = _how(row, ended if state is _S.CLOSED else state, name, number)
    return Step(number + 1, STEPS[name][0], how, WORDS[how])


def _how(row: object, state: RequestState, name: str, number: int) -> str:
    if state in CUT_SHORT:
        return "done" if _taken(row, name) else "skipped"
    at = next((one for one, (_l, now) in enumerate(STEPS.values()) if state in now), 9)
    if number == at:
        return "now"
    return "done" if number < at else "next"


def _taken(row: object, name: str) -> bool:
    """Tell whether a step was taken before a request was cut short."""
    proof = {
        "received": "received_at",
        "identity": "identified_at",
        "decision": "decided_by",
        "approval": "approved_at",
        "answer": "answered_at",
    }[name]
    if name == "answer":
        return getattr(row, "ended_as", "") in {_S.REFUSED, _S.FORWARDED}
    return bool(getattr(row, proof, None))


@register.filter
def named(by: str, people: Mapping[str, str]) -> str:
    """Return who did something: a name, or what is no person."""
    if by in people:
        return people[by]
    if by == "system:portal":
        return _("the portal")
    return _("the program")
