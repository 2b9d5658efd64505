"""Pages of contacts: the list, the lookup, one contact, and what is opened of it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from seloste import wiring
from seloste.domain.contact import Kind
from seloste.domain.notice import PurposeRefused
from seloste.services import (
    contact_page,
    contacts,
    openings,
    registers,
    rights_suggestions,
)
from seloste.services.access import NotFound
from seloste.services.contact_page import ContactPage, ItemLine
from seloste.services.identifiers import IdentifierField
from seloste.services.openings import Opened
from seloste.services.shown_copies import RedactionPending
from seloste.web import access, clock, paging
from seloste.web.audience import RECORDS_ROLES, WORK_ROLES, for_contacts
from seloste.web.contacts.forms import Filters, Lookup
from seloste.web.messages.shown import shown_message
from seloste.web.paging import Paging
from seloste.web.purposes import ForPurpose, every_working, working
from seloste.web.work.card import card


@for_contacts
@require_safe
def list_contacts(request: HttpRequest) -> HttpResponse:
    """List the contacts that the reader's roles reach, newest first."""
    now, me = clock.now(), access.staff_id(request)
    form = Filters(request.GET or None, registers=registers.mine(me, now))
    found = contacts.list_contacts(
        form.wanted(),
        staff_id=me,
        desk=wiring.desk(),
        now=now,
        page=paging.number(request),
    )
    context = {
        "form": form,
        "rows": found.rows,
        "page": Paging(found.number, found.more),
        "now": now,
    }
    return render(request, "contacts/list.html", context)


@for_contacts
@sensitive_post_parameters("value")
def lookup(request: HttpRequest) -> HttpResponse:
    """Ask whom to look for and for what; on POST show their contacts."""
    now, me = clock.now(), access.staff_id(request)
    purposes = registers.lookup_purposes(me, now)
    form = Lookup(request.POST or None, purposes=purposes)
    context: dict[str, Any] = {"form": form, "now": now, "allowed": bool(purposes)}
    if form.is_valid():
        try:
            found = _look_up(form, me, page=form.cleaned_data["page"] or 1)
        except contacts.LookupRefused:
            form.add_error("value", _("This is no such number or address."))
        else:
            context["found"] = found
            context["page"] = Paging(found.number, found.more)
    return render(request, "contacts/lookup.html", context)


def _look_up(form: Lookup, staff_id: UUID, *, page: int) -> contacts.Page:
    register, _colon, purpose = form.cleaned_data["purpose"].partition(":")
    return contacts.lookup(
        contacts.Lookup(
            register=register,
            field=IdentifierField(form.cleaned_data["field"]),
            value=form.cleaned_data["value"],
            purpose=purpose,
        ),
        staff_id=staff_id,
        desk=wiring.desk(),
        now=clock.now(),
        page=page,
    )


@for_contacts
@require_safe
def show(request: HttpRequest, contact: UUID) -> HttpResponse:
    """Show a contact without its content, names and numbers masked."""
    return _show(request, _page(request, contact))


@for_contacts
@require_POST
def unmask(request: HttpRequest, contact: UUID) -> HttpResponse:
    """Show the people of a contact in full, for a purpose."""
    page = _page(request, contact)
    form = ForPurpose(request.POST, purposes=page.identity_purposes, prefix="people")
    if not form.is_valid():
        return _show(request, page, people_form=form)
    parties = openings.unmask(
        contact,
        staff_id=access.staff_id(request),
        purpose_id=form.cleaned_data["purpose"],
        desk=wiring.desk(),
        now=clock.now(),
    )
    return _show(request, _page(request, contact), parties=parties)


@for_contacts
@require_POST
def open_item(request: HttpRequest, contact: UUID, item: UUID) -> HttpResponse:
    """Open a recording, message or file for a purpose, and lead to it."""
    return _open(request, contact, item, original=False)


@for_contacts
@require_POST
def open_original(request: HttpRequest, contact: UUID, item: UUID) -> HttpResponse:
    """Open all of a recording, with what is hidden from others; fewer may."""
    return _open(request, contact, item, original=True)


def _open(
    request: HttpRequest, contact: UUID, item: UUID, *, original: bool
) -> HttpResponse:
    page = _page(request, contact)
    line = _line(page, item)
    form = ForPurpose(request.POST, purposes=line.purposes, prefix=str(item))
    if not form.is_valid():
        return _show(request, page, refused=(item, form))
    try:
        opened_ = openings.open_item(
            item,
            staff_id=access.staff_id(request),
            purpose_id=form.cleaned_data["purpose"],
            now=clock.now(),
            original=original,
        )
    except PurposeRefused:
        form.add_error("purpose", _("The notice does not allow this purpose here."))
        return _show(request, page, refused=(item, form))
    except RedactionPending:
        form.add_error("purpose", _("Numbers in it are being hidden. Try in a minute."))
        return _show(request, page, refused=(item, form))
    if opened_.kind is Kind.ATTACHMENT:
        return redirect("messages:look", opened_.opening_id, "0")
    return redirect("contacts:opened", contact, opened_.opening_id)


@for_contacts
@require_safe
def opened(request: HttpRequest, contact: UUID, opening: UUID) -> HttpResponse:
    """Show a contact with the recording or message that was opened."""
    page = _page(request, contact)
    try:
        standing = openings.opened(
            opening, staff_id=access.staff_id(request), now=clock.now()
        )
    except NotFound:
        messages.info(request, _("The opening is over. Say again what for."))
        return redirect("contacts:show", contact)
    _line(page, standing.item_id)
    return _show(request, page, opened_=standing)


def _page(request: HttpRequest, contact: UUID) -> ContactPage:
    return contact_page.contact_page(
        contact,
        staff_id=access.staff_id(request),
        desk=wiring.desk(),
        now=clock.now(),
    )


def _line(page: ContactPage, item: UUID) -> ItemLine:
    """Return the line of an item of this very contact. Raises NotFound."""
    for line in (*page.recordings, *page.messages, *page.attachments):
        if line.item.id == item:
            return line
    raise NotFound("no such record")


def _show(
    request: HttpRequest,
    page: ContactPage,
    *,
    parties: Any = None,
    people_form: ForPurpose | None = None,
    refused: tuple[UUID, ForPurpose] | None = None,
    opened_: Opened | None = None,
) -> HttpResponse:
    forms = dict([refused] if refused else [])
    first = {"purpose": working(request, page.contact.register_id)}

    def with_form(line: ItemLine) -> dict[str, Any]:
        form = forms.get(line.item.id) or ForPurpose(
            purposes=line.purposes, prefix=str(line.item.id), initial=first
        )
        is_open = opened_ is not None and opened_.item_id == line.item.id
        return {"line": line, "form": form, "opened": opened_ if is_open else None}

    context = {
        "contact": page.contact,
        "shown": page,
        "parties": parties or page.parties,
        "unmasked": parties is not None,
        "people_form": people_form
        or ForPurpose(purposes=page.identity_purposes, prefix="people", initial=first),
        "working": every_working(request),
        "recordings": [with_form(line) for line in page.recordings],
        "messages_": [with_form(line) for line in page.messages],
        "attachments": [with_form(line) for line in page.attachments],
        "message": shown_message(request, opened_) if opened_ else None,
        "may_redact": bool(access.roles(request) & set(WORK_ROLES)),
        "may_export": bool(access.roles(request) & set(RECORDS_ROLES)),
        "vcon_form": ForPurpose(purposes=page.identity_purposes, prefix="vcon"),
        "work_card": card(request, page),
        "suggestion": rights_suggestions.of(page.contact.pk),
        "now": clock.now(),
    }
    return render(request, "contacts/show.html", context)
