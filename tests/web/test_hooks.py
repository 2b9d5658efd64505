"""Signed messages: taken once, when fresh and signed, and refused alike otherwise."""

import base64
import hashlib
import hmac
import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from seloste import wiring
from seloste.ports.reserve import DiskFull
from seloste.records.models import Call, FetchTask
from seloste.services import fetches, sources
from tests.web.kept import made_source
from tests.web.people import NOW

pytestmark = pytest.mark.usefixtures("registers", "initialised")
STAMP = str(int(NOW.timestamp()))
EVENT = {
    "call_id": "now.1",
    "event": "ringing",
    "at": "2026-07-01T11:59:00+03:00",
    "number": "+358455550101",
}
TWILIO = {
    "AccountSid": "AC1",
    "CallSid": "CA1",
    "RecordingSid": "RE1",
    "RecordingUrl": "https://api.twilio.com/RE1",
    "RecordingStatus": "completed",
    "RecordingDuration": "5",
    "RecordingStartTime": "Wed, 01 Jul 2026 08:00:00 +0000",
    "RecordingChannels": "2",
    "RecordingSource": "StartCallRecordingTwiML",
}
ZOOM = {
    "event": "phone.recording_completed",
    "download_token": "t",
    "payload": {
        "account_id": "a",
        "object": {
            "recordings": [
                {
                    "id": "r1",
                    "call_id": "c1",
                    "direction": "inbound",
                    "caller_number": "+358455550101",
                    "callee_number": "+358900000101",
                    "date_time": "2026-07-01T08:00:00Z",
                    "duration": 5,
                    "download_url": "https://zoom.us/v2/phone/recording/download/r1",
                    "owner": {"name": "Eino"},
                }
            ]
        },
    },
}


@pytest.fixture(autouse=True)
def secrets_folder(settings: Settings, tmp_path: Path) -> None:
    """A folder of secrets of this test's own."""
    settings.SOURCE_SECRETS = tmp_path / "source-secrets"


def secret_of(preset: str) -> bytes:
    made_source(preset, "retta", preset)
    return wiring.make_source_secret(preset).encode()


def post(
    source: str, body: bytes, kind: str, *, query: str = "", **headers: str
) -> Any:
    client = Client(HTTP_HOST="127.0.0.1:8000")
    return client.generic(
        "POST",
        f"/hooks/{source}/{query}",
        body,
        kind,
        headers={name.replace("_", "-"): value for name, value in headers.items()},
    )


def event(secret: bytes, *, stamp: str = STAMP, body: bytes = b"") -> Any:
    body = body or json.dumps(EVENT).encode()
    signed = hmac.new(secret, stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
    return post(
        "freepbx",
        body,
        "application/json",
        X_Seloste_Timestamp=stamp,
        X_Seloste_Signature=f"v1={signed}",
    )


def test_a_signed_event_is_taken() -> None:
    answer = event(secret_of("freepbx"))

    assert answer.json()["state"] == "ringing"
    assert Call.objects.count() == 1


def test_the_same_message_is_not_taken_twice() -> None:
    secret = secret_of("freepbx")
    assert event(secret).status_code == 200

    assert event(secret).status_code == 401


@pytest.mark.parametrize("late", [-301, 301])
def test_a_message_of_another_time_is_refused(late: int) -> None:
    stamp = str(int(STAMP) + late)

    assert event(secret_of("freepbx"), stamp=stamp).status_code == 401


def test_another_secret_is_refused() -> None:
    secret_of("freepbx")

    assert event(b"arvaus").status_code == 401
    assert not Call.objects.exists()


def test_a_body_that_was_changed_is_refused() -> None:
    secret = secret_of("freepbx")
    body = json.dumps(EVENT).encode()
    signed = hmac.new(secret, STAMP.encode() + b"." + body, hashlib.sha256).hexdigest()

    answer = post(
        "freepbx",
        body.replace(b"ringing", b"refused"),
        "application/json",
        X_Seloste_Timestamp=STAMP,
        X_Seloste_Signature=f"v1={signed}",
    )

    assert answer.status_code == 401


def test_a_source_without_a_secret_and_one_that_is_none_look_alike() -> None:
    made_source("freepbx", "retta", "freepbx")

    unsigned, unknown = event(b"x"), post("nobody", b"{}", "application/json")

    assert unsigned.status_code == unknown.status_code == 401
    assert unsigned.json() == unknown.json()


def test_a_message_that_could_not_be_worked_on_may_come_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    secret = secret_of("freepbx")
    with monkeypatch.context() as broken:
        broken.setattr(sources, "active_source", _unavailable_after(1))
        assert event(secret).status_code == 503

    assert event(secret).status_code == 200


def _unavailable_after(times: int) -> Any:
    real, left = sources.active_source, [times + 1]

    def ask(slug: str) -> Any:
        if not left[0]:
            raise DiskFull("full")
        left[0] -= 1
        return real(slug)

    return ask


LINE = "?line=%2B358900000101"


def twilio(
    secret: bytes, fields: dict[str, str], *, signed: str = LINE, sent: str = LINE
) -> Any:
    url = f"http://127.0.0.1:8000/hooks/twilio/{signed}"
    text = url + "".join(f"{name}{fields[name]}" for name in sorted(fields))
    digest = hmac.new(secret, text.encode(), hashlib.sha1).digest()
    return post(
        "twilio",
        urlencode(fields).encode(),
        "application/x-www-form-urlencoded",
        query=sent,
        X_Twilio_Signature=base64.b64encode(digest).decode(),
    )


def test_a_recording_at_twilio_is_to_be_fetched() -> None:
    assert twilio(secret_of("twilio"), TWILIO).status_code == 204

    assert FetchTask.objects.get().source_id == "twilio"


def test_the_line_in_the_address_of_the_callback_is_signed() -> None:
    other = "?line=%2B358900000103"

    assert twilio(secret_of("twilio"), TWILIO, sent=other).status_code == 401
    assert not FetchTask.objects.exists()


def test_the_line_in_the_address_of_the_callback_is_the_one_that_was_called(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = []
    monkeypatch.setattr(
        fetches, "announce", lambda wanted, **_: asked.append(wanted.line)
    )

    twilio(secret_of("twilio"), TWILIO)

    assert asked == ["+358900000101"]


def test_a_recording_in_progress_is_not_fetched_yet() -> None:
    fields = {**TWILIO, "RecordingStatus": "in-progress"}

    assert twilio(secret_of("twilio"), fields).status_code == 204
    assert not FetchTask.objects.exists()


def test_a_callback_that_twilio_did_not_sign_is_refused() -> None:
    secret_of("twilio")

    assert twilio(b"arvaus", TWILIO).status_code == 401


def test_a_callback_that_lacks_a_field_is_refused() -> None:
    fields = {name: text for name, text in TWILIO.items() if name != "CallSid"}

    assert twilio(secret_of("twilio"), fields).status_code == 422


def zoom(secret: bytes, value: object, *, stamp: str = STAMP) -> Any:
    body = json.dumps(value).encode()
    message = b"v0:" + stamp.encode() + b":" + body
    signed = hmac.new(secret, message, hashlib.sha256).hexdigest()
    return post(
        "zoom",
        body,
        "application/json",
        x_zm_request_timestamp=stamp,
        x_zm_signature=f"v0={signed}",
    )


def test_a_recording_at_zoom_is_to_be_fetched() -> None:
    assert zoom(secret_of("zoom"), ZOOM).status_code == 204

    assert FetchTask.objects.get().source_id == "zoom"


def test_zoom_s_handshake_is_answered() -> None:
    secret = secret_of("zoom")
    value = {"event": "endpoint.url_validation", "payload": {"plainToken": "abc"}}

    answer = zoom(secret, value)

    assert answer.json() == {
        "plainToken": "abc",
        "encryptedToken": hmac.new(secret, b"abc", hashlib.sha256).hexdigest(),
    }


def test_an_event_zoom_did_not_sign_is_refused() -> None:
    secret_of("zoom")

    assert zoom(b"arvaus", ZOOM).status_code == 401


def test_an_old_event_of_zoom_is_refused() -> None:
    assert zoom(secret_of("zoom"), ZOOM, stamp="1777881600").status_code == 401


def test_another_event_of_zoom_is_let_pass() -> None:
    value = {"event": "phone.callee_ended", "payload": {}}

    assert zoom(secret_of("zoom"), value).status_code == 204


def test_only_posting_is_answered() -> None:
    assert Client(HTTP_HOST="127.0.0.1:8000").get("/hooks/zoom/").status_code == 405
