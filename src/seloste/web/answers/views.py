"""The anonymous question: five choices, no free text, nothing about who answers.

Looking at the page uses nothing up: mail programs open links by themselves.
It sets no cookie; the link itself is what is checked.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from seloste.domain.notice import Language
from seloste.services import satisfaction
from seloste.services.satisfaction import AnswerRefused
from seloste.web import access, clock

ONE_DIGIT = 1


@access.public
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Ask how the service was; on POST count the answer and thank."""
    wanted = request.GET.get("lang", Language.FI.value)
    language = Language(wanted) if wanted in set(Language) else Language.FI
    with translation.override(language):
        response = _answered(request, token, language)
    response.headers["Content-Language"] = language.value
    return response


def _answered(request: HttpRequest, token: str, language: Language) -> HttpResponse:
    context: dict[str, object] = {"language": language.value}
    try:
        context["register"] = satisfaction.register_of(token, now=clock.now())
        if request.method == "POST":
            satisfaction.answer(token, _value(request), now=clock.now())
            return render(request, "answers/thanks.html", context)
    except AnswerRefused as refusal:
        if refusal.reason == "unknown-link":
            return render(request, "answers/gone.html", context, status=410)
        context["nothing_chosen"] = True
        return render(request, "answers/form.html", context, status=422)
    return render(request, "answers/form.html", context)


def _value(request: HttpRequest) -> int:
    said = request.POST.get("value", "")
    return int(said) if len(said) == ONE_DIGIT and said.isdecimal() else 0
