"""The pages of the search: finding, and what was searched for, for an auditor."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from seloste import wiring
from seloste.domain.notice import PurposeRefused
from seloste.services import registers, search_choices, searching
from seloste.services.access import NotFound
from seloste.services.searching import SearchRefused
from seloste.web import access, clock
from seloste.web.audience import for_contacts, for_dpo
from seloste.web.paging import Paging
from seloste.web.search import forms
from seloste.web.words.search import REFUSALS


@for_contacts
@sensitive_post_parameters("words")
def find(request: HttpRequest) -> HttpResponse:
    """Ask what to search for and for what; on POST show what was found."""
    known = search_choices.choices(access.staff_id(request), clock.now())
    form = forms.Find(request.POST or None, registers=known)
    context: dict[str, Any] = {"form": form, "allowed": bool(known)}
    if form.is_valid():
        try:
            context |= _found(request, form)
        except SearchRefused as refusal:
            form.add_error("words", REFUSALS[refusal.reason])
        except (NotFound, PurposeRefused):
            form.add_error("purpose", _("The notice does not allow this purpose here."))
    return render(request, "search/find.html", context)


def _found(request: HttpRequest, form: forms.Find) -> dict[str, Any]:
    wanted = form.wanted()
    found = searching.search(
        wanted,
        staff_id=access.staff_id(request),
        desk=wiring.desk(),
        now=clock.now(),
        page=form.cleaned_data["page"] or 1,
    )
    page = Paging(found.number, found.more)
    return {"found": found, "page": page, "purpose": wanted.purpose}


@for_dpo
@require_safe
def made(request: HttpRequest) -> HttpResponse:
    """List who searched in a register, when and for what purpose; no words."""
    return _made(request, request.GET.get("register", ""))


@for_dpo
@require_POST
def open_words(request: HttpRequest, search: UUID) -> HttpResponse:
    """Show what somebody searched for; that it was read is audited first."""
    words = searching.open_words(
        search, staff_id=access.staff_id(request), desk=wiring.desk(), now=clock.now()
    )
    return _made(request, words.search.register_id, opened=words)


def _made(
    request: HttpRequest, register: str, *, opened: searching.SearchWords | None = None
) -> HttpResponse:
    me, now = access.staff_id(request), clock.now()
    mine = registers.mine(me, now)
    chosen = register or (mine[0].slug if mine else "")
    form = forms.OfRegister({"register": chosen}, registers=mine)
    context = {
        "form": form,
        "searches": searching.made(chosen, staff_id=me, now=now) if chosen else (),
        "opened": opened,
    }
    return render(request, "search/made.html", context)
