"""Routes of the interface for programs."""

from django.urls import URLPattern, URLResolver, include, path

from seloste.web import access
from seloste.web.api.app import api, nothing, openapi
from seloste.web.api.reference import reference


def _operations() -> list[URLPattern | URLResolver]:
    """Return the operations' routes, each saying that it asks for a token."""
    routes, _, _ = api.urls
    found: list[URLPattern | URLResolver] = []
    for route in routes:
        if isinstance(route, URLPattern) and route.name != "api-root":
            access.by_token(route.callback)
            found.append(route)
    return found


operations = (_operations(), "api")
urlpatterns = [
    path("docs", reference, name="api-reference"),
    path("v1/openapi.json", openapi, name="api-openapi"),
    path("v1/", include(operations, namespace="api")),
    path("v1/<path:rest>", nothing),
]
