"""Coming to a transcript: a purpose first, then the words along with the sound."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from seloste import wiring
from seloste.domain.notice import PurposeRefused
from seloste.domain.transcript import TranscriptRefused
from seloste.services import openings, transcript_page
from seloste.services.access import NotFound
from seloste.services.redactions import RedactionPending
from seloste.services.transcript_page import Unopened
from seloste.web.audience import for_contacts, for_work
from seloste.web.purposes import ForPurpose, working
from seloste.web.transcripts.forms import Editing
from seloste.web.transcripts.shown import asked, found, shown
from seloste.web.words import transcripts as words


@for_contacts
@require_safe
def unopened(request: HttpRequest, item: UUID) -> HttpResponse:
    """Show how far a transcript is and who stands up for it, and ask what for."""
    return _ask(request, _known(request, item))


@for_contacts
@require_POST
def open_item(request: HttpRequest, item: UUID) -> HttpResponse:
    """Open a recording with its transcript for a purpose."""
    return _open(request, item, original=False)


@for_contacts
@require_POST
def open_original(request: HttpRequest, item: UUID) -> HttpResponse:
    """Open all of a recording: what is hidden in it is shown."""
    return _open(request, item, original=True)


def _open(request: HttpRequest, item: UUID, *, original: bool) -> HttpResponse:
    known = _known(request, item)
    form = ForPurpose(request.POST, purposes=known.line.purposes)
    if not form.is_valid():
        return _ask(request, known, form)
    try:
        opened = openings.open_item(
            item,
            purpose_id=form.cleaned_data["purpose"],
            original=original,
            **asked(request),
        )
    except PurposeRefused:
        form.add_error("purpose", _("The notice does not allow this purpose here."))
    except RedactionPending:
        form.add_error(
            "purpose", _("Numbers are being hidden in it. Try again in a moment.")
        )
    else:
        return redirect("transcripts:show", item, opened.opening_id)
    return _ask(request, known, form)


@for_work
@require_POST
def make(request: HttpRequest, item: UUID) -> HttpResponse:
    """Have a transcript made before others, or tried again where it failed."""
    try:
        transcript_page.ask(
            item,
            again="again" in request.POST,
            desk=wiring.desk(),
            **asked(request),
        )
    except TranscriptRefused as refusal:
        reason = words.REFUSALS.get(refusal.reason, words.REFUSALS[""])
        messages.error(request, str(reason))
    else:
        messages.success(request, _("It is asked for, and comes before others."))
    return redirect("transcripts:of", item)


@for_contacts
@require_safe
def show(request: HttpRequest, item: UUID, opening: UUID) -> HttpResponse:
    """Show an opened transcript along with its sound."""
    try:
        page = found(request, item, opening)
    except NotFound:
        known = _known(request, item)
        messages.info(request, _("The opening is over. Say again what for."))
        return redirect("transcripts:of", known.item.pk)
    except RedactionPending:
        messages.info(
            request, _("Numbers are being hidden in it. Try again in a moment.")
        )
        return redirect("transcripts:of", item)
    return shown(request, page, editing=_chosen(request, page))


def _chosen(
    request: HttpRequest, page: transcript_page.TranscriptPage
) -> Editing | None:
    """Return the turn whose correction was asked for by a link."""
    asked_for = request.GET.get("turn", "")
    words_ = page.shown.words if page.shown and page.shown.may_edit else None
    if words_ is None or not (asked_for.isascii() and asked_for.isdecimal()):
        return None
    at = int(asked_for[:9])
    if at >= len(words_.turns):
        return None
    turn = words_.turns[at]
    return Editing(at, turn.text, turn.speaker.value)


def _known(request: HttpRequest, item: UUID) -> Unopened:
    return transcript_page.unopened(item, desk=wiring.desk(), **asked(request))


def _ask(
    request: HttpRequest, known: Unopened, form: ForPurpose | None = None
) -> HttpResponse:
    first = {"purpose": working(request, known.item.register_id)}
    context = {
        "known": known,
        "item": known.item,
        "row": known.row,
        "form": form or ForPurpose(purposes=known.line.purposes, initial=first),
    }
    return render(request, "transcripts/of.html", context)
