"""Messages to other systems: what they hold, and how they are signed."""

import json
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from seloste.domain.audit import Action, Leaf
from seloste.domain.webhook import (
    Event,
    Message,
    WebhookRefused,
    headers,
    message,
    next_try,
    recipient,
)
from tests.domain.test_notice import RETTA, SOK

NOW = datetime(2021, 2, 9, 9, 52, 5, tzinfo=UTC)
HOOK = UUID(int=9)


def leaf(seq: int = 7) -> Leaf:
    return Leaf(
        seq=seq,
        at=NOW,
        actor="source:retta-mail",
        role=None,
        action=Action.CONTACT_CAPTURED,
        object_id=str(UUID(int=3)),
        details={"channel": "mail", "parts": 2},
    )


def test_a_message_holds_ids_codes_and_times() -> None:
    made = message(HOOK, "retta", leaf())

    assert json.loads(made.body) == {
        "type": "contact.captured",
        "timestamp": "2021-02-09T09:52:05Z",
        "data": {
            "register": "retta",
            "id": "00000000-0000-0000-0000-000000000003",
            "outcome": "done",
            "channel": "mail",
            "parts": 2,
        },
    }


def test_a_message_has_one_id_however_often_it_is_made() -> None:
    assert message(HOOK, "retta", leaf()).id == message(HOOK, "retta", leaf()).id
    assert message(HOOK, "retta", leaf(8)).id != message(HOOK, "retta", leaf()).id


def test_a_message_is_signed_as_standard_webhooks_say() -> None:
    # Worked out with openssl: printf '%s' "$id.1612864325.{}" | openssl dgst -sha256
    # -mac HMAC -macopt hexkey:30313233343536373839616263646566 -binary | base64
    made = Message(UUID(int=1), Event.WORK_OPENED, b"{}")

    found = headers(made, secret="whsec_MDEyMzQ1Njc4OWFiY2RlZg==", now=NOW)

    assert found["webhook-id"] == "00000000-0000-0000-0000-000000000001"
    assert found["webhook-timestamp"] == "1612864325"
    assert (
        found["webhook-signature"] == "v1,/0z7ot5YXjhSqVT1FBsyS6XaEXckR51w7DHEZ7R6BWY="
    )


@pytest.mark.parametrize(
    ("attempts", "seconds"),
    [(1, 10), (2, 60), (3, 300), (4, 1800), (5, 7200), (8, 86400)],
)
def test_a_failed_message_is_tried_again_ever_later(
    attempts: int, seconds: int
) -> None:
    assert next_try(attempts, NOW) == NOW + timedelta(seconds=seconds)


def test_a_message_is_given_up_in_the_end() -> None:
    assert next_try(9, NOW) is None


def test_only_recipients_of_the_notice_are_told() -> None:
    assert recipient(RETTA, "") is None
    named = recipient(RETTA, "processors")
    assert named is not None
    assert named.kind == "processor"
    for notice, wanted in ((RETTA, "nobody"), (RETTA, "insurer"), (SOK, "authorities")):
        with pytest.raises(WebhookRefused) as refused:
            recipient(notice, wanted)
        assert refused.value.reason == "unknown-recipient"
