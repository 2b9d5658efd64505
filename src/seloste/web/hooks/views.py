"""Signed messages of telephone services, each in its own form.

Every message is checked against the secret of its source before anything of it
is read; what is not signed, not fresh or was taken before is refused alike.
"""

import base64
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from seloste import wiring
from seloste.domain.errors import SelosteError
from seloste.protocols import cloud_calls, signed_webhook
from seloste.protocols.cloud_calls import Announced
from seloste.protocols.unreadable import Unreadable
from seloste.services import fetches, signed_messages, sources
from seloste.services.fetches import ToFetch
from seloste.services.signed_messages import SignatureRefused
from seloste.services.sources import SourceInvalid
from seloste.web import access, clock
from seloste.web.api import bodies, budget, errors
from seloste.web.api.call_schemas import SignedCallEventIn
from seloste.web.api.calls import answer_to
from seloste.web.api.errors import Problem, RequestInvalid


@csrf_exempt
@access.by_token
@require_POST
@sensitive_post_parameters()
def receive(request: HttpRequest, source: str) -> HttpResponse:
    """Take a signed message of a source, in the form its preset sends."""
    try:
        preset = _preset(source)
        budget.BUDGET.spend(source)
        return FORMS.get(preset, _event)(request, source)
    except Unreadable as unreadable:
        problem = Problem("body", unreadable.reason)
        return errors.answer(RequestInvalid(problem))
    except SelosteError as refusal:
        return errors.answer(refusal)


def _preset(source: str) -> str:
    """Return what a source sends; one that does not exist looks unsigned."""
    try:
        return sources.active_source(source).preset
    except SourceInvalid:
        raise SignatureRefused("not signed by this source, or not now") from None


def _event(request: HttpRequest, source: str) -> HttpResponse:
    """Take an event of a call, signed with our own signature."""
    body = bodies.read_small(request)
    timestamp = request.headers.get("X-Seloste-Timestamp", "")
    given = request.headers.get("X-Seloste-Signature", "")
    if not timestamp:
        raise SignatureRefused("not signed by this source, or not now")
    _check(
        source,
        timestamp,
        given,
        lambda secret: signed_webhook.matches(
            secret, timestamp=timestamp, body=body, given=given
        ),
    )
    sent = bodies.shaped(body, SignedCallEventIn, place="")
    with _again(source, timestamp, given):
        answer = answer_to(sent, call_id=sent.call_id, source=source)
    return JsonResponse(answer.model_dump(mode="json"))


def _twilio(request: HttpRequest, source: str) -> HttpResponse:
    """Take a recording status callback of Twilio."""
    fields = bodies.read_fields(request)
    given = request.headers.get("X-Twilio-Signature", "")
    url = f"{settings.PUBLIC_URL}{request.get_full_path()}"
    _check(
        source,
        "",
        given,
        lambda secret: signed_webhook.twilio_matches(
            secret, url=url, fields=fields, given=given
        ),
    )
    found = cloud_calls.twilio(dict(fields), line=request.GET.get("line", ""))
    if found is not None:
        secret = wiring.source_secret(source) or b""
        pair = base64.b64encode(f"{found.account}:".encode() + secret).decode()
        with _again(source, "", given):
            _announce(found, source, f"Basic {pair}" if found.account else "")
    return HttpResponse(status=204)


def _zoom(request: HttpRequest, source: str) -> HttpResponse:
    """Take an event of Zoom Phone, or answer its handshake."""
    body = bodies.read_small(request)
    timestamp = request.headers.get("x-zm-request-timestamp", "")
    given = request.headers.get("x-zm-signature", "")
    if not timestamp:
        raise SignatureRefused("not signed by this source, or not now")
    _check(
        source,
        timestamp,
        given,
        lambda secret: signed_webhook.zoom_matches(
            secret, timestamp=timestamp, body=body, given=given
        ),
    )
    token, found = cloud_calls.zoom(body)
    if token:
        secret = wiring.source_secret(source) or b""
        encrypted = signed_webhook.zoom_token(secret, token)
        return JsonResponse({"plainToken": token, "encryptedToken": encrypted})
    with _again(source, timestamp, given):
        for one in found:
            _announce(one, source, f"Bearer {one.token}" if one.token else "")
    return HttpResponse(status=204)


FORMS: dict[str, Callable[[HttpRequest, str], HttpResponse]] = {
    "twilio": _twilio,
    "zoom": _zoom,
}


def _check(
    source: str, timestamp: str, given: str, verify: Callable[[bytes], bool]
) -> None:
    signed_messages.check(
        source=source,
        secret=wiring.source_secret(source),
        timestamp=timestamp,
        signature=given,
        verify=verify,
        now=clock.now(),
    )


def _again(source: str, timestamp: str, given: str) -> "signed_messages.Retriable":
    """Let the sender try again what could not be worked on."""
    return signed_messages.Retriable(
        source=source, timestamp=timestamp, signature=given
    )


def _announce(found: Announced, source: str, authorization: str) -> None:
    fetches.announce(
        ToFetch(
            call_id=found.call_id,
            recording_id=found.recording_id,
            url=found.url,
            started_at=found.started_at,
            ended_at=cloud_calls.ended(found),
            outbound=found.outbound,
            customer_tel=found.customer_tel,
            line=found.line,
            agent=found.agent,
            authorization=authorization,
        ),
        source=source,
        desk=wiring.desk(),
        now=clock.now(),
    )
