"""Letters on the status page: the harmless ones at once, the others when identified."""

import json
import re
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client

from seloste import wiring
from seloste.domain.identity import AlertKind
from seloste.domain.rights import ExtensionReason, RefusalReason
from seloste.domain.rights_letter import LetterKind
from seloste.domain.staff import Actor
from seloste.records.models import AuditLeaf, IdentityAlert, RightsEvent, RightsRequest
from seloste.services import (
    portal_letters,
    rights_events,
    rights_letters,
    rights_moves,
)
from seloste.services.rights import Received
from tests.services.requests import received
from tests.web.people import NOW

pytestmark = pytest.mark.usefixtures("registers", "initialised")


@pytest.fixture
def asked(registers: None, aino: Actor) -> Received:
    """A request with a harmless letter, and one that says something of the person."""
    one = received(wiring.desk(), aino, now=NOW)
    rights_letters.write_due(desk=wiring.desk(), now=NOW)
    rights_letters.write(
        one.id, LetterKind.CONFIRMED, desk=wiring.desk(), actor=aino, now=NOW
    )
    return one


def identify(asked: Received, aino: Actor, assurance: int = 3) -> None:
    rights_moves.identify(
        asked.id, assurance=assurance, method="in-person", actor=aino, now=NOW
    )


def links(client: Client, token: str) -> list[str]:
    page = client.get(f"/request/status/{token}/").content.decode()
    return re.findall(rf"/request/status/{token}/letters/[0-9a-f-]+/", page)


def written(asked: Received, kind: str) -> UUID:
    row = RightsRequest.objects.get(pk=asked.id)
    return next(one.id for one in rights_letters.letters(row) if one.kind == kind)


def address(token: str, letter: UUID) -> str:
    return f"/request/status/{token}/letters/{letter}/"


def downloads() -> list[str]:
    leaves = AuditLeaf.objects.filter(action="letter.read").order_by("seq")
    return [json.loads(one.body)["actor"] for one in leaves]


def test_before_it_is_known_who_asks_only_the_harmless_letter_is_there(
    client: Client, asked: Received
) -> None:
    receipt, guarded = written(asked, "receipt"), written(asked, "confirmed")

    assert links(client, asked.token) == [address(asked.token, receipt)]
    assert client.get(address(asked.token, guarded)).status_code == 404
    file = client.get(address(asked.token, receipt))

    assert file.content.startswith(b"%PDF-")
    assert "Maija" not in file.headers["Content-Disposition"]
    assert file.headers["X-Robots-Tag"] == "noindex"
    assert "no-store" in file.headers["Cache-Control"]
    assert not file.cookies
    assert downloads() == ["portal:person"]


def test_that_more_time_is_taken_is_told_to_whoever_asked(
    client: Client, asked: Received, aino: Actor
) -> None:
    rights_moves.extend(
        asked.id, reason=ExtensionReason.COMPLEXITY, actor=aino, now=NOW
    )
    rights_letters.write_due(desk=wiring.desk(), now=NOW)

    letter = address(asked.token, written(asked, "extension"))

    assert letter in links(client, asked.token)
    assert client.get(letter).status_code == 200


def test_a_person_who_has_shown_who_they_are_reads_every_letter(
    client: Client, asked: Received, aino: Actor
) -> None:
    identify(asked, aino)

    found = links(client, asked.token)

    assert len(found) == 2
    assert [client.get(one).status_code for one in found] == [200, 200]
    assert len(downloads()) == 2


def test_the_letter_after_the_thirtieth_in_an_hour_waits(
    client: Client, asked: Received
) -> None:
    letter = written(asked, "receipt")
    row = RightsRequest.objects.get(pk=asked.id)
    for _ in range(29):
        rights_events.note(
            row,
            "letter-taken",
            actor=portal_letters.PERSON,
            now=NOW,
            detail=str(letter),
        )
    assert client.get(address(asked.token, letter)).status_code == 200

    again = client.get(address(asked.token, letter))

    assert again.status_code == 429
    assert again.headers["Retry-After"] == "3600"
    assert len(downloads()) == 1


def test_letters_saved_more_than_an_hour_ago_or_by_the_staff_do_not_count(
    client: Client, asked: Received, aino: Actor
) -> None:
    letter = written(asked, "receipt")
    row = RightsRequest.objects.get(pk=asked.id)
    for _ in range(30):
        rights_events.note(row, "letter-taken", actor=aino, now=NOW)
        RightsEvent.objects.create(
            request=row,
            at=NOW - timedelta(minutes=61),
            by=portal_letters.PERSON.id,
            what="letter-taken",
        )

    assert client.get(address(asked.token, letter)).status_code == 200


def test_one_channel_is_not_enough_for_the_letters_of_an_access_request(
    client: Client, asked: Received, aino: Actor
) -> None:
    identify(asked, aino, assurance=1)

    assert len(links(client, asked.token)) == 1
    guarded = address(asked.token, written(asked, "confirmed"))
    assert client.get(guarded).status_code == 404


def test_while_an_alert_stands_only_the_harmless_letter_is_there(
    client: Client, asked: Received, aino: Actor
) -> None:
    identify(asked, aino)
    IdentityAlert.objects.create(
        request_id=asked.id, kind=AlertKind.OTHER_NAME, raised_at=NOW
    )

    assert len(links(client, asked.token)) == 1


def test_nobody_else_and_no_other_letter(
    client: Client, asked: Received, aino: Actor
) -> None:
    other = received(wiring.desk(), aino, now=NOW)
    receipt = written(asked, "receipt")

    answers = [
        client.get(address("x", receipt)),
        client.get(address(other.token, receipt)),
        client.get(address(asked.token, uuid4())),
        client.post(address(asked.token, receipt)),
    ]

    assert [one.status_code for one in answers] == [404, 404, 404, 405]
    assert not downloads()


def test_whoever_did_not_show_who_they_are_may_read_that_this_was_the_reason(
    client: Client, asked: Received, aino: Actor, onni: Actor
) -> None:
    rights_moves.propose_refusal(
        asked.id, reason=RefusalReason.NOT_IDENTIFIED, actor=aino, now=NOW
    )
    rights_moves.approve_refusal(asked.id, desk=wiring.desk(), actor=onni, now=NOW)
    rights_letters.write_due(desk=wiring.desk(), now=NOW)

    assert len(links(client, asked.token)) == 2
    refusal = address(asked.token, written(asked, "refusal"))
    assert client.get(refusal).status_code == 200


def test_a_closed_request_shows_no_letter(
    client: Client, asked: Received, aino: Actor, onni: Actor
) -> None:
    receipt = written(asked, "receipt")
    rights_moves.withdraw(asked.id, actor=aino, now=NOW)
    rights_moves.close(asked.id, desk=wiring.desk(), actor=aino, now=NOW)

    assert client.get(address(asked.token, receipt)).status_code == 404
