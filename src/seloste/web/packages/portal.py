"""What the status page of a request offers: the way to an answer that is ready."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from seloste.domain.package import PackageRefused
from seloste.services import package_delivery
from seloste.web import clock


def offer(request: HttpRequest, row: Any, token: str) -> Mapping[str, Any] | None:
    """Return what waits for whoever has the receipt; the code is asked for there."""
    del request, row
    try:
        waiting = package_delivery.look(token, now=clock.now())
    except PackageRefused:
        return None
    return {"waiting": waiting, "token": token}
