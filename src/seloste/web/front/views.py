"""The front page: what this is, or what there is to do today."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from seloste.services import staff
from seloste.web import access, clock


@access.public
def front(request: HttpRequest) -> HttpResponse:
    """Show visitors what this is and where the notices are; staff, their day."""
    if not request.user.is_authenticated:
        return render(request, "front/visitor.html", {"registers": staff.registers()})
    registers = staff.registers_of(request.user.id, clock.now())
    return render(request, "front/today.html", {"registers": registers})
