"""A public form: the notice first, then the fields, then a reference.

The page sets no cookie and needs none, so that it works in a frame of another
site: the token in it, not a cookie, shows that it is ours. The language is in
the address, as on the notices.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csp import csp_override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from seloste import wiring
from seloste.domain.form import FormRefused
from seloste.domain.notice import Language
from seloste.services import form_answers, form_sites
from seloste.services.form_answers import Written
from seloste.services.form_sites import FormPage
from seloste.web import access, clock
from seloste.web.addresses import client_address
from seloste.web.feedback.forms import LARGEST_FILE, Write
from seloste.web.memory_files import kept_in_memory
from seloste.web.words.forms import REFUSALS

LARGEST_BODY = 4 * LARGEST_FILE


@access.framed
@access.public
@csrf_exempt
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, site: str) -> HttpResponseBase:
    """Show the form; on POST keep what was written and show its reference."""
    language = _language(request)
    with translation.override(language):
        if request.method != "POST":
            return _form(request, _page(site, language))
        if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_BODY:
            return _form(request, _page(site, language), refused="too-large")
        kept_in_memory(request, largest=LARGEST_FILE)
        return _send(request, site, language)


def _language(request: HttpRequest) -> Language:
    wanted = request.GET.get("lang", Language.FI.value)
    return Language(wanted) if wanted in set(Language) else Language.FI


def _page(site: str, language: Language, token: str = "") -> FormPage:
    try:
        register = form_sites.site_of(site).register_id
        path = reverse("notice:page", args=[register])
        return form_sites.page(
            site,
            language=language,
            notice_address=f"{settings.PUBLIC_URL}{path}",
            vault=wiring.desk().vault,
            now=clock.now(),
            token=token,
        )
    except FormRefused:
        raise Http404 from None


def _send(request: HttpRequest, site: str, language: Language) -> HttpResponseBase:
    """Keep what was written; where that is refused, show it again with the reason."""
    sent = request.POST.get("token", "")
    page = _page(site, language, token=sent)
    form = Write(request.POST, request.FILES, asked=page.fields)
    if not form.is_valid():
        return _form(request, page, form)
    try:
        reference = form_answers.send(
            _written(request, site, form), desk=wiring.desk(), now=clock.now()
        )
    except FormRefused as refusal:
        return _form(request, page, form, refused=refusal.reason)
    return _framed(
        request, page, "feedback/sent.html", {"reference": _grouped(reference)}
    )


def _written(request: HttpRequest, site: str, form: Write) -> Written:
    values = form.cleaned_data
    return Written(
        site=site,
        token=request.POST.get("token", ""),
        address=client_address(request),
        message=values["message"],
        topic=form.chosen_topic(),
        name=values.get("name", ""),
        email=values.get("email", ""),
        tel=values.get("tel", ""),
        wants_answer=bool(values.get("answer")),
        file=form.file(),
        proof=request.POST.get("proof", ""),
        trap=request.POST.get("website", ""),
    )


def _form(
    request: HttpRequest, page: FormPage, form: Write | None = None, refused: str = ""
) -> HttpResponseBase:
    """Show the fields, with what was written and why it was not kept."""
    shown = form or Write(asked=page.fields)
    if refused and not shown.is_bound:
        shown = Write({}, asked=page.fields)
        shown.errors.clear()
    if refused:
        shown.add_error(None, str(REFUSALS.get(refused, _("This was not kept."))))
    status = 422 if shown.is_bound and shown.errors else 200
    return _framed(request, page, "feedback/form.html", {"form": shown}, status)


def _framed(
    request: HttpRequest,
    page: FormPage,
    template: str,
    context: dict[str, object],
    status: int = 200,
) -> HttpResponseBase:
    """Answer with a page that the sites named in the form's settings may frame."""
    policy = {
        **settings.SECURE_CSP,
        "frame-ancestors": list(page.ancestors) or ["'none'"],
    }

    def draw(request: HttpRequest) -> HttpResponse:
        language = translation.get_language()
        shown = {"page": page, "language": language, **context}
        return render(request, template, shown, status=status)

    framed: Callable[[HttpRequest], HttpResponseBase] = csp_override(policy)(draw)
    response = framed(request)
    response.headers["Content-Language"] = translation.get_language()
    return response


def _grouped(reference: str) -> str:
    """Return a reference in groups of four, to be read aloud."""
    return "-".join(reference[at : at + 4] for at in range(0, len(reference), 4))
