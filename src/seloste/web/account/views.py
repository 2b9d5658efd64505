"""The page where somebody sees their roles and changes their password."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from seloste.services import passwords, sign_in, staff
from seloste.web import access, clock
from seloste.web.account.forms import ChangePassword
from seloste.web.addresses import client_address


@access.signed_in
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """Show the account; on POST change its password."""
    form = ChangePassword(request.POST or None)
    if form.is_valid() and _changed(request, form):
        messages.success(request, _("Password changed. Your other sessions ended."))
        return redirect("account")
    member = staff.member(access.staff_id(request), clock.now())
    return render(request, "account/page.html", {"form": form, "member": member})


def _changed(request: HttpRequest, form: ChangePassword) -> bool:
    try:
        sign_in.confirm(
            username=request.user.get_username(),
            password=form.cleaned_data["current"],
            address=client_address(request),
            now=clock.now(),
        )
        person = passwords.change(
            staff_id=access.staff_id(request),
            password=form.cleaned_data["password"],
            now=clock.now(),
        )
    except (sign_in.SignInRefused, sign_in.SignInDelayed):
        form.add_error("current", _("This is not your password, or wait a moment."))
    except passwords.PasswordRefused as refused:
        for reason in refused.reasons:
            form.add_error("password", reason)
    else:
        update_session_auth_hash(request, person)
        return True
    return False
