"""Pages of lists of calls: what there is, a new one, the next call, its result."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from seloste import wiring
from seloste.domain.call_list import CallListRefused, CallResult
from seloste.domain.staff import Role
from seloste.services import call_list_page, call_lists, call_work, registers
from seloste.services.call_lists import NewList
from seloste.services.call_work import NextCall, Outcome
from seloste.web import access, clock
from seloste.web.call_lists import forms
from seloste.web.templatetags.words import in_language
from seloste.web.words import call_lists as words

for_calls = access.for_roles(Role.AGENT, Role.RECORDS_MANAGER)


@for_calls
@require_safe
def list_lists(request: HttpRequest) -> HttpResponse:
    """List the lists of calls, the newest first."""
    now, me = clock.now(), access.staff_id(request)
    context = {
        "lines": call_list_page.lines(me, now),
        "may_import": bool(call_list_page.offered(me, now)),
        "now": now,
    }
    return render(request, "call_lists/list.html", context)


@for_calls
def new(request: HttpRequest) -> HttpResponse:
    """Ask for a file and on what it stands; on POST import it, all or nothing."""
    offered = call_list_page.offered(access.staff_id(request), clock.now())
    form = forms.Import(request.POST or None, request.FILES or None, offered=offered)
    if form.is_valid():
        try:
            list_id = _import(request, form)
        except CallListRefused as refusal:
            form.add_error(_field(refusal.reason), words.REFUSED[refusal.reason])
        else:
            return redirect("call_lists:show", list_id)
    context = {"form": form, "allowed": bool(offered)}
    return render(request, "call_lists/new.html", context)


def _field(reason: str) -> str:
    """Return the field a refusal is about."""
    if reason.startswith("ends-"):
        return "ends_on"
    if reason in {"unknown-source", "source-is-the-person", "unknown-purpose"}:
        return "stands_on"
    return "stands_on" if reason == "no-basis" else "file"


def _import(request: HttpRequest, form: forms.Import) -> UUID:
    given = form.cleaned_data
    register, source, purpose, basis = given["stands_on"].split(":")
    list_id = call_lists.import_list(
        NewList(
            register=register,
            controller=given["controller"],
            source=source,
            purpose=purpose,
            basis=basis,
            ends_on=given["ends_on"],
        ),
        given["file"].read(),
        desk=wiring.desk(),
        actor=access.actor(request),
        now=clock.now(),
    )
    messages.success(request, _("Imported. Whom to call is sealed."))
    return list_id


@for_calls
@require_safe
def show(request: HttpRequest, call_list: UUID) -> HttpResponse:
    """Show how far a list is, and lead to the next call."""
    return _show(request, call_list)


@for_calls
@require_POST
def call(request: HttpRequest, call_list: UUID) -> HttpResponse:
    """Take the next call and show whom to call."""
    try:
        following = call_work.take(
            call_list,
            desk=wiring.desk(),
            actor=access.actor(request),
            now=clock.now(),
        )
    except CallListRefused as refusal:
        messages.info(request, words.REFUSED[refusal.reason])
        return redirect("call_lists:show", call_list)
    return _show(request, call_list, following=following, form=forms.Result())


@for_calls
@require_POST
def result(request: HttpRequest, call_list: UUID, entry: UUID) -> HttpResponse:
    """Record what came of a call."""
    form = forms.Result(request.POST)
    if form.is_valid():
        try:
            call_work.record_result(
                entry,
                Outcome(
                    CallResult(form.cleaned_data["result"]),
                    informed=form.cleaned_data["informed"],
                ),
                desk=wiring.desk(),
                actor=access.actor(request),
                now=clock.now(),
            )
        except CallListRefused as refusal:
            field = "informed" if refusal.reason == "not-informed" else None
            form.add_error(field, words.REFUSED[refusal.reason])
        else:
            messages.success(request, _("Noted."))
            return redirect("call_lists:show", call_list)
    return _again(request, call_list, form)


def _again(request: HttpRequest, call_list: UUID, form: forms.Result) -> HttpResponse:
    """Show the call once more, with what is wrong beside the field."""
    try:
        following = call_work.take(
            call_list,
            desk=wiring.desk(),
            actor=access.actor(request),
            now=clock.now(),
        )
    except CallListRefused as refusal:
        messages.info(request, words.REFUSED[refusal.reason])
        return redirect("call_lists:show", call_list)
    return _show(request, call_list, following=following, form=form)


def _show(
    request: HttpRequest,
    call_list: UUID,
    *,
    following: NextCall | None = None,
    form: forms.Result | None = None,
) -> HttpResponse:
    now = clock.now()
    line = call_list_page.line(call_list, staff_id=access.staff_id(request), now=now)
    total = line.counts.waiting + line.counts.done
    context: dict[str, Any] = {
        "line": line,
        "following": following,
        "form": form,
        "percent": 100 * line.counts.done // total if total else 100,
        "now": now,
    }
    return render(request, "call_lists/show.html", context)


@for_calls
@require_POST
def end(request: HttpRequest, call_list: UUID) -> HttpResponse:
    """End a list before its day and destroy whom it names."""
    line = call_list_page.line(
        call_list, staff_id=access.staff_id(request), now=clock.now()
    )
    access.require(request, line.row.register_id, Role.RECORDS_MANAGER, Role.AGENT)
    call_lists.end(
        call_list,
        desk=wiring.desk(),
        actor=access.actor(request),
        now=clock.now(),
    )
    messages.success(request, _("Ended. Nobody on it is kept any more."))
    return redirect("call_lists:show", call_list)


@for_calls
@sensitive_post_parameters("tel")
def objection(request: HttpRequest) -> HttpResponse:
    """Record that somebody will not be called any more."""
    mine = registers.mine(access.staff_id(request), clock.now())
    options = [(one.slug, in_language(one.name)) for one in mine]
    form = forms.Objection(request.POST or None, registers=options)
    if form.is_valid():
        register = form.cleaned_data["register"]
        access.require(request, register, Role.AGENT, Role.RECORDS_MANAGER)
        try:
            gone = call_work.object_to_calls(
                register,
                form.cleaned_data["tel"],
                desk=wiring.desk(),
                actor=access.actor(request),
                now=clock.now(),
            )
        except CallListRefused:
            form.add_error("tel", _("This is no phone number."))
        else:
            said = _("Noted. Taken out of lists: %(count)s.") % {"count": gone}
            messages.success(request, said)
            return redirect("call_lists:list")
    return render(request, "call_lists/objection.html", {"form": form})
