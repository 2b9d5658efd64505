"""The front page: what this is, or what there is to do today."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation

from seloste.domain.notice import Language
from seloste.services import public_notices
from seloste.services.public_notices import Listed
from seloste.web import access, clock
from seloste.web.today import views as today


@access.public
def front(request: HttpRequest) -> HttpResponse:
    """Show visitors what this is and where the notices are; staff, their day."""
    if not request.user.is_authenticated:
        return render(request, "front/visitor.html", {"notices": _notices()})
    return today.page(request)


def _notices() -> tuple[Listed, ...]:
    language = Language(translation.get_language())
    return public_notices.listing(language, timezone.localdate(clock.now()))
