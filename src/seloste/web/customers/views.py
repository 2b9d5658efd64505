"""Pages of customers: find one, see what a role may see of them, merge and split."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from seloste import wiring
from seloste.domain.customer import CustomerRefused, Identifier
from seloste.domain.notice import PurposeRefused
from seloste.services import customer_steps, customers, registers
from seloste.services.access import NotFound
from seloste.services.customers import LookupRefused, View, Wanted
from seloste.web import access, clock
from seloste.web.audience import for_contacts
from seloste.web.customers import forms
from seloste.web.paging import Paging
from seloste.web.words import customers as words

type Taken = Callable[[Wanted, dict[str, Any]], UUID]


@for_contacts
@sensitive_post_parameters("value")
def find(request: HttpRequest) -> HttpResponse:
    """Ask whom to look for and for what; on POST show everything of them."""
    purposes = registers.lookup_purposes(access.staff_id(request), clock.now())
    form = forms.Find(request.POST or None, purposes=purposes)
    context: dict[str, Any] = {"form": form, "allowed": bool(purposes)}
    if form.is_valid():
        try:
            return _show(request, form.wanted())
        except LookupRefused:
            form.add_error("value", _("This is no such number or address."))
        except PurposeRefused:
            form.add_error("purpose", _("The notice does not allow this purpose here."))
    return render(request, "customers/find.html", context)


@for_contacts
@require_POST
def of_contact(request: HttpRequest, contact: UUID) -> HttpResponse:
    """Show everything of the customer of a contact, for a purpose."""
    try:
        wanted = customers.of_contact(
            contact,
            purpose=request.POST.get("people-purpose", ""),
            staff_id=access.staff_id(request),
            desk=wiring.desk(),
            now=clock.now(),
        )
    except PurposeRefused:
        messages.info(request, _("Say for what you look at this customer."))
        return redirect("contacts:show", contact)
    except NotFound:
        messages.info(request, _("Nobody knows who this was: no number, no address."))
        return redirect("contacts:show", contact)
    return _show(request, wanted)


@for_contacts
@require_POST
@sensitive_post_parameters("value")
def again(request: HttpRequest) -> HttpResponse:
    """Show another page of the same customer."""
    form = forms.Whom(request.POST)
    return (
        _show(request, form.wanted()) if form.is_valid() else redirect("customers:find")
    )


@for_contacts
@require_POST
@sensitive_post_parameters("value", "other_value", "reason")
def merge(request: HttpRequest) -> HttpResponse:
    """Say that another identifier is the same person's."""

    def take(wanted: Wanted, given: dict[str, Any]) -> UUID:
        other = Identifier(given["other_field"], given["other_value"])
        return customer_steps.merge(
            wanted, other, reason=given["reason"], **_hand(request)
        )

    return _step(request, forms.Merge(request.POST), take, "merge")


@for_contacts
@require_POST
@sensitive_post_parameters("value", "other_value", "reason")
def split(request: HttpRequest) -> HttpResponse:
    """Say that an identifier is not this person's."""

    def take(wanted: Wanted, given: dict[str, Any]) -> UUID:
        other = Identifier(given["other_field"], given["other_value"])
        return customer_steps.split(
            wanted, other, reason=given["reason"], **_hand(request)
        )

    return _step(request, forms.Split(request.POST), take, "split")


@for_contacts
@require_POST
@sensitive_post_parameters("value", "reason")
def exclude(request: HttpRequest) -> HttpResponse:
    """Say that a contact is somebody else's."""

    def take(wanted: Wanted, given: dict[str, Any]) -> UUID:
        return customer_steps.exclude(
            wanted, given["contact"], reason=given["reason"], **_hand(request)
        )

    return _step(request, forms.Exclude(request.POST), take, "exclude")


@for_contacts
@require_POST
@sensitive_post_parameters("value")
def undo(request: HttpRequest) -> HttpResponse:
    """Take a step back."""

    def take(wanted: Wanted, given: dict[str, Any]) -> UUID:
        return customer_steps.undo(wanted, given["number"], **_hand(request))

    return _step(request, forms.Undo(request.POST), take, "undo")


def _hand(request: HttpRequest) -> dict[str, Any]:
    return {
        "desk": wiring.desk(),
        "actor": access.actor(request),
        "now": clock.now(),
    }


def _step(
    request: HttpRequest, form: forms.Whom, take: Taken, name: str
) -> HttpResponse:
    """Take a step and show the customer again, or say beside the field why not."""
    whom = forms.Whom(request.POST)
    if not whom.is_valid():
        return redirect("customers:find")
    wanted = whom.wanted()
    if form.is_valid():
        try:
            customer_id = take(wanted, form.cleaned_data)
        except (CustomerRefused, LookupRefused) as refusal:
            reason = getattr(refusal, "reason", "lookup-refused")
            form.add_error(None, words.REFUSED.get(reason, words.OTHERWISE))
        else:
            return _show(request, replace(wanted, customer_id=customer_id), done=name)
    return _show(request, wanted, refused=form)


def _show(
    request: HttpRequest,
    wanted: Wanted,
    *,
    refused: forms.Whom | None = None,
    done: str = "",
) -> HttpResponse:
    asked = request.POST.get("page", "1")
    page = int(asked) if asked.isascii() and asked.isdecimal() and asked != "0" else 1
    shown = customers.view(
        wanted,
        staff_id=access.staff_id(request),
        desk=wiring.desk(),
        now=clock.now(),
        page=min(page, 10_000),
    )
    context = {
        "shown": shown,
        "whom": forms.whom(replace(wanted, customer_id=shown.customer_id)),
        "merge_form": _merge_form(refused, wanted, shown),
        "refused": refused,
        "done": words.DONE.get(done, ""),
        "purpose": _purpose_name(request, wanted),
        "page": Paging(shown.page.number, shown.page.more),
        "now": clock.now(),
    }
    return render(request, "customers/show.html", context)


def _merge_form(refused: forms.Whom | None, wanted: Wanted, shown: View) -> forms.Merge:
    if isinstance(refused, forms.Merge):
        return refused
    return forms.Merge(
        initial=forms.whom(replace(wanted, customer_id=shown.customer_id))
    )


def _purpose_name(request: HttpRequest, wanted: Wanted) -> Any:
    """Return the name of the purpose, in the words of the notice."""
    for one in registers.lookup_purposes(access.staff_id(request), clock.now()):
        for purpose in one.purposes:
            if (one.register.slug, purpose.id) == (wanted.register, wanted.purpose):
                return purpose.name
    return None
