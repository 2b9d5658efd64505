"""One rights request: where it stands, what can be done, and doing it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from seloste import wiring
from seloste.domain.rights import Asker, RefusalReason, RequestMove
from seloste.domain.staff import Role
from seloste.ports.desk import Desk
from seloste.services import queues, rights_moves, rights_page, rights_portal, staff
from seloste.services.access import NotFound
from seloste.services.rights_moves import RequestRefused
from seloste.web import access, clock
from seloste.web.audience import for_records
from seloste.web.forms import Form
from seloste.web.rights import parts
from seloste.web.rights.forms import Extend, Refuse, Take
from seloste.web.words import rights as words

HANDLERS = frozenset({Role.RECORDS_MANAGER, Role.DPO})
WITH_A_REASON = (RequestMove.EXTEND, RequestMove.PROPOSE_REFUSAL)
ELSEWHERE = (*WITH_A_REASON, RequestMove.IDENTIFY, RequestMove.EXPIRE)
"""Moves that have a form or a part of their own, or are the program's."""
SECOND = (RequestMove.APPROVE, RequestMove.APPROVE_REFUSAL)
ASIDE = (RequestMove.WITHDRAW, RequestMove.FORWARD, RequestMove.RETURN)
"""Moves that do not lead on: never the first to be pressed."""


@for_records
@require_safe
def show(request: HttpRequest, wanted: UUID) -> HttpResponse:
    """Show a request with its steps, its words and what can be done now."""
    return _show(request, wanted)


def _show(request: HttpRequest, wanted: UUID, **forms: Form) -> HttpResponse:
    now, desk = clock.now(), wiring.desk()
    shown = rights_page.show(
        wanted, staff_id=access.staff_id(request), desk=desk, now=now
    )
    row = shown.request
    context: dict[str, Any] = {
        "shown": shown,
        "row": row,
        "words": shown.words,
        "moves": _buttons(shown),
        "extend": Extend() if RequestMove.EXTEND in shown.moves else None,
        "refuse": _refusal(shown),
        "take": Take(
            initial={"handler": str(row.handler_id or access.staff_id(request))},
            people=_people(row.register_id),
        ),
        "second": not shown.approvable and bool(set(SECOND) & set(shown.moves)),
        "resumable": row.awaiting_since is not None,
        "status_address": rights_portal.status_address(row, vault=desk.vault)
        if row.token_hash
        else "",
        "parts": parts.filled(request, shown),
        "now": now,
        **forms,
    }
    return render(request, "rights/show.html", context)


def _refusal(shown: rights_page.RequestPage) -> Refuse | None:
    """Return the form of a refusal, where one may be proposed.

    A near one of somebody who has died is refused with that reason.
    """
    if RequestMove.PROPOSE_REFUSAL not in shown.moves:
        return None
    near = shown.request.asker == Asker.NEAR_ONE
    reason = RefusalReason.DECEASED if near else RefusalReason.NOT_IDENTIFIED
    return Refuse(initial={"reason": reason.value})


def _buttons(shown: rights_page.RequestPage) -> list[tuple[RequestMove, bool, bool]]:
    """Return the moves that are one button: whether it may be pressed, and leads on."""
    found = [one for one in shown.moves if one not in ELSEWHERE]
    return [
        (one, shown.approvable or one not in SECOND, one not in ASIDE)
        for one in sorted(found, key=lambda one: one in ASIDE)
    ]


def _people(register: str) -> list[tuple[UUID, str]]:
    """Return who handles requests of a register."""
    now = clock.now()
    return [
        (one, name)
        for one, name in queues.staff_of(register, now)
        if staff.roles_of(one, register, now) & HANDLERS
    ]


type Act = Callable[[UUID, Desk, HttpRequest], None]


def _plainly(step: Callable[..., None]) -> Act:
    def do(wanted: UUID, _desk: Desk, request: HttpRequest) -> None:
        step(wanted, actor=access.actor(request), now=clock.now())

    return do


def _with_desk(step: Callable[..., None]) -> Act:
    def do(wanted: UUID, desk: Desk, request: HttpRequest) -> None:
        step(wanted, desk=desk, actor=access.actor(request), now=clock.now())

    return do


ACTS: dict[RequestMove, Act] = {
    RequestMove.CONFIRM: _plainly(rights_moves.confirm),
    RequestMove.ASK_IDENTITY: _plainly(rights_moves.ask_identity),
    RequestMove.DECIDE: _with_desk(rights_moves.decide),
    RequestMove.REVIEW: _plainly(rights_moves.review),
    RequestMove.RETURN: _plainly(rights_moves.send_back),
    RequestMove.APPROVE: _with_desk(rights_moves.approve),
    RequestMove.APPROVE_REFUSAL: _with_desk(rights_moves.approve_refusal),
    RequestMove.RELEASE: _with_desk(rights_moves.release),
    RequestMove.WITHDRAW: _plainly(rights_moves.withdraw),
    RequestMove.FORWARD: _plainly(rights_moves.forward),
    RequestMove.CLOSE: _with_desk(rights_moves.close),
}


@for_records
@require_POST
def move(request: HttpRequest, wanted: UUID, name: str) -> HttpResponse:
    """Take a move that needs nothing but the decision."""
    act = ACTS.get(RequestMove(name)) if name in set(RequestMove) else None
    if act is None:
        raise NotFound("no such record")
    try:
        act(wanted, wiring.desk(), request)
    except RequestRefused as refusal:
        messages.error(request, str(words.REFUSED[refusal.reason]))
    else:
        messages.success(request, _("Noted."))
    return redirect("rights:show", wanted)


@for_records
@require_POST
def resume(request: HttpRequest, wanted: UUID) -> HttpResponse:
    """Note that the person answered, so that the clock runs again."""
    try:
        rights_moves.resume_clock(wanted, actor=access.actor(request), now=clock.now())
    except RequestRefused as refusal:
        messages.error(request, str(words.REFUSED[refusal.reason]))
    else:
        messages.success(request, _("Noted. The clock runs again."))
    return redirect("rights:show", wanted)


@for_records
@require_POST
def take(request: HttpRequest, wanted: UUID) -> HttpResponse:
    """Give the request to somebody who handles requests."""
    row = rights_page.handled(
        wanted, staff_id=access.staff_id(request), now=clock.now()
    )
    form = Take(request.POST, people=_people(row.register_id))
    return _done(request, wanted, "take", form, lambda: _take(request, wanted, form))


def _take(request: HttpRequest, wanted: UUID, form: Take) -> None:
    rights_moves.take(
        wanted,
        handler_id=form.chosen,
        desk=wiring.desk(),
        actor=access.actor(request),
        now=clock.now(),
    )


@for_records
@require_POST
def extend(request: HttpRequest, wanted: UUID) -> HttpResponse:
    """Take two further months, with a reason."""
    form = Extend(request.POST)

    def do() -> None:
        rights_moves.extend(
            wanted,
            reason=form.chosen,
            actor=access.actor(request),
            now=clock.now(),
        )

    return _done(request, wanted, "extend", form, do)


@for_records
@require_POST
def refuse(request: HttpRequest, wanted: UUID) -> HttpResponse:
    """Propose not to meet the request, with a reason."""
    form = Refuse(request.POST)

    def do() -> None:
        rights_moves.propose_refusal(
            wanted,
            reason=form.chosen,
            actor=access.actor(request),
            now=clock.now(),
        )

    return _done(request, wanted, "refuse", form, do)


def _done(
    request: HttpRequest,
    wanted: UUID,
    name: str,
    form: Form,
    do: Callable[[], None],
) -> HttpResponse:
    """Do what a form asks for; what is refused is said on the page."""
    if form.is_valid():
        try:
            do()
        except RequestRefused as refusal:
            form.add_error(None, words.REFUSED[refusal.reason])
        else:
            messages.success(request, _("Noted."))
            return redirect("rights:show", wanted)
    return _show(request, wanted, **{name: form})
