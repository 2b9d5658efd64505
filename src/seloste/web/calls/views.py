"""Pages of calls in progress: the board of one's own telephone, and its pops.

The board asks every two seconds whether something rings, which shows nobody
anything; who calls is looked up once, when the pop is drawn, and audited.
"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from seloste import wiring
from seloste.domain.staff import Role
from seloste.services import call_pops, notes, registers, staff
from seloste.services.call_pops import ExtensionRefused
from seloste.web import access, clock
from seloste.web.audience import for_contacts
from seloste.web.calls.forms import GiveExtension, WrapUp
from seloste.web.words import said

KINDS = {"task", "complaint", "feedback"}
for_admins = access.for_roles(Role.ADMIN)


@for_contacts
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Show what rings at the reader's telephone; the rest is asked for by the page."""
    me = access.staff_id(request)
    context = {
        "calls": call_pops.live(me, clock.now()),
        "telephones": call_pops.telephones_of(me),
    }
    return render(request, "calls/board.html", context)


@for_contacts
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """Tell which calls there are and where they stand; never who calls."""
    found = call_pops.live(access.staff_id(request), clock.now())
    return JsonResponse(
        {
            "calls": [
                {
                    "id": str(one.id),
                    "pop": reverse("calls:pop", args=[one.id]),
                    "state": one.state,
                    "said": said(one.state, "call"),
                    "recording": said(one.recording, "call-recording"),
                }
                for one in found
            ]
        }
    )


@for_contacts
@require_POST
def pop(request: HttpRequest, call: UUID) -> HttpResponse:
    """Draw who calls and what is open with them."""
    now, me = clock.now(), access.staff_id(request)
    found = call_pops.pop(call, staff_id=me, desk=wiring.desk(), now=now)
    context = {"pop": found, "form": WrapUp(prefix=str(call)), "now": now}
    return render(request, "calls/pop.html", context)


@for_contacts
@require_POST
def work(request: HttpRequest, call: UUID) -> HttpResponse:
    """Go on to the form of new work, linked to the call."""
    contact = call_pops.contact_for_work(
        call,
        staff_id=access.staff_id(request),
        desk=wiring.desk(),
        now=clock.now(),
    )
    kind = request.POST.get("kind", "")
    query = f"?kind={kind}" if kind in KINDS else ""
    return redirect(reverse("work:new-on", args=[contact]) + query)


@for_contacts
@require_POST
@sensitive_post_parameters()
def note(request: HttpRequest, call: UUID) -> HttpResponse:
    """Keep a note on the call; it lives as long as the call's contact."""
    form = WrapUp(request.POST, prefix=str(call))
    if form.is_valid():
        try:
            call_pops.wrap_up(
                call,
                form.cleaned_data["text"],
                staff_id=access.staff_id(request),
                desk=wiring.desk(),
                now=clock.now(),
            )
        except notes.NoteUnfit:
            messages.error(request, _("The note was not kept: it is too long."))
        else:
            messages.success(request, _("Note kept."))
    else:
        messages.error(request, _("The note was empty."))
    return redirect("calls:list")


@for_admins
def extensions(request: HttpRequest) -> HttpResponse:
    """Show whose telephone each extension is; on POST give one to somebody."""
    now = clock.now()
    form = GiveExtension(
        request.POST or None,
        people=[one for one in staff.members(now) if one.is_active],
        registers=registers.named(staff.registers(), now),
        language=get_language() or "fi",
    )
    if form.is_valid():
        try:
            call_pops.give_extension(
                staff_id=UUID(form.cleaned_data["person"]),
                register=form.cleaned_data["register"],
                number=form.cleaned_data["number"],
                actor=access.actor(request, Role.ADMIN),
                now=now,
            )
        except ExtensionRefused as refusal:
            form.add_error("number", said(refusal.reason, "extension-refused"))
        else:
            messages.success(request, _("The telephone was given."))
            return redirect("calls:extensions")
    context = {"form": form, "telephones": call_pops.telephones()}
    return render(request, "calls/extensions.html", context)


@for_admins
@require_POST
def take(request: HttpRequest, extension: int) -> HttpResponse:
    """Let a telephone be nobody's any more."""
    call_pops.take_extension(
        extension_id=extension,
        actor=access.actor(request, Role.ADMIN),
        now=clock.now(),
    )
    return redirect("calls:extensions")
