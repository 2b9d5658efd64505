"""Proving who asks, and saying what is theirs: the steps of those who handle it."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seloste import wiring
from seloste.domain.identity import AlertKind, IdentityRefused, MatchState
from seloste.services import (
    identities,
    identity_alerts,
    identity_codes,
    identity_letters,
    matching,
    rights_page,
    rights_words,
)
from seloste.services.access import NotFound
from seloste.services.rights_moves import RequestRefused
from seloste.web import access, clock
from seloste.web.audience import for_records
from seloste.web.forms import Form
from seloste.web.identity.forms import (
    Authority,
    CallBack,
    Code,
    Document,
    Letter,
    Period,
)
from seloste.web.words import identity as words
from seloste.web.words import rights as rights_said

LONGEST_REASON = 2000


def _step(
    request: HttpRequest, wanted: UUID, act: Callable[[], object], form: Form | None
) -> HttpResponse:
    """Do a step, and say on the page of the request how it went."""
    if form is not None and not form.is_valid():
        errors = (str(error) for found in form.errors.values() for error in found)
        messages.error(request, " ".join(errors))
        return redirect("rights:show", wanted)
    try:
        act()
    except IdentityRefused as refusal:
        messages.error(request, str(words.REFUSED[refusal.reason]))
    except RequestRefused as refusal:
        messages.error(request, str(rights_said.REFUSED[refusal.reason]))
    else:
        messages.success(request, _("Noted."))
    return redirect("rights:show", wanted)


@for_records
@require_POST
def codes(request: HttpRequest, wanted: UUID) -> HttpResponse:
    """Let codes be mailed to the addresses that were known before."""
    actor = access.actor(request)
    return _step(
        request,
        wanted,
        lambda: identity_codes.ask(wanted, actor=actor, now=clock.now()),
        None,
    )


@for_records
@require_POST
def take_code(request: HttpRequest, wanted: UUID) -> HttpResponse:
    """Take a code that the person says, from a letter or a mail."""
    form = Code(request.POST)

    def act() -> None:
        identity_codes.try_code(
            wanted,
            form.cleaned_data["code"],
            desk=wiring.desk(),
            actor=access.actor(request),
            now=clock.now(),
        )

    return _step(request, wanted, act, form)


@for_records
@require_POST
def letter(request: HttpRequest, wanted: UUID) -> HttpResponse:
    """Show a letter with a code, to print and send by post."""
    row = rights_page.handled(
        wanted, staff_id=access.staff_id(request), now=clock.now()
    )
    form = Letter(request.POST)
    given = form.cleaned_data if form.is_valid() else {}
    try:
        text = identity_letters.write_letter(
            wanted,
            paper=given.get("paper"),
            address=given.get("address", ""),
            desk=wiring.desk(),
            actor=access.actor(request),
            now=clock.now(),
        )
    except IdentityRefused as refusal:
        messages.error(request, str(words.REFUSED[refusal.reason]))
        return redirect("rights:show", wanted)
    return render(request, "identity/letter.html", {"text": text, "row": row})


@for_records
@require_POST
def call_back(request: HttpRequest, wanted: UUID) -> HttpResponse:
    """Note that the person answered at a number known before."""
    form = CallBack(request.POST)

    def act() -> None:
        identities.call_back(
            wanted,
            tel=form.cleaned_data["tel"],
            desk=wiring.desk(),
            actor=access.actor(request),
            now=clock.now(),
        )

    return _step(request, wanted, act, form)


@for_records
@require_POST
def met(request: HttpRequest, wanted: UUID) -> HttpResponse:
    """Note that the person was met and showed who they are."""
    form = Document(request.POST)

    def act() -> None:
        identities.in_person(
            wanted,
            document=form.cleaned_data["document"],
            desk=wiring.desk(),
            actor=access.actor(request),
            now=clock.now(),
        )

    return _step(request, wanted, act, form)


@for_records
@require_POST
def authority(request: HttpRequest, wanted: UUID) -> HttpResponse:
    """Note that it was seen by what right somebody asks for another."""
    form = Authority(request.POST)

    def act() -> None:
        identities.show_authority(
            wanted,
            shown=form.cleaned_data["shown"],
            desk=wiring.desk(),
            actor=access.actor(request),
            now=clock.now(),
        )

    return _step(request, wanted, act, form)


@for_records
@require_POST
def clear(request: HttpRequest, wanted: UUID, kind: str) -> HttpResponse:
    """Note that a sign was looked at."""
    if kind not in set(AlertKind):
        raise NotFound("no such record")
    actor = access.actor(request)
    return _step(
        request,
        wanted,
        lambda: identity_alerts.clear(
            wanted,
            kind=AlertKind(kind),
            desk=wiring.desk(),
            actor=actor,
            now=clock.now(),
        ),
        None,
    )


@for_records
@require_POST
def told(request: HttpRequest, wanted: UUID) -> HttpResponse:
    """Note that whoever was known before was told by telephone or letter."""
    actor = access.actor(request)
    return _step(
        request,
        wanted,
        lambda: identity_alerts.told(
            wanted, desk=wiring.desk(), actor=actor, now=clock.now()
        ),
        None,
    )


@for_records
@require_POST
def propose(request: HttpRequest, wanted: UUID) -> HttpResponse:
    """Find what may be the person's."""
    actor = access.actor(request)
    return _step(
        request,
        wanted,
        lambda: matching.propose(
            wanted, desk=wiring.desk(), actor=actor, now=clock.now()
        ),
        None,
    )


@for_records
@require_POST
def decide(request: HttpRequest, wanted: UUID) -> HttpResponse:
    """Say of the chosen contacts that they are the person's, or are not."""
    chosen = [UUID(one) for one in request.POST.getlist("contact") if _is_id(one)]
    state = request.POST.get("state", "")
    if state not in (MatchState.CONFIRMED, MatchState.REJECTED):
        raise NotFound("no such record")
    if not chosen:
        messages.error(request, _("Choose contacts first."))
        return redirect("rights:show", wanted)
    actor = access.actor(request)
    return _step(
        request,
        wanted,
        lambda: matching.decide(
            wanted,
            chosen,
            state=MatchState(state),
            reason=request.POST.get("reason", "")[:LONGEST_REASON],
            desk=wiring.desk(),
            actor=actor,
            now=clock.now(),
        ),
        None,
    )


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


@for_records
@require_POST
def period(request: HttpRequest, wanted: UUID) -> HttpResponse:
    """Write down when an identifier was the person's, and find anew."""
    now, desk, actor = clock.now(), wiring.desk(), access.actor(request)
    row = rights_page.handled(wanted, staff_id=access.staff_id(request), now=now)
    known = rights_words.opened(row, desk).identifiers
    form = Period(request.POST, identifiers=known)

    def act() -> None:
        matching.set_period(
            wanted,
            form.chosen,
            since_on=form.cleaned_data["since_on"],
            until_on=form.cleaned_data["until_on"],
            desk=desk,
            actor=actor,
            now=now,
        )
        matching.propose(wanted, desk=desk, actor=actor, now=now)

    return _step(request, wanted, act, form)
