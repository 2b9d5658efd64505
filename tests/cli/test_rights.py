"""``seloste rights``: listed, shown, taken down from paper, reminded of."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest

from seloste import wiring
from seloste.cli.rights import rights
from seloste.domain.retention import local_day
from seloste.records.models import RightsRequest
from seloste.services import rights_words
from seloste.services.access import NotFound
from tests.cli.conftest import Run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("notices")]
LETTER = (
    *("--register", "retta", "--name", "Maija Meikäläinen"),
    *("--address", "Katu 1, Helsinki", "--message", "Haluan tietoni"),
)


def test_a_letter_is_taken_down_listed_and_shown(run: Run) -> None:
    said = run(
        rights, "receive", *LETTER, "--known-as", "040 123 4567", "--format", "json"
    )
    given = json.loads(said.stdout)

    one = RightsRequest.objects.get()
    assert (str(one.pk), one.channel, one.state) == (given["id"], "paper", "received")
    words = rights_words.opened(one, wiring.desk())
    assert [one.value for one in words.identifiers] == ["+358401234567"]

    listed = run(rights, "list", "--register", "retta")
    assert given["reference"] in listed.stdout
    assert "Maija" not in listed.stdout
    shown = run(rights, "show", given["id"])
    assert "received" in shown.stdout
    assert "Maija" not in shown.stdout
    facts = json.loads(run(rights, "show", given["id"], "--format", "json").stdout)
    assert facts["events"][0]["what"] == "received"


def test_a_letter_that_came_earlier_is_due_earlier(run: Run) -> None:
    came = local_day(wiring.clock().now() - timedelta(days=3))

    said = run(rights, "receive", *LETTER, "--received-on", str(came))

    assert "receipt number" in said.stdout
    assert local_day(RightsRequest.objects.get().received_at) == came


def test_closed_requests_are_listed_when_asked_for(run: Run) -> None:
    run(rights, "receive", *LETTER)
    RightsRequest.objects.update(state="closed")

    assert json.loads(run(rights, "list", "--format", "json").stdout) == []
    assert (
        len(json.loads(run(rights, "list", "--closed", "--format", "json").stdout)) == 1
    )


def test_reminding_says_what_is_due(run: Run) -> None:
    came = local_day(wiring.clock().now() - timedelta(days=29))
    run(rights, "receive", *LETTER, "--received-on", str(came))

    said = run(rights, "remind")

    assert "due within a week or late: 1" in said.stdout
    assert len(json.loads(run(rights, "remind", "--format", "json").stdout)) == 1
    assert RightsRequest.objects.get().reminded_on is not None


def test_a_request_that_does_not_exist_is_refused(run: Run) -> None:
    with pytest.raises(NotFound):
        run(rights, "show", str(uuid4()))
