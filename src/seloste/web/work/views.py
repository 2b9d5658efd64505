"""One work item, and every change to it that needs a form."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from seloste import wiring
from seloste.domain import retention
from seloste.domain.notice import HoldKind, Language
from seloste.domain.outgoing import OutgoingRefused
from seloste.domain.work_item import Move, Priority, WorkKind
from seloste.services import (
    checklists,
    claims,
    letter_sending,
    letters,
    notes,
    queues,
    reminders,
    work_merge,
    work_moves,
    work_page,
    work_targets,
)
from seloste.services.access import NotFound
from seloste.services.holds import HoldRefused
from seloste.services.letters import Letter
from seloste.services.notes import NoteUnfit
from seloste.services.work_items import WorkRefused
from seloste.services.work_merge import Apart
from seloste.services.work_moves import Closing
from seloste.services.work_page import WorkPage
from seloste.web import access, clock
from seloste.web.audience import for_work
from seloste.web.inbox import desk
from seloste.web.purposes import ForPurpose
from seloste.web.templatetags.work import queue_name
from seloste.web.words import said
from seloste.web.work import forms
from seloste.web.work.forms import WorkForm
from seloste.web.work.lists import queue_choices

ENDING = {
    WorkKind.TASK: {Move.CLOSE},
    WorkKind.FEEDBACK: {Move.CLOSE},
    WorkKind.COMPLAINT: {Move.DECIDE},
}
"""Moves that ask how it ended; a decided complaint closes without asking again."""
PROPOSED_DAYS = 30
NOTE_SHOWN = 60
"""How much of a note tells it from the others where notes are chosen."""


@for_work
@require_safe
def show(request: HttpRequest, work: UUID) -> HttpResponse:
    """Show a work item, opened for a purpose that it serves."""
    return _show(request, work)


@for_work
@require_POST
@sensitive_post_parameters("words")
def end(request: HttpRequest, work: UUID, wanted: str) -> HttpResponse:
    """Decide or close, with an outcome."""
    found = _work(request, work)

    def do(form: forms.End) -> None:
        given = form.cleaned_data
        work_moves.move(
            work,
            Move(wanted) if wanted in set(Move) else Move.MERGE,
            closing=Closing(given["outcome"], given["words"]),
            **_desk(),
            **_by(request),
        )

    form = forms.End(request.POST, prefix="end", kind=WorkKind(found.kind))
    return _act(request, work, "end", form, do, _("Noted."))


@for_work
@require_POST
def assign(request: HttpRequest, work: UUID) -> HttpResponse:
    """Give it to a queue, and to somebody of it or to nobody."""
    found = _work(request, work)

    def do(form: forms.Whose) -> None:
        work_moves.assign(
            work,
            queue_id=form.chosen("queue"),
            staff_id=form.chosen("assignee"),
            **_by(request),
        )

    return _act(request, work, "whose", _whose(found, request.POST), do, _("Given."))


@for_work
@require_POST
def plan(request: HttpRequest, work: UUID) -> HttpResponse:
    """Set its day, a reminder and how urgent it is."""

    def do(form: forms.Plan) -> None:
        work_moves.plan(
            work,
            due_on=form.cleaned_data["due_on"],
            remind_at=form.remind_at,
            priority=Priority(form.cleaned_data["priority"]),
            **_by(request),
        )

    form = forms.Plan(request.POST, prefix="plan")
    return _act(request, work, "plan", form, do, _("Saved."))


@for_work
@require_POST
@sensitive_post_parameters()
def describe(request: HttpRequest, work: UUID) -> HttpResponse:
    """Change its title and text."""

    def do(form: forms.Describe) -> None:
        checklists.describe(work, **form.cleaned_data, **_desk(), **_by(request))

    form = forms.Describe(request.POST, prefix="words")
    return _act(request, work, "describe", form, do, _("Saved."))


@for_work
@require_POST
@sensitive_post_parameters()
def note(request: HttpRequest, work: UUID) -> HttpResponse:
    """Write an internal note."""

    def do(form: forms.NoteForm) -> None:
        text = form.cleaned_data["text"]
        notes.write_on_work(work, text, **_desk(), **_by(request))

    form = forms.NoteForm(request.POST, prefix="note")
    return _act(request, work, "note", form, do, _("Note written."))


@for_work
@require_POST
def review(request: HttpRequest, work: UUID) -> HttpResponse:
    """Note that what it holds is still needed."""

    def do(form: forms.ReviewOn) -> None:
        work_moves.review(work, review_by=form.review_by, **_by(request))

    form = forms.ReviewOn(request.POST, prefix="review")
    return _act(request, work, "review", form, do, _("Noted. The hold stands."))


@for_work
@require_POST
@sensitive_post_parameters()
def claim(request: HttpRequest, work: UUID) -> HttpResponse:
    """Note that a legal claim was raised on a complaint."""

    def do(form: forms.Claim) -> None:
        claims.raise_claim(
            work,
            reason=form.cleaned_data["reason"],
            review_by=form.review_by,
            **_desk(),
            **_by(request),
        )

    form = forms.Claim(request.POST, prefix="claim")
    return _act(
        request, work, "claim", form, do, _("Noted. What the claim needs is kept.")
    )


@for_work
@require_POST
def review_claim(request: HttpRequest, work: UUID) -> HttpResponse:
    """Note that a claim still needs what it keeps."""

    def do(form: forms.ReviewOn) -> None:
        claims.review_claim(work, review_by=form.review_by, **_by(request))

    form = forms.ReviewOn(request.POST, prefix="claim-review")
    return _act(request, work, "claim_review", form, do, _("Noted. The claim stands."))


@for_work
@require_POST
@sensitive_post_parameters()
def merge(request: HttpRequest, work: UUID) -> HttpResponse:
    """Let it go up in another of its kind."""
    found = _work(request, work)

    def do(form: forms.Merge) -> None:
        try:
            into = work_page.by_number(
                found.register_id,
                form.cleaned_data["number"],
                staff_id=access.staff_id(request),
                now=clock.now(),
            )
        except NotFound:
            raise WorkRefused("not-found") from None
        reason = form.cleaned_data["reason"]
        work_merge.merge(work, into=into.pk, reason=reason, **_desk(), **_by(request))

    form = forms.Merge(request.POST, prefix="merge")
    return _act(request, work, "merge", form, do, _("Merged."))


@for_work
@require_POST
@sensitive_post_parameters()
def split(request: HttpRequest, work: UUID) -> HttpResponse:
    """Let some contacts leave and become a work item of their own."""
    found = _work(request, work)

    def do(form: forms.Split) -> None:
        given = form.cleaned_data
        apart = Apart(
            given["title"].strip(),
            form.chosen("contacts"),
            given["reason"],
            form.chosen("notes"),
        )
        work_merge.split(work, apart, **_desk(), **_by(request))

    form = _split(
        _links(request, found),
        notes.texts(work=found, desk=wiring.desk()),
        request.POST,
    )
    return _act(request, work, "split", form, do, _("Split."))


@for_work
@require_POST
@sensitive_post_parameters()
def letter(request: HttpRequest, work: UUID) -> HttpResponse:
    """Write the letter in which a complaint is answered."""

    def do(form: forms.LetterForm) -> None:
        letters.write_letter(work, form.letter(), **_desk(), **_by(request))

    form = forms.LetterForm(request.POST, prefix="letter")
    return _act(request, work, "letter", form, do, _("Letter saved."))


@for_work
@require_POST
@sensitive_post_parameters("to")
def mail_letter(request: HttpRequest, work: UUID) -> HttpResponse:
    """Send the letter to a customer by mail; noted first."""
    form = _letter_mail(request, _work(request, work), request.POST)

    def do(_form: forms.LetterMail) -> None:
        try:
            letter_sending.send_letter(
                work,
                to=form.cleaned_data["to"],
                purpose_id=request.POST.get("purpose", ""),
                **_desk(),
                **_by(request),
            )
        except OutgoingRefused as refusal:
            form.not_sent(refusal.reason)

    done = _("The letter is on its way, and linked here.")
    return _act(request, work, "letter_mail", form, do, done)


def _letter_mail(request: HttpRequest, work: Any, data: Any) -> forms.LetterMail:
    """Return the form that sends the letter; addresses stand in it masked."""
    complaint = work.kind == WorkKind.COMPLAINT
    readers: tuple[letter_sending.Reader, ...] = ()
    if complaint:
        me = access.staff_id(request)
        readers = letter_sending.readers(
            work, staff_id=me, desk=wiring.desk(), now=clock.now()
        )
    return forms.LetterMail(
        data,
        prefix="letter-mail",
        initial={"to": readers[0].key if len(readers) == 1 else ""},
        readers=[(one.key, f"{one.shown} · {_named(one.contact)}") for one in readers],
    )


def _act(  # noqa: PLR0917 - what every form on the page needs
    request: HttpRequest,
    work: UUID,
    name: str,
    form: Any,
    do: Callable[[Any], None],
    done: str,
) -> HttpResponse:
    """Do what a form asks, or show the page with the form and what is wrong."""
    if form.is_valid():
        try:
            do(form)
        except (WorkRefused, HoldRefused, NoteUnfit) as refusal:
            form.refused(refusal.reason)
        if not form.errors:
            messages.success(request, done)
            return back(request, work)
    return _show(request, work, **{name: form})


def back(request: HttpRequest, work: UUID) -> HttpResponse:
    """Lead back to the work item, or to the list where it is no longer one's own."""
    mine = work_page.reachable(access.staff_id(request), clock.now())
    if mine.filter(pk=work).exists():
        return redirect("work:show", work)
    return redirect("work:list")


def _by(request: HttpRequest) -> dict[str, Any]:
    return {"actor": access.actor(request), "now": clock.now()}


def _desk() -> dict[str, Any]:
    return {"desk": wiring.desk()}


def _work(request: HttpRequest, work: UUID) -> Any:
    """Return a work item that exists for the reader. Raises NotFound."""
    found, _actor, _purpose = work_page.allowed(
        work, staff_id=access.staff_id(request), purpose_id="", now=clock.now()
    )
    return found


def _show(request: HttpRequest, work: UUID, **bound: WorkForm) -> HttpResponse:
    now = clock.now()
    page = work_page.open_page(
        work,
        staff_id=access.staff_id(request),
        desk=wiring.desk(),
        now=now,
        purpose_id=request.GET.get("purpose", ""),
    )
    context = {
        "shown": page,
        "work": page.work,
        "targets": work_targets.targets(page.work, now),
        "causes": [
            said(one, "work-cause") for one in reminders.causes_of(page.work, now)
        ],
        "plain_moves": [one for one in page.moves if _plain(page, one)],
        "end_move": next((one for one in page.moves if _ends(page, one)), None),
        "purpose_form": ForPurpose(
            initial={"purpose": page.purpose.id}, purposes=page.purposes
        ),
        "forms": {**_forms(request, page), **bound},
        "opened_form": next(iter(bound), ""),
        "shortcuts": desk.shortcuts(request),
        "now": now,
    }
    return render(request, "work/show.html", context)


def _ends(page: WorkPage, wanted: Move) -> bool:
    return wanted in ENDING[WorkKind(page.work.kind)]


def _plain(page: WorkPage, wanted: Move) -> bool:
    return wanted is not Move.MERGE and not _ends(page, wanted)


def _forms(request: HttpRequest, page: WorkPage) -> dict[str, Any]:
    """Return every form of the page, as it is before anybody fills it in."""
    work, now = page.work, clock.now()
    words = {"title": page.words.title, "description": page.words.description}
    remind_on = work.remind_at and retention.local_day(work.remind_at)
    planned = {
        "due_on": work.due_on,
        "remind_on": remind_on,
        "priority": work.priority,
    }
    rule = page.notice.hold_rule(WorkKind(work.kind).hold_kind)
    claim_rule = page.notice.hold_rule(HoldKind.LEGAL_CLAIM)
    return {
        "whose": _whose(work, None),
        "plan": forms.Plan(prefix="plan", initial=planned),
        "describe": forms.Describe(prefix="words", initial=words),
        "note": forms.NoteForm(prefix="note"),
        "end": forms.End(prefix="end", kind=WorkKind(work.kind)),
        "merge": forms.Merge(prefix="merge"),
        "split": _split(page.links, page.notes, None),
        "review": forms.ReviewOn(prefix="review", initial=_in_days(rule, now)),
        "claim": forms.Claim(prefix="claim", initial=_in_days(claim_rule, now)),
        "claim_review": forms.ReviewOn(
            prefix="claim-review", initial=_in_days(claim_rule, now)
        ),
        "letter": forms.LetterForm(
            prefix="letter", initial=_initial(letters.open_letter(work, wiring.desk()))
        ),
        "letter_mail": _letter_mail(request, work, None),
    }


def _in_days(rule: Any, now: Any) -> dict[str, Any]:
    """Propose a day that the notice allows."""
    days = min(rule.review_days, PROPOSED_DAYS) if rule else PROPOSED_DAYS
    return {"review_on": retention.local_day(now) + timedelta(days=days)}


def _initial(written: Letter | None) -> dict[str, str]:
    if written is None:
        return {"language": Language.FI.value}
    return {
        "language": written.language.value,
        "recipient": written.recipient,
        "subject": written.subject,
        "body": written.body,
    }


def _whose(work: Any, data: Any) -> forms.Whose:
    return forms.Whose(
        data,
        prefix="whose",
        initial={"queue": work.queue_id or "", "assignee": work.assignee_id or ""},
        queues=_queues_for(work),
        people=queues.staff_of(work.register_id, clock.now()),
    )


def _queues_for(work: Any) -> list[tuple[UUID, str]]:
    """Return the queues work can go to, and its own where that is retired."""
    known = queue_choices(work.register_id)
    if work.queue is not None and not work.queue.active:
        known.append((work.queue_id, queue_name(work.queue)))
    return known


def _split(links: Any, written: Any, data: Any) -> forms.Split:
    contacts = [(one.contact_id, _named(one.contact)) for one in links]
    known = [(one.id, Truncator(one.text).chars(NOTE_SHOWN)) for one in written]
    return forms.Split(data, prefix="split", contacts=contacts, notes=known)


def _links(request: HttpRequest, work: Any) -> Any:
    """Return the links that the reader may choose from."""
    me = access.staff_id(request)
    return work_page.links_of(work, staff_id=me, now=clock.now()).shown


def _named(contact: Any) -> str:
    """Return how a contact is told from others: its channel and its time."""
    at = date_format(localtime(contact.started_at), "j.n.Y H:i")
    return f"{said(contact.channel, 'channel')} {at}"
