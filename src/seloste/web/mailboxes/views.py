"""Pages of mailboxes: how each is doing, and what could not be delivered."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from seloste.domain.staff import Role
from seloste.services import mail_completeness, mail_sending, mailbox_page, mailboxes
from seloste.web import access, clock, paging
from seloste.web.audience import MAIL_ROLES, for_mail
from seloste.web.paging import Paging


@for_mail
@require_safe
def list_mailboxes(request: HttpRequest) -> HttpResponse:
    """List the mailboxes of the reader's registers and what did not arrive."""
    found = mailbox_page.page(
        staff_id=access.staff_id(request),
        now=clock.now(),
        number=paging.number(request),
    )
    roles = access.roles(request)
    context = {
        "found": found,
        "page": Paging(found.number, found.more),
        "administers": Role.ADMIN in roles,
        "settles": bool(roles & {Role.ADMIN, Role.RECORDS_MANAGER}),
        "opens": bool(roles & {Role.AGENT, Role.RECORDS_MANAGER}),
        "now": clock.now(),
    }
    return render(request, "mailboxes/list.html", context)


@access.for_roles(Role.ADMIN)
@require_POST
def pause(request: HttpRequest, mailbox: str) -> HttpResponse:
    """Stop reading a mailbox and sending from it."""
    return _paused(request, mailbox, paused=True)


@access.for_roles(Role.ADMIN)
@require_POST
def resume(request: HttpRequest, mailbox: str) -> HttpResponse:
    """Read a mailbox and send from it again."""
    return _paused(request, mailbox, paused=False)


def _paused(request: HttpRequest, slug: str, *, paused: bool) -> HttpResponse:
    row = next((one for one in mailboxes.mailboxes() if one.slug == slug), None)
    if row is None:
        raise Http404
    role = access.require(request, row.register_id, Role.ADMIN)
    actor = access.actor(request, role)
    mailboxes.pause(slug, paused=paused, actor=actor, now=clock.now())
    messages.success(request, _("Paused.") if paused else _("Resumed."))
    return redirect("mailboxes:list")


@for_mail
@require_POST
def retry(request: HttpRequest, outgoing: UUID) -> HttpResponse:
    """Send a message again that failed or came back."""
    register = mailbox_page.register_of_outgoing(outgoing)
    role = access.require(request, register, *MAIL_ROLES)
    actor = access.actor(request, role)
    mail_sending.retry(outgoing, actor=actor, now=clock.now())
    messages.success(request, _("It is being sent again."))
    return redirect("mailboxes:list")


@access.for_roles(Role.ADMIN, Role.RECORDS_MANAGER)
@require_POST
def settle(request: HttpRequest, missed: int) -> HttpResponse:
    """Note that somebody found out what became of a message that vanished."""
    register = mailbox_page.register_of_missed(missed)
    role = access.require(request, register, Role.ADMIN, Role.RECORDS_MANAGER)
    actor = access.actor(request, role)
    mail_completeness.settle(missed, actor=actor, now=clock.now())
    messages.success(request, _("Noted."))
    return redirect("mailboxes:list")
