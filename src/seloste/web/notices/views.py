"""The public pages of a register's notice; nobody signs in to read them.

The language is in the address (``?lang=sv``), never in a cookie, so that every
copy of a page that a cache keeps is right for everybody.
"""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from seloste import wiring
from seloste.domain.notice import Language
from seloste.services import public_notices
from seloste.web import access, clock

FIVE_MINUTES = 300
for_everybody = cache_control(public=True, max_age=FIVE_MINUTES)


@access.public
@require_safe
def list_notices(request: HttpRequest) -> HttpResponse:
    """List the notices in force; for staff inside the frame they work in."""
    frame = "shell.html" if request.user.is_authenticated else "public.html"
    notices = public_notices.listing(
        Language(translation.get_language()), timezone.localdate(clock.now())
    )
    return render(request, "notices/list.html", {"notices": notices, "frame": frame})


@access.public
@require_safe
@for_everybody
def show(
    request: HttpRequest, register: str, number: int | None = None
) -> HttpResponse:
    """Show the version in force now, or the one asked for."""
    language = _language(request)
    try:
        page = public_notices.page(
            register=register,
            number=number,
            language=language,
            day=timezone.localdate(clock.now()),
            key_backup_days=settings.KEY_BACKUP_DAYS,
        )
    except public_notices.NoticeUnknown:
        raise Http404 from None
    with translation.override(language):
        response = render(
            request, "notices/public.html", {"page": page, "language": language.value}
        )
    response.headers["Content-Language"] = language.value
    return response


@access.public
@require_safe
@for_everybody
def pdf(request: HttpRequest, register: str, number: int) -> HttpResponse:
    """Hand over a version as a PDF."""
    language = _language(request)
    try:
        content = public_notices.pdf(
            register=register,
            number=number,
            language=language,
            maker=wiring.desk().pdf,
            key_backup_days=settings.KEY_BACKUP_DAYS,
        )
    except public_notices.NoticeUnknown:
        raise Http404 from None
    name = f"{register}-{number}-{language}.pdf"
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Content-Language": language.value,
        },
    )


def _language(request: HttpRequest) -> Language:
    wanted = request.GET.get("lang", Language.FI.value)
    return Language(wanted) if wanted in set(Language) else Language.FI
