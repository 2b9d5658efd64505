"""Going through an answer for the sake of others, part by part."""

from itertools import groupby
from math import ceil
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from seloste import wiring
from seloste.domain.notice import PurposeRefused
from seloste.domain.package import PackageRefused
from seloste.domain.package_review import MarkReason
from seloste.domain.rights import RequestRefused, RequestState
from seloste.services import (
    package_marks,
    package_reviews,
    request_copies,
    rights_page,
    rights_scope,
)
from seloste.services.package_reviews import ItemLine
from seloste.services.shown_copies import RedactionPending
from seloste.web import access, clock, paging
from seloste.web.audience import for_records
from seloste.web.packages.forms import GiveContact, MarkParts
from seloste.web.paging import Paging
from seloste.web.words import packages as words
from seloste.web.words import rights as rights_words

REFUSALS = (PackageRefused, RequestRefused)
CONTACTS = 50
"""How many contacts of an answer are on a page."""


def refused(request: HttpRequest, refusal: PackageRefused | RequestRefused) -> None:
    """Say why something was not done."""
    messages.error(request, _said(refusal))


def _said(refusal: PackageRefused | RequestRefused) -> str:
    known = words if isinstance(refusal, PackageRefused) else rights_words
    return str(known.REFUSED[refusal.reason])


@for_records
@require_safe
def review(request: HttpRequest, wanted: UUID) -> HttpResponse:
    """List what is given, some contacts a page, and how far it was looked at."""
    row = rights_page.handled(
        wanted, staff_id=access.staff_id(request), now=clock.now()
    )
    lines = package_reviews.lines(row)
    every = [
        (contact, tuple(each))
        for contact, each in groupby(lines, key=lambda line: line.contact_id)
    ]
    last = max(1, ceil(len(every) / CONTACTS))
    number = min(paging.number(request), last)
    groups = every[(number - 1) * CONTACTS : number * CONTACTS]
    contacts = rights_scope.descriptions([contact for contact, _ in groups])
    context = {
        "row": row,
        "copies": request_copies.lines(row),
        "changeable": request_copies.changeable(row),
        "groups": [
            (contacts.get(contact), each, _open(each)) for contact, each in groups
        ],
        "page": Paging(number, number < last),
        "next_open": package_reviews.first_open(lines),
        "items": len(lines),
        "done": sum(line.done for line in lines),
        "markable": row.state == RequestState.DECIDING,
        "give": GiveContact(),
    }
    return render(request, "packages/review.html", context)


def _open(lines: tuple[ItemLine, ...]) -> bool:
    """Tell whether anything of a contact is unmarked."""
    return any(line.marked < line.segments for line in lines)


@for_records
@require_POST
def begin(request: HttpRequest, wanted: UUID) -> HttpResponse:
    """List what the decision gives, or take in what changed meanwhile."""
    try:
        count = package_reviews.begin(
            wanted, desk=wiring.desk(), actor=access.actor(request), now=clock.now()
        )
    except REFUSALS as refusal:
        refused(request, refusal)
        return redirect("rights:show", wanted)
    listed = ngettext("%(count)s item is listed.", "%(count)s items are listed.", count)
    messages.success(request, listed % {"count": count})
    return redirect("packages:review", wanted)


@for_records
@require_safe
def item(request: HttpRequest, item: UUID) -> HttpResponse:
    """Open an item to be looked at, part by part; the opening is audited."""
    return _item(request, item, MarkParts(), original="original" in request.GET)


def _item(
    request: HttpRequest,
    wanted: UUID,
    form: MarkParts,
    status: int = 200,
    *,
    original: bool = False,
) -> HttpResponse:
    row = package_reviews.found(wanted)
    try:
        opened = package_reviews.open_item(
            wanted,
            desk=wiring.desk(),
            actor=access.actor(request),
            now=clock.now(),
            original=original,
        )
    except PurposeRefused:
        messages.error(request, _("The notice does not allow this purpose here."))
        return redirect("packages:item", wanted)
    except RedactionPending:
        messages.error(request, _("Numbers in it are being hidden. Try in a minute."))
        return redirect("packages:review", row.request_id)
    context = {
        "opened": opened,
        "line": opened.line,
        "row": row.request,
        "contact": row.contact,
        "form": form,
        "markable": row.request.state == RequestState.DECIDING,
        "changeable": request_copies.changeable(row.request),
        "confirmable": opened.line.several
        and opened.line.marked == opened.line.segments
        and opened.line.confirmed < opened.line.segments,
        "following": package_reviews.following(row),
    }
    return render(request, "packages/item.html", context, status=status)


@for_records
@require_POST
def mark(request: HttpRequest, item: UUID) -> HttpResponse:
    """Mark the chosen parts with a reason; go on to the next item when all are."""
    form = MarkParts(request.POST)
    if not form.is_valid():
        return _item(request, item, form, status=422)
    numbers = tuple(int(one) for one in request.POST.getlist("part") if one.isdecimal())
    if not numbers:
        form.add_error(None, str(words.REFUSED["unknown-segment"]))
        return _item(request, item, form, status=422)
    try:
        package_marks.mark(
            item,
            form.marking(numbers),
            desk=wiring.desk(),
            actor=access.actor(request),
            now=clock.now(),
        )
    except REFUSALS as refusal:
        form.add_error(None, _said(refusal))
        return _item(request, item, form, status=422)
    except RedactionPending:
        return _item(request, item, form)
    messages.success(request, _("Marked."))
    return redirect("packages:item", item)


@for_records
@require_POST
def confirm(request: HttpRequest, item: UUID) -> HttpResponse:
    """Confirm, as the second person, how an item is marked."""
    try:
        package_marks.confirm(
            item, desk=wiring.desk(), actor=access.actor(request), now=clock.now()
        )
    except REFUSALS as refusal:
        refused(request, refusal)
    else:
        messages.success(request, _("Confirmed."))
    return redirect("packages:item", item)


@for_records
@require_POST
def give(request: HttpRequest, wanted: UUID, contact: UUID) -> HttpResponse:
    """Give everything of a contact that nobody marked yet."""
    form = GiveContact(request.POST)
    if form.is_valid():
        try:
            given = package_marks.give_contact(
                wanted,
                contact,
                MarkReason(form.cleaned_data["reason"]),
                desk=wiring.desk(),
                actor=access.actor(request),
                now=clock.now(),
            )
        except REFUSALS as refusal:
            refused(request, refusal)
        else:
            messages.success(request, _given(given.left))
    back = reverse("packages:review", args=[wanted])
    return redirect(f"{back}?page={paging.number(request)}")


def _given(left: int) -> str:
    if not left:
        return _("Marked.")
    words = ngettext(
        "Marked. %(count)s part was left: open it and decide about what it holds of"
        " others.",
        "Marked. %(count)s parts were left: open them and decide about what they hold"
        " of others.",
        left,
    )
    return words % {"count": left}
