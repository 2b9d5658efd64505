"""The interface for programs, put together: routes, refusals, description."""

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from seloste.domain.errors import SelosteError
from seloste.services.access import NotFound
from seloste.services.sources import TokenRefused
from seloste.web import access
from seloste.web.api import (
    call_lists,
    calls,
    completeness,
    contact_records,
    contacts,
    contents,
    conversations,
    customers,
    description,
    disclosures,
    errors,
    figures,
    papers,
    person,
    queues,
    rights,
    search,
    training,
    transcripts,
    uploads,
    webhooks,
    work,
)
from seloste.web.api.auth import SourceToken

SUMMARY = """\
Systems that hold recordings and messages hand them over here with an API token
of their source. A 2xx answer is a receipt: what was sent is sealed and durable.
On any other answer nothing was kept.

Programs that work for a person carry a key of that person. It does what the
person may do, within its scopes, and leaves the same marks in the audit log.
Each operation names its scope. Content is opened for a purpose of the notice.
"""


class SourceApi(NinjaAPI):
    """An interface whose description also holds what bodies are made of."""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """Return the OpenAPI 3.1 document."""
        document = super().get_openapi_schema(**options)
        document["components"]["schemas"] |= description.sent_schemas()
        description.leave_out_unnamed(document)
        description.tell_scopes(document["paths"])
        description.tell_when_to_return(document["paths"])
        return document


api = SourceApi(
    title="Seloste",
    version="1",
    description=SUMMARY,
    urls_namespace="api",
    auth=SourceToken(),
    docs_url=None,
    openapi_url=None,
)
for part in (
    contacts,
    uploads,
    calls,
    contact_records,
    contents,
    transcripts,
    conversations,
    work,
    customers,
    call_lists,
    figures,
    papers,
    webhooks,
    training,
    queues,
    completeness,
    search,
    rights,
    disclosures,
):
    api.add_router("", part.router)
errors.install(api)


@cache
def document() -> OpenAPISchema:
    """Return the description of the interface; it is made once and only read."""
    return api.get_openapi_schema(path_prefix="api/v1/")


@access.by_token
@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """Return the OpenAPI document to a source's token, or to staff signed in."""
    if not request.user.is_authenticated:
        try:
            known = SourceToken()(request)
        except TokenRefused:
            known = None
        except SelosteError as refusal:
            return errors.answer(refusal)
        if not known and not person.is_key(request):
            return errors.answer(TokenRefused("unknown, revoked or over"))
    return JsonResponse(document(), content_type="application/json; charset=utf-8")


@access.by_token
def nothing(request: HttpRequest, rest: str) -> HttpResponse:  # noqa: ARG001 - nothing of it is repeated
    """Answer what is no address of the interface, as JSON."""
    return errors.answer(NotFound("no such record"))
