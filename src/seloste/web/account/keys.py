"""The page where somebody issues keys with which programs act as them."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from seloste.domain.api_key import ApiKeyInvalid
from seloste.services import api_keys, sign_in, staff
from seloste.web import access, clock
from seloste.web.account.forms import NewKey
from seloste.web.addresses import client_address
from seloste.web.words import api_keys as words


@access.signed_in
@sensitive_post_parameters("current")
@require_http_methods(["GET", "HEAD", "POST"])
def keys(request: HttpRequest) -> HttpResponse:
    """Show one's keys; on POST issue one and show it, this once."""
    me, now = access.staff_id(request), clock.now()
    form = NewKey(request.POST or None, registers=staff.registers_of(me, now))
    issued = _issued(request, form) if form.is_valid() else ""
    context = {
        "form": NewKey(registers=staff.registers_of(me, now)) if issued else form,
        "keys": api_keys.keys(now, of=me),
        "issued": issued,
    }
    return render(request, "account/keys.html", context)


def _issued(request: HttpRequest, form: NewKey) -> str:
    """Return the new key, or nothing and say in the form why."""
    given, me, now = form.cleaned_data, access.staff_id(request), clock.now()
    wanted = api_keys.NewKey(
        staff_id=me,
        name=given["name"],
        scopes=given["scopes"],
        expires_at=now + timedelta(days=given["days"]),
        register=given["register"],
    )
    try:
        sign_in.confirm(
            username=request.user.get_username(),
            password=given["current"],
            address=client_address(request),
            now=now,
        )
        return api_keys.issue(wanted, actor=access.actor(request), now=now)
    except (sign_in.SignInRefused, sign_in.SignInDelayed):
        form.add_error("current", _("This is not your password, or wait a moment."))
    except ApiKeyInvalid as refusal:
        text = words.REFUSED.get(refusal.reason, words.OTHERWISE)
        form.add_error(words.FIELD_OF.get(refusal.reason), text)
    return ""


@access.signed_in
@require_POST
def revoke(request: HttpRequest, key: UUID) -> HttpResponse:
    """End a key of one's own at once."""
    me = access.staff_id(request)
    try:
        api_keys.revoke(key, actor=access.actor(request), now=clock.now(), of=me)
    except ApiKeyInvalid:
        messages.info(request, _("This key had ended already."))
    else:
        messages.success(request, _("The key was ended."))
    return redirect("account-keys")
