"""Letters of requests: written when the law wants them, and left where they lack."""

import json

import pytest

from seloste.domain.notice import Language
from seloste.domain.package_review import Mark, MarkReason
from seloste.domain.rights import ExtensionReason, RefusalReason
from seloste.domain.rights_decision import Outcome
from seloste.domain.rights_letter import Ground, LetterIncomplete, LetterKind
from seloste.domain.staff import Actor, Role
from seloste.ports.desk import Desk
from seloste.records.models import AuditLeaf, RightsDecisionLine
from seloste.services import rights_letters, rights_moves
from seloste.services.package_marks import Marking
from tests.services import answers
from tests.services.conftest import NOW
from tests.services.requests import identified, received, released, row
from tests.services.works import staff

pytestmark = pytest.mark.usefixtures("registers")


@pytest.fixture
def aino(registers: None) -> Actor:
    return staff("aino", Role.RECORDS_MANAGER)


@pytest.fixture
def onni(registers: None) -> Actor:
    return staff("onni", Role.DPO)


def kinds(request_id: object) -> list[str]:
    request = row(request_id)  # type: ignore[arg-type] # an id
    return sorted(one.kind.value for one in rights_letters.letters(request))


def test_a_receipt_is_written_by_itself_and_once(desk: Desk, aino: Actor) -> None:
    request_id = received(desk, aino).id

    first = rights_letters.write_due(desk=desk, now=NOW)
    again = rights_letters.write_due(desk=desk, now=NOW)

    assert (first, again) == (1, 0)
    assert kinds(request_id) == ["receipt"]


def test_an_extension_brings_its_letter_with_the_reason(
    desk: Desk, aino: Actor
) -> None:
    request_id = identified(desk, aino)
    rights_moves.extend(request_id, reason=ExtensionReason.NUMBER, actor=aino, now=NOW)

    rights_letters.write_due(desk=desk, now=NOW)

    letter_id = next(
        one.id
        for one in rights_letters.letters(row(request_id))
        if one.kind is LetterKind.EXTENSION
    )
    letter = rights_letters.read(request_id, letter_id, desk=desk, actor=aino, now=NOW)
    text = rights_letters.plain(letter)
    assert "viimeistään 4.8.2026" in text
    assert "Pyyntöjä tai niiden kohteena olevia yhteydenottoja on paljon." in text
    assert "tietosuoja@om.fi" in text


def test_a_refusal_brings_its_letter_with_the_ground(
    desk: Desk, aino: Actor, onni: Actor
) -> None:
    request_id = received(desk, aino).id
    rights_moves.propose_refusal(
        request_id, reason=RefusalReason.DECEASED, actor=aino, now=NOW
    )
    rights_moves.approve_refusal(request_id, desk=desk, actor=onni, now=NOW)

    rights_letters.write_due(desk=desk, now=NOW)

    assert kinds(request_id) == ["receipt", "refusal"]


def test_a_letter_without_a_known_ground_waits_for_a_person(
    desk: Desk, aino: Actor
) -> None:
    request_id = answers.deciding(desk, aino, answers.mail(desk))
    RightsDecisionLine.objects.update(outcome=Outcome.KEEP, ground="15(3)")
    request = row(request_id)

    assert rights_letters.partial(request, language=Language.FI, now=NOW) is None
    with pytest.raises(LetterIncomplete):
        rights_letters.write(
            request_id,
            LetterKind.PARTIAL,
            facts=rights_letters.facts_for(LetterKind.PARTIAL, request, NOW),
            desk=desk,
            actor=aino,
            now=NOW,
        )

    facts = rights_letters.facts_for(
        LetterKind.PARTIAL, request, NOW, Ground.STATUTORY_LIMIT
    )
    rights_letters.write(
        request_id, LetterKind.PARTIAL, facts=facts, desk=desk, actor=aino, now=NOW
    )
    assert kinds(request_id) == ["partial"]


def test_what_is_left_out_for_others_is_told_with_its_ground(
    desk: Desk, aino: Actor
) -> None:
    request_id = answers.deciding(desk, aino, answers.mail(desk))
    left = Marking(Mark.LEAVE_OUT, MarkReason.OTHER_SAFETY)
    answers.marked(request_id, desk=desk, actor=aino, marking=left)

    letter = rights_letters.partial(row(request_id), language=Language.SV, now=NOW)

    assert letter is not None
    assert "artikel 15.4" in rights_letters.plain(letter)


def test_a_letter_is_undone_when_it_cannot_be_logged(
    desk: Desk, aino: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    request_id = received(desk, aino).id

    def broken(**_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("seloste.services.rights_events.audit.record", broken)

    with pytest.raises(RuntimeError):
        rights_letters.write(
            request_id, LetterKind.RECEIPT, desk=desk, actor=aino, now=NOW
        )

    assert kinds(request_id) == []


def test_after_closing_no_letter_is_left(desk: Desk, aino: Actor, onni: Actor) -> None:
    request_id = released(desk, aino, onni)
    rights_letters.write_due(desk=desk, now=NOW)
    assert rights_moves.items_of(row(request_id)).count() > 1

    rights_moves.close(request_id, desk=desk, actor=aino, now=NOW)

    assert rights_moves.items_of(row(request_id)).count() == 0
    told = AuditLeaf.objects.filter(action="letter.written").values_list("body")
    assert "Maija" not in json.dumps([str(one) for one in told])
