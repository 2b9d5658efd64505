"""Pages of samples: the playlists, drawing one, one of them, and the form."""

import secrets
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from seloste.domain.evaluation import EvaluationRefused
from seloste.domain.notice import PurposeRefused
from seloste.domain.staff import Role
from seloste.services import (
    evaluation_forms,
    evaluations,
    playlists,
    queues,
    registers,
    samples,
)
from seloste.services.samples import SampleRefused
from seloste.web import access, clock, paging
from seloste.web.audience import for_trainers
from seloste.web.paging import Paging
from seloste.web.templatetags.words import in_language
from seloste.web.training.forms import Draw, EditForm, Pool
from seloste.web.words import training as words


@for_trainers
@require_safe
def list_playlists(request: HttpRequest) -> HttpResponse:
    """List the playlists of the reader's registers, newest first."""
    staff_id, now, page = access.staff_id(request), clock.now(), paging.number(request)
    found, more = playlists.list_playlists(staff_id=staff_id, now=now, page=page)
    context = {
        "playlists": found,
        "page": Paging(page, more),
        "registers": registers.named(samples.registers_for(staff_id, now), now),
        "names": _purpose_names(request),
    }
    return render(request, "training/list.html", context)


@for_trainers
def draw(request: HttpRequest) -> HttpResponse:
    """Ask what to draw; on POST draw it and show the playlist."""
    pools = _pools(request)
    form = Draw(request.POST or None, pools=pools, now=clock.now())
    if form.is_valid():
        try:
            playlist = samples.draw(
                form.wanted(),
                staff_id=access.staff_id(request),
                seed=secrets.token_hex(16),
                now=clock.now(),
            )
        except SampleRefused as refusal:
            form.refused(refusal.reason, words.SAMPLE_REFUSALS)
        except PurposeRefused:
            form.add_error("purpose", _("The notice does not allow this purpose here."))
        else:
            return redirect("training:show", playlist)
    return render(request, "training/draw.html", {"form": form, "pools": pools})


@for_trainers
@require_safe
def show(request: HttpRequest, playlist: UUID) -> HttpResponse:
    """Show a playlist: what can be opened, what is left out, what is gone."""
    staff_id, now = access.staff_id(request), clock.now()
    row = playlists.playlist(playlist, staff_id=staff_id, now=now)
    context = {
        "playlist": row,
        "entries": playlists.entries(row, staff_id=staff_id, now=now),
        "names": _purpose_names(request),
    }
    return render(request, "training/show.html", context)


@for_trainers
def change_form(request: HttpRequest, register: str) -> HttpResponse:
    """Show the form of a register; on POST make a new version of it."""
    access.require(request, register, Role.TRAINER)
    criteria = evaluation_forms.current(register)
    form = EditForm(request.POST or None, criteria=criteria)
    if form.is_valid():
        try:
            number = evaluation_forms.change(
                register,
                form.criteria(),
                staff_id=access.staff_id(request),
                now=clock.now(),
            )
        except EvaluationRefused as refusal:
            form.refused(refusal.reason, words.REFUSALS)
        else:
            said = _("Version %(number)s of the form is in use.") % {"number": number}
            messages.success(request, said)
            return redirect("training:list")
    context = {"form": form, "register": register}
    return render(request, "training/form.html", context)


def _pools(request: HttpRequest) -> list[Pool]:
    """Return what the reader may draw from, by register."""
    now = clock.now()
    slugs = samples.registers_for(access.staff_id(request), now)
    name = f"name_{get_language() or 'fi'}"
    return [
        Pool(
            register=one,
            purposes=samples.purposes(one.slug, now),
            queues=tuple(
                (queue.id, str(getattr(queue, name, queue.name_fi)))
                for queue in queues.queues(one.slug)
            ),
            agents=evaluations.agents(one.slug, now),
        )
        for one in registers.named(slugs, now)
    ]


def _purpose_names(request: HttpRequest) -> dict[str, str]:
    """Return the names of the purposes the reader may draw for, by their id."""
    now = clock.now()
    return {
        one.id: in_language(one.name)
        for slug in samples.registers_for(access.staff_id(request), now)
        for one in samples.purposes(slug, now)
    }
