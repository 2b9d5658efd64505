"""One conversation: its page, what is opened of it, and what is done with it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from seloste import wiring
from seloste.domain.contact import Channel
from seloste.domain.conversation import ConversationMove, ConversationRefused
from seloste.domain.inbox import number as number_of
from seloste.domain.notice import PurposeRefused
from seloste.services import (
    conversation_page,
    conversations,
    inbox,
    notes,
    openings,
    presence,
    replies,
    rights_suggestions,
)
from seloste.services.conversation_page import ConversationPage, Timeline
from seloste.web import access, clock
from seloste.web.audience import for_desk
from seloste.web.inbox import desk
from seloste.web.inbox.forms import Assign, Note
from seloste.web.messages.shown import shown_message
from seloste.web.purposes import working
from seloste.web.words import said


@for_desk
@require_safe
def show(request: HttpRequest, thread: UUID) -> HttpResponse:
    """Show a conversation without its content; the page then asks to open it."""
    return full_page(request, thread)


def full_page(request: HttpRequest, thread: UUID, **extra: Any) -> HttpResponse:
    """Return the page of a conversation with whatever was opened or refused."""
    shown = conversation_page.show(
        thread,
        staff_id=access.staff_id(request),
        desk=wiring.desk(),
        now=clock.now(),
    )
    return desk.page(request, "inbox/show.html", _context(request, shown) | extra)


def _context(request: HttpRequest, shown: ConversationPage) -> dict[str, Any]:
    talk = shown.talk
    first = {"queue": talk.queue_id or "", "staff": talk.assignee_id or ""}
    return {
        "shown": shown,
        "talk": talk,
        "number": number_of(talk.thread),
        "tone": said(talk.state, "talk-tone"),
        "purpose": working(request, talk.register_id),
        "note_form": Note(prefix="note"),
        "assign_form": Assign(
            initial=first, queues=shown.queues, people=shown.colleagues
        ),
        "written": Channel(talk.channel) in replies.WRITTEN,
        "chat_url": _route("chats:list"),
        "work_url": _route("work:new-on", shown.latest.pk),
        "suggestion": rights_suggestions.of(shown.latest.pk),
        "mine": talk.assignee_id == access.staff_id(request),
    }


def _route(name: str, *args: object) -> str:
    """Return the address of a page that another part may have, or nothing."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


@for_desk
@require_POST
def open_messages(request: HttpRequest, thread: UUID) -> HttpResponse:
    """Open the conversation for what the reader works for."""
    context = timeline_context(request, thread)
    if desk.wants_fragment(request):
        context["now"] = clock.now()
        return render(request, "inbox/timeline.html", context)
    return full_page(request, thread, **context)


def timeline_context(request: HttpRequest, thread: UUID) -> dict[str, Any]:
    """Return the opened timeline, or why it stays shut."""
    me, now = access.staff_id(request), clock.now()
    talk, _who = inbox.reach(thread, staff_id=me, now=now)
    purpose = working(request, talk.register_id)
    context: dict[str, Any] = {"talk": talk, "purpose": purpose}
    if not purpose:
        return context | {"refused": "none"}
    try:
        timeline = conversation_page.open_thread(
            thread,
            purpose_id=purpose,
            staff_id=me,
            desk=wiring.desk(),
            now=now,
            every=request.POST.get("every") == "1",
        )
    except PurposeRefused:
        return context | {"refused": "purpose"}
    return context | {"timeline": timeline, "entries": _entries(request, timeline)}


def _entries(request: HttpRequest, timeline: Timeline) -> list[dict[str, Any]]:
    last = len(timeline.entries) - 1
    return [
        {
            "entry": entry,
            "message": shown_message(request, entry.opened) if entry.opened else None,
            "newest": position == last,
        }
        for position, entry in enumerate(timeline.entries)
    ]


@for_desk
@require_POST
def show_customer(request: HttpRequest, thread: UUID) -> HttpResponse:
    """Show the people of the last contact in full, for what the reader works for."""
    me, now = access.staff_id(request), clock.now()
    talk, _who = inbox.reach(thread, staff_id=me, now=now)
    newest = inbox.newest_of([thread], now)[thread]
    context: dict[str, Any] = {"talk": talk, "parties": (), "refused_customer": False}
    try:
        context["parties"] = openings.unmask(
            newest.pk,
            staff_id=me,
            purpose_id=working(request, talk.register_id),
            desk=wiring.desk(),
            now=now,
        )
    except PurposeRefused:
        context["refused_customer"] = True
    if desk.wants_fragment(request):
        return render(request, "inbox/people.html", context)
    return full_page(request, thread, **context)


@for_desk
@require_POST
def other_talks(request: HttpRequest, thread: UUID) -> HttpResponse:
    """Look for other open conversations of the same customer."""
    now = clock.now()
    talk, _who = inbox.reach(thread, staff_id=access.staff_id(request), now=now)
    context: dict[str, Any] = {"talk": talk, "now": now}
    try:
        context["other_talks"] = conversation_page.other_talks(
            thread,
            purpose_id=working(request, talk.register_id),
            actor=access.actor(request),
            desk=wiring.desk(),
            now=now,
        )
    except PurposeRefused:
        context["refused_others"] = True
    if desk.wants_fragment(request):
        return render(request, "inbox/others.html", context)
    return full_page(request, thread, **context)


MOVES = (ConversationMove.TAKE, ConversationMove.FINISH, ConversationMove.REOPEN)


@for_desk
@require_POST
def move(request: HttpRequest, thread: UUID) -> HttpResponse:
    """Take, finish or reopen a conversation."""
    me, now = access.staff_id(request), clock.now()
    inbox.reach(thread, staff_id=me, now=now)
    wanted = request.POST.get("move", "")
    if wanted not in MOVES:
        return redirect("inbox:show", thread)
    try:
        conversations.move(
            thread, ConversationMove(wanted), actor=access.actor(request), now=now
        )
    except ConversationRefused as refusal:
        messages.error(request, said(refusal.reason, "left-alone"))
    else:
        messages.success(request, _moved(ConversationMove(wanted)))
    return redirect("inbox:show", thread)


def _moved(done: ConversationMove) -> str:
    return {
        ConversationMove.TAKE: _("It is yours now."),
        ConversationMove.FINISH: _("It is done."),
        ConversationMove.REOPEN: _("It is open again."),
    }[done]


@for_desk
@require_POST
def assign(request: HttpRequest, thread: UUID) -> HttpResponse:
    """Give a conversation to a queue and to somebody, or to nobody."""
    me, now = access.staff_id(request), clock.now()
    shown = conversation_page.show(thread, staff_id=me, desk=wiring.desk(), now=now)
    form = Assign(request.POST, queues=shown.queues, people=shown.colleagues)
    if not form.is_valid():
        return full_page(request, thread, assign_form=form)
    try:
        conversations.assign(
            thread,
            queue_id=form.chosen("queue"),
            staff_id=form.chosen("staff"),
            actor=access.actor(request),
            now=now,
        )
    except ConversationRefused as refusal:
        form.add_error("staff", said(refusal.reason, "left-alone"))
        return full_page(request, thread, assign_form=form)
    messages.success(request, _("It was given on."))
    return redirect("inbox:list")


@for_desk
@require_POST
@sensitive_post_parameters("note-text")
def write_note(request: HttpRequest, thread: UUID) -> HttpResponse:
    """Write an internal note on the last contact of a conversation."""
    me, now = access.staff_id(request), clock.now()
    shown = conversation_page.show(thread, staff_id=me, desk=wiring.desk(), now=now)
    form = Note(request.POST, prefix="note")
    if not form.is_valid():
        return full_page(request, thread, note_form=form)
    notes.write_on_contact(
        shown.latest.pk,
        form.cleaned_data["text"],
        desk=wiring.desk(),
        actor=access.actor(request),
        now=now,
    )
    messages.success(request, _("The note was written."))
    return redirect("inbox:show", thread)


@for_desk
@require_POST
def beat(request: HttpRequest, thread: UUID) -> JsonResponse:
    """Note that the reader is here; say who else is, and whether it went on."""
    me, now = access.staff_id(request), clock.now()
    if request.POST.get("left") == "1":
        presence.leave(thread, staff_id=me)
        return JsonResponse({})
    there = presence.beat(
        thread, staff_id=me, writing=request.POST.get("writing") == "1", now=now
    )
    return JsonResponse(
        {
            "others": [_there(one) for one in there.others],
            "version": there.version,
        }
    )


def _there(other: presence.Other) -> str:
    text = _("%(name)s is writing here") if other.writing else _("%(name)s is here")
    return text % {"name": other.name}
