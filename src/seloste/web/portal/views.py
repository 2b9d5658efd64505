"""The public portal: ask, confirm, see where it stands, withdraw.

No account and no script, and no cookie of these pages: the token of the page shows
that it is ours, and what opens a status page cannot be guessed. The language is in the
address, as on the notices.
"""

from collections.abc import Mapping
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from seloste import wiring
from seloste.domain import retention
from seloste.domain.notice import Language
from seloste.domain.rights import (
    Asker,
    RequestKind,
    RequestRefused,
)
from seloste.services import portal_letters, public_notices, rights_portal
from seloste.services.access import NotFound
from seloste.services.rights_portal import PortalPage, PortalRefused, Written
from seloste.services.rights_texts import grouped
from seloste.web import access, clock
from seloste.web.addresses import client_address
from seloste.web.portal import steps
from seloste.web.portal.forms import Ask
from seloste.web.words import rights as words

LARGEST_BODY = 200_000
BUSY = frozenset({"too-many"})


def _language(request: HttpRequest) -> Language:
    wanted = request.GET.get("lang", Language.FI.value)
    return Language(wanted) if wanted in set(Language) else Language.FI


@access.public
@require_safe
def registers(request: HttpRequest) -> HttpResponse:
    """List the registers whose controllers can be asked."""
    language = _language(request)
    with translation.override(language):
        listed = public_notices.listing(language, retention.local_day(clock.now()))
        context = {"registers": listed, "language": language}
        return _shown(request, "portal/registers.html", context)


@access.public
@csrf_exempt
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, register: str) -> HttpResponse:
    """Show the form; on POST keep the request and show its receipt."""
    language = _language(request)
    with translation.override(language):
        sent = ""
        if request.method == "POST":
            if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_BODY:
                page = _page(register, language)
                return _form(request, page, Ask({}), refused="too-long")
            sent = request.POST.get("token", "")
        page = _page(register, language, token=sent)
        if request.method != "POST":
            return _form(request, page, Ask())
        return _send(request, page, language)


def _page(register: str, language: Language, token: str = "") -> PortalPage:
    try:
        return rights_portal.page(
            register,
            language=language,
            vault=wiring.desk().vault,
            now=clock.now(),
            token=token,
        )
    except NotFound:
        raise Http404 from None


def _send(request: HttpRequest, page: PortalPage, language: Language) -> HttpResponse:
    form = Ask(request.POST)
    if not form.is_valid():
        return _form(request, page, form)
    given = form.cleaned_data
    written = Written(
        register=page.register,
        token=request.POST.get("token", ""),
        network_address=client_address(request),
        kind=RequestKind(given["kind"]),
        words=form.words(),
        asker=Asker(given["asker"]),
        trap=request.POST.get("website", ""),
    )
    try:
        received = rights_portal.send(written, desk=wiring.desk(), now=clock.now())
    except PortalRefused as refusal:
        return _form(request, page, form, refused=refusal.reason)
    except RequestRefused as refusal:
        form.add_error(None, words.REFUSED[refusal.reason])
        return _form(request, page, form)
    context = {
        "page": page,
        "language": language,
        "received": received,
        "reference": grouped(received.reference),
        "mailed": bool(written.words.email),
    }
    return _shown(request, "portal/received.html", context)


def _form(
    request: HttpRequest, page: PortalPage, form: Ask, refused: str = ""
) -> HttpResponse:
    """Show the fields, with what was written and why it was not kept."""
    if refused:
        form.add_error(None, words.PORTAL_REFUSED[refused])
    status = 422 if form.is_bound and form.errors else 200
    context = {"page": page, "form": form, "language": translation.get_language()}
    return _shown(
        request,
        "portal/ask.html",
        context,
        status=429 if refused in BUSY else status,
    )


def _shown(
    request: HttpRequest,
    template: str,
    context: Mapping[str, object],
    status: int = 200,
) -> HttpResponse:
    response = render(request, template, context, status=status)
    response.headers["Content-Language"] = translation.get_language()
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@access.public
@never_cache
@require_safe
def status(request: HttpRequest, token: str) -> HttpResponse:
    """Show where a request stands, to whoever has its receipt."""
    language = _language(request)
    with translation.override(language):
        try:
            row = rights_portal.status(token)
        except NotFound:
            return _shown(
                request, "portal/gone.html", {"language": language}, status=404
            )
        context = {
            "row": row,
            "token": token,
            "language": language,
            "reference": grouped(row.reference),
            "paused": row.awaiting_since is not None,
            "reason": portal_letters.reason_told(row),
            "may_withdraw": rights_portal.may_withdraw(row),
            "steps": steps.of(request, row, token),
        }
        return _shown(request, "portal/status.html", context)


@access.public
@csrf_exempt
@require_POST
def withdraw(request: HttpRequest, token: str) -> HttpResponse:
    """End a request at the wish of whoever has its receipt."""
    try:
        rights_portal.withdraw(token, now=clock.now())
    except NotFound:
        raise Http404 from None
    except RequestRefused:
        pass
    return redirect(_with_language(request, reverse("portal:status", args=[token])))


def _with_language(request: HttpRequest, path: str) -> str:
    return f"{path}?lang={_language(request)}"


@access.public
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, wanted: UUID, proof: str) -> HttpResponse:
    """Ask once more, since machines open links of mails; on POST confirm."""
    language = _language(request)
    desk = wiring.desk()
    with translation.override(language):
        try:
            row = rights_portal.unconfirmed(wanted, proof, vault=desk.vault)
            if request.method == "POST":
                rights_portal.confirm(wanted, proof, desk=desk, now=clock.now())
                row.refresh_from_db()
        except (NotFound, RequestRefused):
            return _shown(
                request, "portal/gone.html", {"language": language}, status=404
            )
        context = {
            "row": row,
            "language": language,
            "reference": grouped(row.reference),
            "status_address": rights_portal.status_address(row, vault=desk.vault),
        }
        return _shown(request, "portal/confirm.html", context)
