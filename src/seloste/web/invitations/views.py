"""Pages where somebody who was invited chooses a password.

The link's secret leaves the address bar at once: it goes to a cookie, and the
form is on an address without it (ASVS 5.0 14.2.1). A session would be stored
here, and the secret must not be.
"""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from seloste.services import invitations, passwords
from seloste.web import access, clock
from seloste.web.invitations.forms import ChoosePassword

AN_HOUR = 3600


@access.public
@require_safe
def follow(_request: HttpRequest, token: str) -> HttpResponse:
    """Take the secret from the address and go on to the form."""
    response = redirect("invitation")
    response.set_cookie(
        settings.INVITATION_COOKIE_NAME,
        token,
        max_age=AN_HOUR,
        secure=settings.SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


@access.public
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest) -> HttpResponse:
    """Show the form; on POST set the password and go to the sign-in page."""
    token = request.COOKIES.get(settings.INVITATION_COOKIE_NAME, "")
    try:
        username = invitations.invitee(token, clock.now())
    except invitations.InvitationRefused:
        return render(request, "invitations/gone.html", status=410)
    form = ChoosePassword(request.POST or None)
    if form.is_valid() and _activated(form, token):
        messages.success(request, _("Your password is set. Sign in with it."))
        response = redirect("sign-in")
        response.delete_cookie(settings.INVITATION_COOKIE_NAME, samesite="Lax")
        return response
    context = {"form": form, "username": username}
    return render(request, "invitations/accept.html", context)


def _activated(form: ChoosePassword, token: str) -> bool:
    try:
        invitations.activate(
            token=token, password=form.cleaned_data["password"], now=clock.now()
        )
    except passwords.PasswordRefused as refused:
        for reason in refused.reasons:
            form.add_error("password", reason)
        return False
    return True
