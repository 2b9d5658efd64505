"""What every page of the desk needs: purposes, shortcuts, fragments, ways back."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from seloste.web import clock
from seloste.web.purposes import every_working

SHORTCUTS_KEY = "shortcuts-off"


def desk_context(request: HttpRequest) -> dict[str, Any]:
    """Return what the frame of the desk shows."""
    return {
        "working": every_working(request),
        "shortcuts": shortcuts(request),
        "now": clock.now(),
    }


def shortcuts(request: HttpRequest) -> bool:
    """Tell whether the reader has the keyboard shortcuts on."""
    return not request.session.get(SHORTCUTS_KEY, False)


def page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """Return a page of the desk."""
    return render(request, template, {**desk_context(request), **context})


def wants_fragment(request: HttpRequest) -> bool:
    """Tell whether our own script asks for a part of the page only."""
    return request.headers.get("X-Fragment") == "1"


def back(request: HttpRequest, otherwise: str) -> HttpResponse:
    """Lead back to the page of ours that a form names, or to ``otherwise``."""
    target = request.POST.get("next", "")
    ours = target.startswith("/") and url_has_allowed_host_and_scheme(
        target, allowed_hosts=None
    )
    return redirect(target) if ours else redirect(otherwise)
