"""Pages where somebody comes in, leaves, or chooses a language."""

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from seloste.services import sign_in as signing
from seloste.services import staff
from seloste.web import access, clock, language
from seloste.web.addresses import client_address
from seloste.web.middleware import sessions
from seloste.web.sign_in.forms import SignIn

BACKEND = "django.contrib.auth.backends.ModelBackend"
LEFT_BEHIND = '"cache", "storage"'


@access.public
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Show the form; on POST let the person in and go where they were going."""
    if request.user.is_authenticated:
        return redirect("front")
    form = SignIn(request.POST or None)
    wait = 0
    if form.is_valid():
        try:
            return _let_in(request, form)
        except signing.SignInRefused:
            form.add_error(None, _("The user name or the password is wrong."))
        except signing.SignInDelayed as delayed:
            wait = delayed.seconds
            form.add_error(None, _wait(wait))
    going = {"form": form, "next": _safe(request, request.GET.get("next", ""))}
    response = render(request, "sign_in/page.html", going, status=429 if wait else 200)
    if wait:
        response.headers["Retry-After"] = str(wait)
    return response


@access.signed_in
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session and have the browser forget what it kept of it."""
    signing.sign_out(staff_id=access.staff_id(request), now=clock.now())
    logout(request)
    response = redirect("front")
    response.headers["Clear-Site-Data"] = LEFT_BEHIND
    return response


@access.public
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Keep the language in the browser, and with the account of who is signed in."""
    wanted = request.POST.get("language", "")
    response = redirect(_safe(request, request.POST.get("next", "")) or "front")
    if wanted in language.SPOKEN:
        language.remember(response, wanted)
        if request.user.is_authenticated:
            staff.choose_language(staff_id=request.user.id, language=wanted)
    return response


def _let_in(request: HttpRequest, form: SignIn) -> HttpResponse:
    person = signing.sign_in(
        username=form.cleaned_data["username"],
        password=form.cleaned_data["password"],
        address=client_address(request),
        device=request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""),
        now=clock.now(),
    )
    request.session.flush()
    login(request, person, backend=BACKEND)
    sessions.begin(request)
    response = redirect(_safe(request, request.POST.get("next", "")) or "front")
    language.remember(response, person.language)
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        signing.remembered(person),
        max_age=signing.DEVICE_LIFE_SECONDS,
        secure=settings.SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def _wait(seconds: int) -> str:
    words = ngettext(
        "Too many tries. Try again in %(seconds)d second.",
        "Too many tries. Try again in %(seconds)d seconds.",
        seconds,
    )
    return words % {"seconds": seconds}


def _safe(request: HttpRequest, target: str) -> str:
    """Return the target if it is a page of ours, else nothing."""
    ours = url_has_allowed_host_and_scheme(
        target, allowed_hosts=None, require_https=request.is_secure()
    )
    return target if ours else ""
