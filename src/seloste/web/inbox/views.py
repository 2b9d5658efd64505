"""The list of conversations, what it is worked for, saved views, many at once."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from seloste import wiring
from seloste.domain.inbox import Bulk, InboxRefused, Listing, Tab
from seloste.services import bulk_moves, conversation_page, inbox
from seloste.services.bulk_moves import Asked, Plan
from seloste.services.inbox_filters import choices
from seloste.web import access, clock, saved_views
from seloste.web.audience import for_desk, for_work
from seloste.web.inbox import desk
from seloste.web.inbox.forms import Filters
from seloste.web.purposes import work_for
from seloste.web.words import inbox as words
from seloste.web.words import said


@for_desk
@require_safe
def list_inbox(request: HttpRequest) -> HttpResponse:
    """List conversations, or only their lines where the page refreshes itself."""
    me, now = access.staff_id(request), clock.now()
    form = Filters(request.GET or None, offered=choices(me, now))
    wanted = form.wanted(request.GET)
    found = inbox.list_inbox(wanted, staff_id=me, desk=wiring.desk(), now=now)
    counts = inbox.counts(wanted, staff_id=me, now=now)
    context = {
        "form": form,
        "found": found,
        "wanted": wanted,
        "tabs": [(tab, words.TABS[tab], _count(counts.get(tab))) for tab in Tab],
        "bulk": words.BULK.items(),
        **saved_views.shown(request, Listing.INBOX, form, wanted.tab),
        "after": found.end.text() if found.end and found.more else "",
        "now": now,
    }
    if desk.wants_fragment(request):
        return render(request, "inbox/lines.html", context)
    return desk.page(request, "inbox/list.html", context)


def _count(number: int | None) -> str:
    if number is None:
        return ""
    return f"{number - 1}+" if number >= inbox.MOST_COUNTED else str(number)


@for_desk
@require_POST
def choose_purpose(request: HttpRequest) -> HttpResponse:
    """Remember for this session what somebody works for in a register."""
    register = request.POST.get("register", "")
    wanted = request.POST.get("purpose", "")
    offered = conversation_page.purposes(
        register, staff_id=access.staff_id(request), now=clock.now()
    )
    if wanted in {one.id for one in offered}:
        work_for(request, register, wanted)
    else:
        messages.error(request, _("The notice does not allow this purpose here."))
    return desk.back(request, reverse("inbox:list"))


@for_work
@require_POST
def switch_shortcuts(request: HttpRequest) -> HttpResponse:
    """Turn the keyboard shortcuts off or on again, for this session."""
    off = request.POST.get("shortcuts") == "off"
    request.session[desk.SHORTCUTS_KEY] = off
    said_ = _("Keyboard shortcuts are off.") if off else _("Keyboard shortcuts are on.")
    messages.info(request, said_)
    return desk.back(request, reverse("inbox:list"))


@for_desk
@require_POST
def save_view(request: HttpRequest) -> HttpResponse:
    """Keep the list as it is filtered now, for oneself or for a register."""
    return saved_views.save(request, Listing.INBOX)


@for_desk
@require_POST
def remove_view(request: HttpRequest, view: UUID) -> HttpResponse:
    """Forget a saved view."""
    return saved_views.remove(request, view, Listing.INBOX)


@for_desk
@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """Show what would happen to the chosen conversations; nothing is changed."""
    try:
        asked = _asked(request)
        plan = bulk_moves.preview(asked, actor=access.actor(request), now=clock.now())
    except InboxRefused as refusal:
        messages.error(request, said(refusal.reason, "inbox-refused"))
        return desk.back(request, reverse("inbox:list"))
    context = {
        "plan": plan,
        "asked": asked,
        "left": _left(plan),
        "next": request.POST.get("next", ""),
    }
    return desk.page(request, "inbox/bulk.html", context)


@for_desk
@require_POST
def carry_out(request: HttpRequest) -> HttpResponse:
    """Do what was shown, and say what was and was not done."""
    try:
        done = bulk_moves.carry_out(
            _asked(request), actor=access.actor(request), now=clock.now()
        )
    except InboxRefused as refusal:
        messages.error(request, said(refusal.reason, "inbox-refused"))
        return desk.back(request, reverse("inbox:list"))
    number = len(done.will)
    text = ngettext(
        "%(number)s conversation was changed.",
        "%(number)s conversations were changed.",
        number,
    )
    messages.success(request, text % {"number": number})
    for line in _left(done):
        messages.warning(request, line)
    return desk.back(request, reverse("inbox:list"))


def _asked(request: HttpRequest) -> Asked:
    action = request.POST.get("action", "")
    action, _colon, queue = action.partition(":")
    if action not in set(Bulk):
        raise InboxRefused("nothing-chosen")
    threads = [_uuid(text) for text in request.POST.getlist("thread")]
    return Asked(
        Bulk(action),
        tuple(one for one in threads if one),
        _uuid(queue),
    )


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _left(plan: Plan) -> list[str]:
    """Return how many are left alone, and why."""
    return [
        ngettext(
            "%(number)s is left alone: %(why)s.",
            "%(number)s are left alone: %(why)s.",
            number,
        )
        % {"number": number, "why": said(reason, "left-alone")}
        for reason, number in plan.wont
    ]
