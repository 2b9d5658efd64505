"""Chat sites: which websites embed a chat, and the line they put on their pages."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from seloste.domain.staff import Role
from seloste.services import chat_sites, queues, registers, staff
from seloste.services.chat_sites import ChatSiteRefused, SiteSettings
from seloste.web import access, clock
from seloste.web.audience import for_templates
from seloste.web.chats.forms import Site
from seloste.web.templatetags.words import in_language

KEEPERS = frozenset({Role.RECORDS_MANAGER, Role.ADMIN})
BESIDE = {
    "bad-address": "address",
    "not-promised": "address",
    "bad-origin": "origins",
    "no-origin": "origins",
    "unknown-queue": "queue",
    "bad-patience": "patience_minutes",
}


def _mine(request: HttpRequest) -> list[str]:
    """Return the registers whose sites somebody keeps."""
    me, now = access.staff_id(request), clock.now()
    return [
        slug
        for slug in staff.registers_of(me, now)
        if staff.roles_of(me, slug, now) & KEEPERS
    ]


@for_templates
@require_safe
def list_sites(request: HttpRequest) -> HttpResponse:
    """List the sites with the line each of them embeds."""
    found = [(one, snippet(one)) for one in chat_sites.sites(_mine(request))]
    return render(request, "chats/sites.html", {"sites": found})


def snippet(site: Any) -> str:
    """Return the line a website puts on its pages."""
    home = settings.PUBLIC_URL.rstrip("/")
    live = settings.LIVE_URL.rstrip("/")
    elsewhere = f' data-live="{live}"' if live != home else ""
    return (
        f'<script src="{home}/static/widget/seloste-chat.js" async'
        f' data-register="{site.register_id}" data-address="{site.address}"'
        f' data-language="fi"{elsewhere}></script>'
    )


@for_templates
def edit(request: HttpRequest, site: UUID | None = None) -> HttpResponse:
    """Ask what is said of a site; on POST keep it."""
    mine = _mine(request)
    known = next((one for one in chat_sites.sites(mine) if one.pk == site), None)
    if site is not None and known is None:
        raise Http404
    form = Site(
        request.POST or None,
        initial=_initial(known),
        registers=[
            (one.slug, in_language(one.name))
            for one in registers.named(mine, clock.now())
        ],
        queues=_queues([known.register_id] if known else mine),
        fixed=known is not None,
    )
    if form.is_valid() and _saved(request, form):
        messages.success(request, _("The chat site is saved."))
        return redirect("chat-sites:list")
    return render(request, "chats/site.html", {"form": form, "site": known})


def _initial(known: Any) -> dict[str, Any]:
    if known is None:
        return {"active": True}
    return {
        "register": known.register_id,
        "address": known.address,
        "origins": "\n".join(known.origins),
        "queue": known.queue.slug if known.queue else "",
        "patience_minutes": known.patience_minutes,
        "active": known.active,
    }


def _queues(slugs: list[str]) -> list[tuple[str, str]]:
    name = f"name_{get_language()}"
    return [
        (queue.slug, getattr(queue, name, queue.name_fi))
        for slug in slugs
        for queue in queues.queues(slug)
    ]


def _saved(request: HttpRequest, form: Site) -> bool:
    said = form.cleaned_data
    wanted = SiteSettings(
        register=said["register"],
        address=said["address"],
        origins=tuple(said["origins"].split()),
        queue=said["queue"],
        patience_minutes=said["patience_minutes"],
        active=said["active"],
    )
    role = access.require(request, wanted.register, *sorted(KEEPERS))
    try:
        chat_sites.set_site(wanted, actor=access.actor(request, role), now=clock.now())
    except ChatSiteRefused as refusal:
        form.add_error(BESIDE.get(refusal.reason), _said(refusal.reason))
        return False
    return True


def _said(reason: str) -> str:
    return {
        "bad-address": _("This is not a host name."),
        "not-promised": _(
            "The notice in force names no controller for this address, or keeps no"
            " chats."
        ),
        "bad-origin": _("Write each as https://www.example.fi"),
        "no-origin": _("Name at least one website."),
        "unknown-queue": _("This register has no such queue."),
        "bad-patience": _("Choose from 1 to 120 minutes."),
    }.get(reason, _("That is not possible."))
