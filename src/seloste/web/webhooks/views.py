"""Pages of webhooks, for administrators: no page shows whom a message is about."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from seloste import wiring
from seloste.domain.staff import Role
from seloste.domain.webhook import Event, WebhookRefused
from seloste.services import registers, staff, webhooks
from seloste.services.access import NotFound
from seloste.services.webhooks import WebhookLine
from seloste.web import access, clock, paging
from seloste.web.paging import Paging
from seloste.web.templatetags.words import in_language
from seloste.web.webhooks import forms
from seloste.web.words import webhooks as words

for_admins = access.for_roles(Role.ADMIN)


@for_admins
def list_webhooks(request: HttpRequest) -> HttpResponse:
    """List the systems that are told; on POST add one."""
    now = clock.now()
    named = registers.named(staff.registers(), now)
    form = forms.NewWebhook(
        request.POST or None,
        registers=[(one.slug, in_language(one.name)) for one in named],
        initial={"events": [event.value for event in Event]},
    )
    if form.is_valid():
        try:
            webhook = _add(request, form)
        except WebhookRefused as refusal:
            field = "recipient" if refusal.reason == "unknown-recipient" else "url"
            form.add_error(field, words.REFUSED[refusal.reason])
        else:
            return redirect("webhooks:show", webhook)
    context = {"lines": webhooks.lines(), "form": form, "now": now}
    return render(request, "webhooks/list.html", context)


def _add(request: HttpRequest, form: forms.NewWebhook) -> UUID:
    given = form.cleaned_data
    return webhooks.add(
        webhooks.NewWebhook(
            register=given["register"],
            url=given["url"].strip(),
            recipient=given["recipient"].strip(),
            events=[Event(one) for one in given["events"]],
        ),
        actor=access.actor(request, Role.ADMIN),
        now=clock.now(),
    )


@for_admins
@require_safe
def show(request: HttpRequest, webhook: UUID) -> HttpResponse:
    """Show one webhook and its messages, newest first."""
    return _show(request, webhook)


def _show(request: HttpRequest, webhook: UUID, secret: str = "") -> HttpResponse:
    line = _line(webhook)
    page = paging.number(request)
    sent, more = webhooks.deliveries(webhook, page=page)
    context = {
        "line": line,
        "sent": sent,
        "secret": secret,
        "page": Paging(page, more),
        "now": clock.now(),
    }
    return render(request, "webhooks/show.html", context)


def _line(webhook: UUID) -> WebhookLine:
    for line in webhooks.lines():
        if line.webhook.id == webhook:
            return line
    raise NotFound("no such record")


@for_admins
@require_POST
def secret(request: HttpRequest, webhook: UUID) -> HttpResponse:
    """Show the secret once, renewed where that is asked for."""
    _line(webhook)
    if request.POST.get("renew"):
        webhooks.renew_secret(
            webhook, actor=access.actor(request, Role.ADMIN), now=clock.now()
        )
    return _show(request, webhook, webhooks.secret(webhook, desk=wiring.desk()))


@for_admins
@require_POST
def pause(request: HttpRequest, webhook: UUID) -> HttpResponse:
    """Stop telling a system, or go on."""
    line = _line(webhook)
    webhooks.pause(
        webhook,
        paused=not line.webhook.paused,
        actor=access.actor(request, Role.ADMIN),
        now=clock.now(),
    )
    return redirect("webhooks:show", webhook)


@for_admins
@require_POST
def remove(request: HttpRequest, webhook: UUID) -> HttpResponse:
    """Tell a system nothing any more."""
    _line(webhook)
    webhooks.remove(webhook, actor=access.actor(request, Role.ADMIN), now=clock.now())
    messages.success(request, _("Removed."))
    return redirect("webhooks:list")


@for_admins
@require_POST
def retry(request: HttpRequest, webhook: UUID, message: UUID) -> HttpResponse:
    """Try a message once more."""
    webhooks.of_webhook(message, webhook)
    try:
        webhooks.retry(message, now=clock.now())
    except WebhookRefused:
        messages.info(request, _("This message was not given up."))
    else:
        messages.success(request, _("It is tried again at once."))
    return redirect("webhooks:show", webhook)
