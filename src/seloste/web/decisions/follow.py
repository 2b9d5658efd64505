"""What follows a decision: recipients told, restrictions lifted, parts forwarded."""

import base64
from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from seloste import wiring
from seloste.services import (
    decision_page,
    following_letters,
    forwardings,
    recipients,
    remembered,
    restrictions,
    rights_effects,
    rights_page,
)
from seloste.services.decision_page import Refusals
from seloste.web import access, clock
from seloste.web.audience import for_records
from seloste.web.decisions import forms, said

ANNOUNCED = {
    True: gettext_lazy(
        "The letter to the person is written. It can be lifted in a week."
    ),
    False: gettext_lazy(
        "The request is closed: tell the person in another way. It can be lifted in a"
        " week."
    ),
}
"""What is said when a lifting was announced, by whether a letter was written."""


def _try(request: HttpRequest, do: Callable[[], object], done: str) -> None:
    try:
        do()
    except Refusals as refusal:
        messages.error(request, said.refused(refusal))
    else:
        messages.success(request, done)


def _back(request: HttpRequest, wanted: UUID | None) -> HttpResponse:
    """Return to the request it was about, else to the disclosures."""
    del request
    if wanted is None:
        return redirect("disclosures:list")
    return redirect("rights:show", wanted)


@for_records
@require_POST
def stop(request: HttpRequest, wanted: UUID) -> HttpResponse:
    """Stop a purpose for the person at once; the decision comes later."""
    now = clock.now()
    row = rights_page.handled(wanted, staff_id=access.staff_id(request), now=now)
    _try(
        request,
        lambda: rights_effects.stop_now(
            row,
            request.POST.get("purpose", ""),
            desk=wiring.desk(),
            actor=access.actor(request),
            now=now,
        ),
        _("Stopped for this person from now on."),
    )
    return redirect("rights:show", wanted)


@for_records
@require_POST
def told(request: HttpRequest, notice: UUID) -> HttpResponse:
    """Note that a recipient was told by letter or telephone."""
    wanted = decision_page.request_of_notice(notice)
    method = request.POST.get("method", "letter")
    _try(
        request,
        lambda: recipients.note_told(
            notice, method=method, actor=access.actor(request), now=clock.now()
        ),
        _("Noted."),
    )
    return _back(request, wanted)


@for_records
@require_POST
def impossible(request: HttpRequest, notice: UUID) -> HttpResponse:
    """Note that a recipient cannot be told, and why."""
    wanted = decision_page.request_of_notice(notice)
    form = forms.Impossible(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    _try(
        request,
        lambda: recipients.note_impossible(
            notice,
            reason=reason,
            desk=wiring.desk(),
            actor=access.actor(request),
            now=clock.now(),
        ),
        _("Noted."),
    )
    return _back(request, wanted)


@for_records
@require_POST
def announce(request: HttpRequest, restriction: UUID) -> HttpResponse:
    """Tell the person that a restriction will be lifted: the letter is written."""
    wanted = decision_page.request_of_restriction(restriction)
    try:
        written = following_letters.announce_lifting(
            restriction,
            desk=wiring.desk(),
            actor=access.actor(request),
            now=clock.now(),
        )
    except Refusals as refusal:
        messages.error(request, said.refused(refusal))
    else:
        messages.success(request, ANNOUNCED[written])
    return _back(request, wanted)


@for_records
@require_POST
def lift(request: HttpRequest, restriction: UUID) -> HttpResponse:
    """Let restricted data be used again."""
    wanted = decision_page.request_of_restriction(restriction)
    _try(
        request,
        lambda: restrictions.lift(
            restriction, actor=access.actor(request), now=clock.now()
        ),
        _("Lifted. The data can be used again."),
    )
    return _back(request, wanted)


@for_records
@never_cache
@require_safe
def erased(request: HttpRequest, wanted: UUID) -> HttpResponse:
    """Show how a person is reached who was promised to be told; that is audited."""
    one = remembered.to_tell(
        wanted, desk=wiring.desk(), actor=access.actor(request), now=clock.now()
    )
    return render(request, "decisions/erased.html", {"one": one})


@for_records
@never_cache
@require_safe
def erasure_letter(request: HttpRequest, wanted: UUID) -> HttpResponse:
    """Save the letter that the rest is erased, to be sent by post."""
    name, data = remembered.letter_pdf(
        wanted, desk=wiring.desk(), actor=access.actor(request), now=clock.now()
    )
    return HttpResponse(
        data,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@for_records
@require_POST
def erasure_told(request: HttpRequest, wanted: UUID) -> HttpResponse:
    """Note that a person was told that the rest is erased too."""
    _try(
        request,
        lambda: remembered.note_told(
            wanted, actor=access.actor(request), now=clock.now()
        ),
        _("Noted."),
    )
    return redirect("rights:list")


@for_records
@never_cache
@sensitive_post_parameters()
def forward(request: HttpRequest, forwarding: UUID) -> HttpResponse:
    """Ask who decides a client's part; on POST hand out the sealed file for them."""
    row = decision_page.forwarding(
        forwarding, staff_id=access.staff_id(request), now=clock.now()
    )
    form = forms.To(request.POST or None)
    context = {"row": row, "form": form}
    if form.is_valid():
        try:
            sent = forwardings.forward(
                forwarding,
                form.receiver(),
                desk=wiring.desk(),
                actor=access.actor(request),
                now=clock.now(),
            )
        except Refusals as refusal:
            form.add_error(None, said.refused(refusal))
        else:
            file = base64.b64encode(sent.data).decode()
            context |= {"sent": sent, "file": file}
    return render(request, "decisions/forward.html", context)
