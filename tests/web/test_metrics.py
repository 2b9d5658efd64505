"""Metrics: for the machine itself or by token, and without anybody's data."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families

from seloste.records.models import Dialog, Transcript
from seloste.services import counting
from tests.services import deliveries
from tests.services.deliveries import CANARY
from tests.web.kept import kept
from tests.web.people import NOW

pytestmark = pytest.mark.usefixtures("sources_of_retta")

CANARIES = (CANARY, "Maija", "maija@example.fi", "+358455550101", "A-1001", "Eino")

NO_TRANSCRIPTS = {
    "retta,failed": 0,
    "retta,waiting": 0,
    "sok-mara,failed": 0,
    "sok-mara,waiting": 0,
}


def numbers(client: Client) -> dict[str, dict[str, float]]:
    """Return every number by metric and labels, as Prometheus reads them."""
    text = client.get("/metrics").content.decode()
    return {
        family.name: {
            ",".join(sample.labels.values()): sample.value for sample in family.samples
        }
        for family in text_string_to_metric_families(text)
    }


def test_machine_itself_reads_what_was_counted(
    client: Client, maijas_call: UUID, maijas_mail: UUID
) -> None:
    counting.count(staff_days=90, now=NOW)

    read = numbers(client)

    assert read["seloste_today"]["call,contacts,retta"] == 1
    assert read["seloste_backlog"]["conversation,retta"] == 1
    assert read["seloste_verdict"] == {"never": 2}
    assert "waiting" in read["seloste_jobs"]


def test_transcripts_that_wait_or_failed_are_counted(
    client: Client, maijas_call: UUID
) -> None:
    assert numbers(client)["seloste_transcripts"] == NO_TRANSCRIPTS
    asked(maijas_call, making="waiting", minutes=90)
    asked(maijas_call, making="failed", minutes=300, again=True)

    read = numbers(client)

    assert read["seloste_transcripts"] == {
        **NO_TRANSCRIPTS,
        "retta,waiting": 1,
        "retta,failed": 1,
    }
    assert read["seloste_transcript_oldest_waiting_seconds"] == {
        "retta": 5400,
        "sok-mara": 0,
    }


def test_transcripts_of_all_registers_are_one_number_where_none_is_named(
    client: Client, maijas_call: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked(maijas_call, making="waiting", minutes=2)
    monkeypatch.setattr(settings, "METRICS_REGISTERS", False)

    read = numbers(client)

    assert read["seloste_transcripts"] == {"all,failed": 0, "all,waiting": 1}
    assert read["seloste_transcript_oldest_waiting_seconds"] == {"all": 120}


def asked(contact: UUID, *, making: str, minutes: int, again: bool = False) -> None:
    """Let the transcript of a call be where it is; of another call where ``again``."""
    call = kept(deliveries.call(source_id="2")) if again else contact
    dialog = Dialog.objects.get(contact=call)
    Transcript.objects.create(
        contact_id=call,
        dialog=dialog,
        making=making,
        asked_at=NOW - timedelta(minutes=minutes),
    )


def test_no_metric_has_anybodys_data(
    client: Client, maijas_call: UUID, maijas_mail: UUID
) -> None:
    counting.count(staff_days=90, now=NOW)
    client.get(f"/contacts/{maijas_call}/?q={CANARY}")

    text = client.get("/metrics").content.decode()

    assert "seloste_http_seconds" in text
    assert str(maijas_call) not in text
    assert not [one for one in CANARIES if one in text]


def test_registers_are_not_named_where_the_settings_say_so(
    client: Client, maijas_call: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    counting.count(staff_days=90, now=NOW)
    assert "retta" in client.get("/metrics").content.decode()

    monkeypatch.setattr(settings, "METRICS_REGISTERS", False)

    assert "retta" not in client.get("/metrics").content.decode()
    assert numbers(client)["seloste_today"] == {"call,contacts,all": 1}


@pytest.mark.parametrize(
    "headers",
    [
        {"REMOTE_ADDR": "192.0.2.7"},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "192.0.2.7"},
    ],
    ids=["elsewhere", "proxied"],
)
def test_metrics_do_not_exist_elsewhere(
    client: Client, headers: dict[str, str]
) -> None:
    answer = client.get("/metrics", **headers)  # type: ignore[arg-type]  # WSGI variables

    assert (answer.status_code, answer.content) == (404, b"")


@pytest.mark.parametrize(("token", "status"), [("taikasana", 200), ("muu", 404)])
def test_token_opens_the_metrics_from_anywhere(
    client: Client, monkeypatch: pytest.MonkeyPatch, token: str, status: int
) -> None:
    monkeypatch.setattr(settings, "METRICS_TOKEN", "taikasana")

    answer = client.get(
        "/metrics", HTTP_AUTHORIZATION=f"Bearer {token}", REMOTE_ADDR="192.0.2.7"
    )

    assert answer.status_code == status
