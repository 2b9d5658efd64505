"""Saved views above a list: shown, kept and forgotten alike for each list."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from seloste.domain.inbox import InboxRefused, Listing
from seloste.services import registers, saved_views
from seloste.services.saved_views import CODES
from seloste.web import access, clock
from seloste.web.forms import Form
from seloste.web.words import said


@dataclass(frozen=True, slots=True)
class Addresses:
    """The names of the addresses of a list and of its views."""

    page: str
    save: str
    remove: str


ADDRESSES = {
    Listing.INBOX: Addresses("inbox:list", "inbox:save-view", "inbox:remove-view"),
    Listing.WORK: Addresses("work:list", "work:save-view", "work:remove-view"),
}


def shown(
    request: HttpRequest, listing: Listing, filters: Form, tab: str
) -> dict[str, Any]:
    """Return what the part of a page with saved views shows.

    ``filters`` and ``tab`` say how the list is shown now.
    """
    given = filters.cleaned_data if filters.is_bound else {}
    kept = {"tab": tab, **{code: value for code, value in given.items() if value}}
    me, now, where = access.staff_id(request), clock.now(), ADDRESSES[listing]
    views = saved_views.views_of(me, now, listing=listing)
    return {
        "views": [(one, _address(where, one.query)) for one in views],
        "views_at": where,
        "view_keeps": [(code, kept.get(code, "")) for code in CODES[listing]],
        "view_registers": registers.mine(me, now),
    }


def _address(where: Addresses, query: Mapping[str, str]) -> str:
    return f"{reverse(where.page)}?{urlencode(query)}"


@sensitive_post_parameters("name")
def save(request: HttpRequest, listing: Listing) -> HttpResponse:
    """Keep a list as it is filtered now, for oneself or for a register."""
    query = {key: request.POST.get(key, "") for key in CODES[listing]}
    try:
        saved_views.save(
            request.POST.get("name", ""),
            query,
            actor=access.actor(request),
            now=clock.now(),
            register=request.POST.get("shared", ""),
            listing=listing,
        )
    except InboxRefused as refusal:
        messages.error(request, said(refusal.reason, "inbox-refused"))
    else:
        messages.success(request, _("The view was saved."))
    kept = {key: value for key, value in query.items() if value}
    return redirect(_address(ADDRESSES[listing], kept))


def remove(request: HttpRequest, view: UUID, listing: Listing) -> HttpResponse:
    """Forget a saved view."""
    saved_views.remove(view, actor=access.actor(request), now=clock.now())
    messages.success(request, _("The view was removed."))
    return redirect(ADDRESSES[listing].page)
