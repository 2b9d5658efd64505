"""Captions for the player, and the transcript as a page and a PDF to print."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from seloste import wiring
from seloste.domain.notice import Language
from seloste.protocols import webvtt
from seloste.services import transcript_prints
from seloste.services.transcript_prints import Sheet
from seloste.web.audience import for_contacts
from seloste.web.transcripts import printed
from seloste.web.transcripts.shown import asked, check_open


@for_contacts
@require_safe
def captions(request: HttpRequest, item: UUID, opening: UUID) -> HttpResponse:
    """Serve what is said of an opened recording, in step with its sound."""
    check_open(request, item, opening)
    text = transcript_prints.vtt(
        opening, spoken=printed.spoken(), desk=wiring.desk(), **asked(request)
    )
    return HttpResponse(text, content_type=f"{webvtt.MEDIA_TYPE}; charset=utf-8")


@for_contacts
@require_safe
def page(request: HttpRequest, item: UUID, opening: UUID) -> HttpResponse:
    """Show an opened transcript as it is printed; that is noted."""
    language, sheet = _sheet(request, item, opening)
    context = {
        "sheet": sheet,
        "item_id": item,
        "opening_id": opening,
        "languages": [(one.value, one is language) for one in Language],
    }
    return render(request, "transcripts/print.html", context)


@for_contacts
@require_safe
def pdf(request: HttpRequest, item: UUID, opening: UUID) -> HttpResponse:
    """Hand over an opened transcript as PDF/A; that is noted."""
    _language, sheet = _sheet(request, item, opening)
    return HttpResponse(
        transcript_prints.pdf(sheet, desk=wiring.desk()),
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="transcript-{item}.pdf"'
        },
    )


def _sheet(request: HttpRequest, item: UUID, opening: UUID) -> tuple[Language, Sheet]:
    language = _language_of(request)
    check_open(request, item, opening)
    noted = transcript_prints.note_print(
        opening, language.value, desk=wiring.desk(), **asked(request)
    )
    with translation.override(language.value):
        return language, printed.sheet(noted, language.value)


def _language_of(request: HttpRequest) -> Language:
    """Return the language asked for, or the reader's."""
    wanted = request.GET.get("language") or translation.get_language() or "fi"
    known = {one.value: one for one in Language}
    return known.get(wanted, Language.FI)
