"""Fetching an answer: a link and a code, once.

Looking at the page uses nothing up, because mail programs open links by
themselves; only sending the code does. The page sets no cookie and names nobody.
"""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from seloste import wiring
from seloste.domain.notice import Language
from seloste.domain.package import PackageRefused
from seloste.services import package_delivery
from seloste.services.rights_texts import grouped
from seloste.web import access, clock
from seloste.web.packages.forms import Code
from seloste.web.words import packages as words

GONE = frozenset({"unknown-link", "expired", "locked", "being-fetched"})


@access.public
@csrf_exempt
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def fetch(request: HttpRequest, token: str) -> HttpResponseBase:
    """Show what waits; on POST with the right code hand it over, once."""
    language = _language(request, token)
    with translation.override(language):
        response = _answered(request, token)
    response.headers["Content-Language"] = language.value
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _language(request: HttpRequest, token: str) -> Language:
    """Return the language that was chosen, or else that of the answer."""
    wanted = request.GET.get("lang", "")
    if wanted in set(Language):
        return Language(wanted)
    try:
        return package_delivery.look(token, now=clock.now()).language
    except PackageRefused:
        return Language.FI


def _answered(request: HttpRequest, token: str) -> HttpResponseBase:
    form = Code(request.POST) if request.method == "POST" else Code()
    try:
        if form.is_bound and form.is_valid():
            return _download(token, form.cleaned_data["code"])
        return _page(request, token, form, status=422 if form.is_bound else 200)
    except PackageRefused as refusal:
        if refusal.reason in GONE:
            return _gone(request, refusal)
        form.add_error(None, str(words.REFUSED[refusal.reason]))
    try:
        return _page(request, token, form, status=422)
    except PackageRefused as refusal:
        return _gone(request, refusal)


def _download(token: str, code: str) -> HttpResponseBase:
    file = package_delivery.fetch(token, code, desk=wiring.desk(), now=clock.now())
    return StreamingHttpResponse(
        file.pieces,
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{file.name}"'},
    )


def _page(request: HttpRequest, token: str, form: Code, status: int) -> HttpResponse:
    waiting = package_delivery.look(token, now=clock.now())
    context = {
        "waiting": waiting,
        "reference": grouped(waiting.reference),
        "form": form,
        "language": translation.get_language(),
    }
    return render(request, "packages/fetch.html", context, status=status)


def _gone(request: HttpRequest, refusal: PackageRefused) -> HttpResponse:
    context = {
        "reason": words.REFUSED[refusal.reason],
        "language": translation.get_language(),
    }
    return render(request, "packages/gone.html", context, status=410)
