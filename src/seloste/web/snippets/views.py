"""Pages of the templates of replies: the list, one of them, offering it or not."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from seloste.domain import reply_template
from seloste.domain.reply_template import Blank, TemplateRefused
from seloste.services import registers, templates
from seloste.services.templates import TemplateText
from seloste.web import access, clock
from seloste.web.audience import for_templates
from seloste.web.snippets.forms import TemplateForm
from seloste.web.words import inbox as words
from seloste.web.words import said

EXAMPLE = {
    Blank.CUSTOMER_NAME: "Maija Meikäläinen",
    Blank.AGENT_NAME: "Eino",
    Blank.NUMBER: "1A2B3C4D",
    Blank.QUEUE: "Laskut",
    Blank.CONTROLLER: "Oy Esimerkki Ab",
    Blank.SUBJECT: "Vesivahinko",
    Blank.TODAY: "1.7.2026",
}


@for_templates
@require_safe
def list_templates(request: HttpRequest) -> HttpResponse:
    """List the templates that the reader keeps."""
    rows = templates.kept_by(access.staff_id(request), clock.now())
    return render(request, "snippets/list.html", {"rows": rows, "now": clock.now()})


@for_templates
def new(request: HttpRequest) -> HttpResponse:
    """Write a new template."""
    return _edit(request, None, {})


@for_templates
def edit(request: HttpRequest, template: UUID) -> HttpResponse:
    """Change a template, or look at how it reads."""
    row = templates.one(template, staff_id=access.staff_id(request), now=clock.now())
    known = ("name", "word", "kind", "text_fi", "text_sv", "text_en")
    first = {"register": row.register_id, **{key: getattr(row, key) for key in known}}
    return _edit(request, template, first, row=row)


def _edit(
    request: HttpRequest, template: UUID | None, first: dict[str, Any], row: Any = None
) -> HttpResponse:
    me, now = access.staff_id(request), clock.now()
    named = registers.named(templates.registers_kept_by(me, now), now)
    form = TemplateForm(request.POST or None, initial=first, registers=named)
    context: dict[str, Any] = {"form": form, "row": row, "blanks": words.BLANKS.items()}
    if form.is_valid():
        wanted = form.wanted()
        context["previews"] = _previews(wanted)
        context["warnings"] = [
            said(kind, "personal") for kind in templates.warnings(wanted)
        ]
        confirmed = request.POST.get("confirmed") == "1" or not context["warnings"]
        if "keep" in request.POST and confirmed and _keep(request, form, template):
            return redirect("snippets:list")
    return render(request, "snippets/edit.html", context)


def _keep(request: HttpRequest, form: TemplateForm, template: UUID | None) -> bool:
    try:
        templates.set_template(
            form.wanted(),
            actor=access.actor(request),
            now=clock.now(),
            template_id=template,
        )
    except TemplateRefused as refusal:
        field = FIELDS.get(refusal.reason)
        form.add_error(field, said(refusal.reason, "template-refused"))
        return False
    messages.success(request, _("The template was kept."))
    return True


FIELDS = {"bad-word": "word", "word-taken": "word", "no-name": "name"}


def _previews(wanted: TemplateText) -> list[dict[str, str]]:
    """Return how the texts read with an invented customer."""
    languages = ("fi", "sv", "en")
    return [
        {"language": code, "text": reply_template.fill(text, EXAMPLE)}
        for code, text in zip(languages, wanted.texts(), strict=True)
    ]


@for_templates
@require_POST
def offer(request: HttpRequest, template: UUID) -> HttpResponse:
    """Offer a template again, or no longer."""
    templates.set_active(
        template,
        active=request.POST.get("active") == "1",
        actor=access.actor(request),
        now=clock.now(),
    )
    return redirect("snippets:list")
