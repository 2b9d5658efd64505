"""Pages that set up the public forms, and find an answer by its reference."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from seloste import wiring
from seloste.domain.form import FormRefused
from seloste.services import calendar, form_answers, form_sites, queues
from seloste.services.access import NotFound
from seloste.web import access, clock
from seloste.web.audience import CONTACT_ROLES, RECORDS_ROLES, for_contacts, for_records
from seloste.web.form_sites.forms import Add, Change, Find, initial_of
from seloste.web.words.forms import REFUSALS

FIELD_OF = {
    "bad-ancestor": "ancestors",
    "unknown-queue": "queue",
    "name-taken": "slug",
    "unknown-address": "place",
    "not-promised": "place",
}


@for_contacts
@require_safe
def list_sites(request: HttpRequest) -> HttpResponse:
    """List the forms of the reader's registers."""
    return _list(request, Find(registers=_readable(request)))


def _list(request: HttpRequest, form: Find) -> HttpResponse:
    context = {
        "sites": form_sites.sites(_readable(request)),
        "form": form,
        "may_change": bool(access.roles(request) & frozenset(RECORDS_ROLES)),
    }
    return render(request, "form_sites/list.html", context)


def _readable(request: HttpRequest) -> tuple[str, ...]:
    return calendar.registers_for(
        access.staff_id(request), clock.now(), roles=frozenset(CONTACT_ROLES)
    )


@for_contacts
@require_POST
@sensitive_post_parameters("reference")
def find(request: HttpRequest) -> HttpResponse:
    """Lead to the contact that a reference stands for."""
    form = Find(request.POST, registers=_readable(request))
    if form.is_valid():
        try:
            contact = form_answers.find(
                form.cleaned_data["reference"],
                register=form.cleaned_data["register"],
                staff_id=access.staff_id(request),
                vault=wiring.desk().vault,
                now=clock.now(),
            )
        except NotFound:
            form.add_error("reference", _("Nothing kept here has this reference."))
        else:
            return redirect("contacts:show", contact)
    return _list(request, form)


@for_records
def add(request: HttpRequest) -> HttpResponse:
    """Ask for what a new form is; on POST make it."""
    now = clock.now()
    places = _places(request, now)
    form = Add(
        request.POST or None, places=places, queues=_queues(_managed(request, now))
    )
    if form.is_valid():
        register, _colon, address = form.cleaned_data["place"].partition(":")
        slug = form.cleaned_data["slug"].lower()
        if slug in {one.slug for one in form_sites.sites()}:
            form.add_error("slug", str(REFUSALS["name-taken"]))
        elif _set(request, form, slug, register, address):
            return redirect("form-sites:list")
    context = {"form": form, "places": places}
    return render(request, "form_sites/change.html", context)


@for_records
def change(request: HttpRequest, site: str) -> HttpResponse:
    """Ask for what a form shall be; on POST change it."""
    now = clock.now()
    rows = form_sites.sites(_managed(request, now))
    found = next((one for one in rows if one.slug == site), None)
    if found is None:
        raise Http404
    settings = form_sites.settings_of(found)
    form = Change(
        request.POST or None,
        queues=_queues((settings.register,)),
        initial=initial_of(settings),
    )
    if form.is_valid() and _set(
        request, form, site, settings.register, settings.address
    ):
        return redirect("form-sites:list")
    context = {"form": form, "site": found, "places": True}
    return render(request, "form_sites/change.html", context)


def _set(
    request: HttpRequest, form: Change, slug: str, register: str, address: str
) -> bool:
    """Make or change a form; where that is refused, say so beside the field."""
    role = access.require(request, register, *RECORDS_ROLES)
    try:
        form_sites.set_site(
            form.settings(slug=slug, register=register, address=address),
            actor=access.actor(request, role),
            now=clock.now(),
        )
    except FormRefused as refusal:
        field = FIELD_OF.get(refusal.reason)
        said = str(REFUSALS.get(refusal.reason, refusal.code))
        form.add_error(field if field in form.fields else None, said)
        return False
    messages.success(request, _("The form was saved."))
    return True


def _managed(request: HttpRequest, now: datetime) -> tuple[str, ...]:
    return calendar.registers_for(
        access.staff_id(request), now, roles=frozenset(RECORDS_ROLES)
    )


def _places(request: HttpRequest, now: datetime) -> list[tuple[str, str]]:
    """Return where a form may stand: an address of a register, and whose it is."""
    return [
        (f"{register}:{address}", f"{address} · {name}")
        for register in _managed(request, now)
        for address, name in form_sites.addresses(register, now)
    ]


def _queues(registers: tuple[str, ...]) -> list[tuple[str, str]]:
    return [
        (queue.slug, f"{queue.name_fi} · {register}")
        for register in registers
        for queue in queues.queues(register)
    ]
