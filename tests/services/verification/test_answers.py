"""Answers and letters: each control proved, and broken when it is sabotaged."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from seloste.domain.contact import Kind
from seloste.domain.notice import Text
from seloste.domain.rights import ExtensionReason
from seloste.domain.rights_letter import LetterPart, phrases
from seloste.domain.staff import Actor, Role
from seloste.domain.transcript import State
from seloste.ports.desk import Desk
from seloste.records.models import (
    AnswerItem,
    AnswerSegment,
    AuditLeaf,
    Package,
    RightsEvent,
    RightsRequest,
    SealedObject,
    Transcript,
)
from seloste.services import package_building, rights_letters, rights_moves
from seloste.services.package_delivery import fetch
from tests.fakes.pdf import FakePdfMaker
from tests.services import answers
from tests.services.conftest import NOW
from tests.services.requests import identified
from tests.services.verification.conftest import Ask, broken, found
from tests.services.works import staff

DAY = timedelta(days=1)


@pytest.fixture
def desk(desk: Desk) -> Desk:
    return replace(desk, pdf=FakePdfMaker())


@pytest.fixture
def aino(kept: dict[str, UUID]) -> Actor:
    return staff("aino", Role.RECORDS_MANAGER)


@pytest.fixture
def onni(kept: dict[str, UUID]) -> Actor:
    return staff("onni", Role.DPO)


@pytest.fixture
def fetched(desk: Desk, aino: Actor, onni: Actor, kept: dict[str, UUID]) -> Package:
    """An answer about a mail and a call, which the person fetched; it is destroyed."""
    answers.certified(kept["call"], aino, onni, desk=desk)
    row = answers.ready(desk, aino, onni, kept["mail"], kept["call"])
    offer = answers.offered(row, desk=desk, actor=aino)
    assert b"".join(
        fetch(answers.token_of(offer), offer.code, desk=desk, now=NOW).pieces
    )
    package_building.work_on(row.pk, desk=desk, now=NOW)
    return Package.objects.get(pk=row.pk)


def test_an_answer_is_proved(ask: Ask, fetched: Package) -> None:
    result = ask("R-28")

    assert found(result, "answers-proved").count == 1
    assert found(result, "answer-transcripts-certified").count == 1
    assert not broken(result)


def test_a_receipt_that_the_log_does_not_have_breaks_it(
    ask: Ask, fetched: Package
) -> None:
    Package.objects.update(manifest_sha256="0" * 64)

    assert "answer-unproved" in broken(ask("R-28"))


def test_a_leaf_that_was_rewritten_breaks_it(ask: Ask, fetched: Package) -> None:
    leaf = AuditLeaf.objects.get(action="package.fetched")
    leaf.body = leaf.body.replace(str(fetched.pk), str(fetched.request_id))
    leaf.save()

    assert "answer-unproved" in broken(ask("R-28"))


def test_an_unmarked_part_breaks_it(ask: Ask, fetched: Package) -> None:
    AnswerSegment.objects.update(mark="", reason="")

    assert "answer-unreviewed" in broken(ask("R-28"))


def test_one_person_where_two_must_look_breaks_it(ask: Ask, fetched: Package) -> None:
    AnswerItem.objects.update(several=True)

    assert "answer-unreviewed" in broken(ask("R-28"))


def test_an_answer_before_the_release_breaks_it(ask: Ask, fetched: Package) -> None:
    RightsRequest.objects.update(released_at=NOW + DAY)

    assert "answer-before-release" in broken(ask("R-28"))


def test_an_answer_that_is_not_destroyed_breaks_it(
    ask: Ask, desk: Desk, aino: Actor, onni: Actor, kept: dict[str, UUID]
) -> None:
    row = answers.ready(desk, aino, onni, kept["mail"])
    assert SealedObject.objects.filter(kind=Kind.PACKAGE).exists()

    assert "answer-left" not in broken(ask("R-28", at=row.destroy_by))
    assert "answer-left" in broken(ask("R-28", at=row.destroy_by + 2 * DAY))


def test_words_that_lost_their_certificate_break_it(ask: Ask, fetched: Package) -> None:
    Transcript.objects.update(state=State.MACHINE)

    assert "answer-transcript-uncertified" in broken(ask("R-28"))


def test_a_transcript_with_a_turn_less_breaks_it(ask: Ask, fetched: Package) -> None:
    AnswerSegment.objects.filter(answer_item__kind=Kind.RECORDING, number=1).delete()

    assert "answer-transcript-uncertified" in broken(ask("R-28"))


def test_portable_data_are_the_persons_own(
    ask: Ask, desk: Desk, aino: Actor, onni: Actor, kept: dict[str, UUID]
) -> None:
    answers.ready(desk, aino, onni, kept["mail"], **answers.PORTABILITY)
    assert found(ask("R-30"), "portable-provided").count == 1

    AnswerItem.objects.update(kind=Kind.NOTE)

    assert "portable-ours" in broken(ask("R-30"))


def test_letters_say_what_the_law_wants(ask: Ask) -> None:
    assert found(ask("R-35"), "letters-complete").count == 14


def test_a_letter_without_the_ombudsman_breaks_it(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    vague = Text(fi="Voit valittaa.", sv="Du kan klaga.", en="You can complain.")
    monkeypatch.setitem(
        phrases.PHRASES,
        LetterPart.COMPLAINT,
        (vague,),
    )

    assert "letter-incomplete" in broken(ask("R-35"))


def test_an_extension_without_a_letter_breaks_it(
    ask: Ask, desk: Desk, aino: Actor
) -> None:
    request_id = identified(desk, aino)
    rights_moves.extend(request_id, reason=ExtensionReason.NUMBER, actor=aino, now=NOW)
    rights_letters.write_due(desk=desk, now=NOW)
    assert not broken(ask("R-35", at=NOW + DAY + DAY)) & {"letter-unwritten"}

    RightsEvent.objects.filter(what="letter:extension").delete()

    assert "letter-unwritten" in broken(ask("R-35", at=NOW + 2 * DAY))
