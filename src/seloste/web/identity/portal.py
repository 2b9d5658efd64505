"""Proving who one is on the status page: by a code, or strongly at a provider.

Whoever asks is told the same whether a code was sent; the page needs no script.
The way to the provider and back is the one time the portal sets a cookie: it lasts
as long as that, and without it an answer brought by another browser would count.
"""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from seloste import wiring
from seloste.domain import identity as rules
from seloste.domain.identity import IdentityRefused
from seloste.domain.notice import Language
from seloste.domain.rights import RequestKind
from seloste.services import (
    identities,
    identity_codes,
    identity_strong,
    rights_portal,
)
from seloste.services.access import NotFound
from seloste.services.identity_strong import WayBack
from seloste.services.rights_moves import RequestRefused
from seloste.web import access, clock
from seloste.web.identity.forms import Code
from seloste.web.words import identity as words

IDENTIFIED = "identified"


def offer(request: HttpRequest, row: Any, token: str) -> Mapping[str, Any] | None:
    """Return the ways to prove it while that is awaited and not yet enough."""
    level = identities.standing(row)
    answer = request.GET.get("said", "")
    if row.state not in identities.PROVABLE:
        return None
    if level >= rules.needed(RequestKind(row.kind)):
        return _thanked(level) if answer == IDENTIFIED else None
    return {
        "token": token,
        "level": level,
        "needed": rules.needed(RequestKind(row.kind)),
        "strong": identity_strong.offered(wiring.desk()),
        "form": Code(),
        "said": words.SAID.get(answer),
        "refused": words.REFUSED.get(answer),
    }


def _thanked(level: rules.Assurance) -> Mapping[str, Any]:
    return {"done": True, "level": level, "said": words.SAID[IDENTIFIED]}


def _row(token: str) -> Any:
    try:
        return rights_portal.status(token)
    except NotFound:
        raise Http404 from None


def _back(request: HttpRequest, token: str, said: str) -> HttpResponse:
    return _to_status(token, _language(request), said)


def _to_status(token: str, language: str, said: str) -> HttpResponse:
    where = reverse("portal:status", args=[token])
    return redirect(f"{where}?lang={language}&said={said}#identity")


def _language(request: HttpRequest) -> Language:
    wanted = request.GET.get("lang", Language.FI.value)
    return Language(wanted) if wanted in set(Language) else Language.FI


@access.public
@csrf_exempt
@never_cache
@require_POST
def ask_code(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for codes to the addresses that were known before the request."""
    row = _row(token)
    try:
        identity_codes.ask(row.pk, actor=identity_codes.PORTAL, now=clock.now())
    except (IdentityRefused, RequestRefused) as refusal:
        return _back(request, token, refusal.reason)
    return _back(request, token, "code-asked")


@access.public
@csrf_exempt
@never_cache
@sensitive_post_parameters("code")
@require_POST
def take_code(request: HttpRequest, token: str) -> HttpResponse:
    """Take the code that was mailed or sent by post."""
    row, form = _row(token), Code(request.POST)
    given = form.cleaned_data["code"] if form.is_valid() else ""
    try:
        identity_codes.try_code(
            row.pk,
            given,
            desk=wiring.desk(),
            actor=identity_codes.PORTAL,
            now=clock.now(),
        )
    except (IdentityRefused, RequestRefused) as refusal:
        return _back(request, token, refusal.reason)
    return _back(request, token, "proven")


@access.public
@csrf_exempt
@never_cache
@require_POST
def strong(request: HttpRequest, token: str) -> HttpResponse:
    """Send the person to the provider of strong identification.

    A page leads on, not a redirect: forms of ours go nowhere else (``form-action``),
    and a browser asks that of every address that a redirect leads to.
    """
    row, language = _row(token), _language(request)
    try:
        sent = identity_strong.begin(
            row.pk, language=language, desk=wiring.desk(), now=clock.now()
        )
    except (IdentityRefused, RequestRefused) as refusal:
        return _back(request, token, refusal.reason)
    answer = _page(request, "portal/to_provider.html", address=sent.address)
    answer.set_cookie(
        settings.IDENTITY_COOKIE_NAME,
        sent.browser,
        max_age=rules.FRESH,
        secure=settings.SECURE,
        httponly=True,
        samesite="Lax",
    )
    return answer


@access.public
@never_cache
@require_GET
def identified(request: HttpRequest) -> HttpResponse:
    """Take the person back, who has identified themselves or has not.

    Nothing of the address stays: the status page is a new one. In a browser that
    was never sent out there is nothing to go back to.
    """
    back = WayBack(
        state=request.GET.get("state", ""),
        browser=request.COOKIES.get(settings.IDENTITY_COOKIE_NAME, ""),
        code=request.GET.get("code", ""),
        issuer=request.GET.get("iss", ""),
        failure=request.GET.get("error", ""),
    )
    try:
        returned = identity_strong.finish(back, desk=wiring.desk(), now=clock.now())
    except NotFound:
        return _page(request, "portal/no_way_back.html", status=404)
    said = returned.refused or IDENTIFIED
    answer = _to_status(returned.token, returned.language, said)
    answer.delete_cookie(settings.IDENTITY_COOKIE_NAME, samesite="Lax")
    return answer


def _page(
    request: HttpRequest, template: str, *, status: int = 200, **context: str
) -> HttpResponse:
    language = _language(request)
    with translation.override(language):
        shown = {"language": language, **context}
        answer = render(request, template, shown, status=status)
    answer.headers["Content-Language"] = language.value
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
