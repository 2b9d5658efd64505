"""The editor of replies: opened, saved while it is written, and sent."""

from typing import Any
from urllib.parse import unquote
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from seloste import wiring
from seloste.domain import draft as draft_rules
from seloste.domain.draft import DraftRefused
from seloste.domain.notice import PurposeRefused
from seloste.domain.outgoing import OutgoingRefused
from seloste.services import drafts, inbox, replies
from seloste.services.replies import Editor, ReplyConflict
from seloste.web import access, clock
from seloste.web.audience import for_desk
from seloste.web.inbox import desk
from seloste.web.inbox.conversation import full_page, timeline_context
from seloste.web.inbox.forms import Reply, initial
from seloste.web.purposes import working
from seloste.web.words import said

UNDO_SECONDS = 5
NAME_HEADER = "X-File-Name"


@for_desk
@require_POST
def edit(request: HttpRequest, thread: UUID) -> HttpResponse:
    """Open the editor of a reply: a new one to the customer, or the draft there is."""
    context = _editor_context(request, thread)
    if desk.wants_fragment(request):
        return render(request, "inbox/editor.html", context)
    return full_page(request, thread, **(timeline_context(request, thread) | context))


def _editor_context(
    request: HttpRequest, thread: UUID, form: Reply | None = None
) -> dict[str, Any]:
    me, now = access.staff_id(request), clock.now()
    talk, _who = inbox.reach(thread, staff_id=me, now=now)
    try:
        editor = replies.begin(
            thread,
            purpose_id=working(request, talk.register_id),
            desk=wiring.desk(),
            actor=access.actor(request),
            now=now,
        )
    except PurposeRefused:
        return {"editor_refused": True, "talk": talk}
    return {
        "editor": editor,
        "reply_form": form or Reply(initial=initial(editor.draft.words)),
        "templates_data": _templates(editor),
        "talk": talk,
        "undo_seconds": UNDO_SECONDS,
        "most_mb": draft_rules.MOST_BYTES // 2**20,
        "now": now,
    }


def _templates(editor: Editor) -> list[dict[str, Any]]:
    return [
        {"word": one.word, "kind": one.kind, "texts": one.texts}
        for one in editor.templates
    ]


@for_desk
@require_POST
@sensitive_post_parameters("text", "to", "cc", "subject")
def save(request: HttpRequest, thread: UUID) -> JsonResponse:
    """Keep what is being written; the page asks for it by itself."""
    form = Reply(request.POST)
    if not form.is_valid():
        return JsonResponse({"refused": _("This is too long to be sent.")}, status=422)
    try:
        at = drafts.save(
            thread,
            form.words(),
            desk=wiring.desk(),
            actor=access.actor(request),
            now=clock.now(),
        )
    except DraftRefused as refusal:
        return JsonResponse(
            {"refused": said(refusal.reason, "draft-refused")}, status=422
        )
    return JsonResponse({"saved": at.isoformat()})


@for_desk
@require_POST
def discard(request: HttpRequest, thread: UUID) -> HttpResponse:
    """Throw a draft away."""
    drafts.discard(
        thread, desk=wiring.desk(), actor=access.actor(request), now=clock.now()
    )
    messages.info(request, _("The draft was destroyed."))
    return redirect("inbox:show", thread)


@for_desk
@require_POST
def add_file(request: HttpRequest, thread: UUID) -> HttpResponse:
    """Seal a file as it arrives; the body is the file, its name is in a header.

    A form would be spooled to the disk in clear; this never is.
    """
    name = unquote(request.headers.get(NAME_HEADER, ""))[:500]
    status = 200
    refused = ""
    try:
        drafts.add_file(
            thread,
            request,  # type: ignore[arg-type] # a request reads like a file
            name,
            desk=wiring.desk(),
            actor=access.actor(request),
            now=clock.now(),
        )
    except DraftRefused as refusal:
        status, refused = 422, said(refusal.reason, "draft-refused")
    return _files(request, thread, status=status, refused=refused)


@for_desk
@require_POST
def remove_file(request: HttpRequest, thread: UUID, file: UUID) -> HttpResponse:
    """Take a file away from the draft and destroy it."""
    refused = ""
    try:
        drafts.remove_file(
            thread,
            file,
            desk=wiring.desk(),
            actor=access.actor(request),
            now=clock.now(),
        )
    except DraftRefused as refusal:
        refused = said(refusal.reason, "draft-refused")
    return _files(request, thread, refused=refused)


def _files(
    request: HttpRequest, thread: UUID, *, status: int = 200, refused: str = ""
) -> HttpResponse:
    me, now = access.staff_id(request), clock.now()
    talk, _who = inbox.reach(thread, staff_id=me, now=now)
    found = drafts.find(thread, staff_id=me, desk=wiring.desk())
    context = {
        "talk": talk,
        "files": found.files if found else (),
        "file_refused": refused,
        "most_mb": draft_rules.MOST_BYTES // 2**20,
    }
    if not desk.wants_fragment(request):
        return redirect("inbox:show", thread)
    return render(request, "inbox/files.html", context, status=status)


@for_desk
@require_POST
@sensitive_post_parameters("text", "to", "cc", "subject")
def send(request: HttpRequest, thread: UUID) -> HttpResponse:
    """Send the reply, or say what stands in its way; the draft then stays."""
    form = Reply(request.POST)
    if form.is_valid():
        try:
            _send(request, thread, form)
        except ReplyConflict as refusal:
            form.add_error(None, said(refusal.reason, "conflict"))
        except DraftRefused as refusal:
            reason = refusal.reason
            field = {"empty": "text", "too-long": "text"}.get(reason, "to")
            form.add_error(field, said(reason, "draft-refused"))
        except OutgoingRefused as refusal:
            form.add_error(None, said(refusal.reason, "outgoing-refused"))
        else:
            messages.success(request, _("The reply was sent."))
            return redirect("inbox:show", thread)
    context = _editor_context(request, thread, form)
    context = timeline_context(request, thread) | context
    return full_page(request, thread, **context)


def _send(request: HttpRequest, thread: UUID, form: Reply) -> None:
    seen = request.POST.get("seen", "")
    replies.send(
        thread,
        form.words(),
        desk=wiring.desk(),
        actor=access.actor(request),
        now=clock.now(),
        strangers=form.cleaned_data["strangers"],
        seen_version=int(seen) if seen.isascii() and seen.isdecimal() else None,
    )
