"""The letter that answers a complaint: sealed, held, and noted when it leaves."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pypdfium2  # type: ignore[import-untyped] # has no types
import pytest

from seloste.domain.audit import Action
from seloste.domain.notice import Language
from seloste.domain.staff import Actor, Role
from seloste.domain.work_item import WorkKind, WorkRefused
from seloste.ports.desk import Desk
from seloste.records.models import AuditLeaf, SealedObject, WorkItem
from seloste.services import audit, letters
from seloste.services.access import NotFound
from seloste.services.letters import Letter
from tests.services.conftest import NOW
from tests.services.works import held, mail, opened, staff

LETTER = Letter(
    language=Language.FI,
    recipient="Maija Meikäläinen\nKatu 1\n00100 Helsinki",
    subject="Vastaus reklamaatioonne",
    body='Hei Maija,\n\nkorvaamme "vahingon" #kokonaan \\ ja $heti$.',
)


@pytest.fixture
def aino(registers: None) -> Actor:
    return staff("aino", Role.RECORDS_MANAGER)


@pytest.fixture
def complaint(desk: Desk, aino: Actor) -> UUID:
    return opened(desk, aino, mail(desk), kind=WorkKind.COMPLAINT)


def written(desk: Desk, actor: Actor, work_id: UUID, letter: Letter = LETTER) -> None:
    letters.write_letter(work_id, letter, desk=desk, actor=actor, now=NOW)


def read(work_id: UUID, desk: Desk) -> Letter | None:
    return letters.open_letter(WorkItem.objects.get(pk=work_id), desk)


def test_a_written_letter_is_sealed_and_held_as_the_complaint_is(
    desk: Desk, aino: Actor, complaint: UUID
) -> None:
    written(desk, aino, complaint)

    row = SealedObject.objects.get(work_item=complaint, kind="draft")
    assert row.pk in held()
    assert read(complaint, desk) == LETTER


def test_saving_again_destroys_what_was_there(
    desk: Desk, aino: Actor, complaint: UUID
) -> None:
    written(desk, aino, complaint)
    old = SealedObject.objects.get(work_item=complaint, kind="draft").ref()
    assert desk.vault.absent([old]) == (old,)

    written(desk, aino, complaint, replace(LETTER, subject="Uusi"))

    assert desk.vault.absent([old]) == ()
    assert SealedObject.objects.filter(work_item=complaint, kind="draft").count() == 1
    assert old.object not in held()
    now_there = read(complaint, desk)
    assert now_there is not None
    assert now_there.subject == "Uusi"


def test_the_pdf_says_what_was_written_and_nothing_of_it_is_mark_up(
    desk: Desk, aino: Actor, complaint: UUID
) -> None:
    written(desk, aino, complaint)
    assert aino.staff_id is not None

    name, data = letters.letter_pdf(
        complaint,
        staff_id=aino.staff_id,
        purpose_id="complaints",
        desk=desk,
        now=NOW,
    )

    text = "".join(
        page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)
    )
    for words in ("Maija Meikäläinen", "#kokonaan", "$heti$", "Vastaus"):
        assert words in text
    assert name == "1001.pdf"


def test_a_copy_that_leaves_is_noted_with_its_purpose(
    desk: Desk, aino: Actor, complaint: UUID
) -> None:
    written(desk, aino, complaint)
    assert aino.staff_id is not None

    letters.letter_pdf(
        complaint,
        staff_id=aino.staff_id,
        purpose_id="legal-defence",
        desk=desk,
        now=NOW,
    )

    leaf = audit.timeline([complaint])[-1]
    assert (leaf.action, leaf.purpose) == (Action.WORK_READ, "legal-defence")
    assert leaf.details["kind"] == "draft"
    assert not AuditLeaf.objects.filter(body__contains="Maija").exists()


@pytest.mark.parametrize(
    ("letter", "reason"),
    [
        (replace(LETTER, body=" "), "no-letter"),
        (replace(LETTER, subject=""), "no-title"),
        (replace(LETTER, body="x" * 20_001), "too-long"),
    ],
)
def test_a_letter_that_says_nothing_or_too_much_is_refused(
    desk: Desk, aino: Actor, complaint: UUID, letter: Letter, reason: str
) -> None:
    with pytest.raises(WorkRefused) as refused:
        written(desk, aino, complaint, letter)

    assert refused.value.reason == reason
    assert not SealedObject.objects.filter(kind="draft").exists()


def test_a_letter_does_not_exist_for_whom_the_complaint_does_not(
    desk: Desk, aino: Actor, complaint: UUID
) -> None:
    written(desk, aino, complaint)
    eino = staff("eino", Role.AGENT)
    assert eino.staff_id is not None

    with pytest.raises(NotFound):
        letters.letter_pdf(
            complaint, staff_id=eino.staff_id, purpose_id="", desk=desk, now=NOW
        )
    with pytest.raises(NotFound):
        written(desk, eino, complaint)


def test_only_complaints_have_letters_and_none_is_made_of_nothing(
    desk: Desk, aino: Actor, complaint: UUID
) -> None:
    feedback = opened(desk, aino, kind=WorkKind.FEEDBACK)
    assert aino.staff_id is not None
    with pytest.raises(WorkRefused) as refused:
        written(desk, aino, feedback)
    assert refused.value.reason == "other-kind"

    with pytest.raises(WorkRefused) as refused:
        letters.letter_pdf(
            complaint,
            staff_id=aino.staff_id,
            purpose_id="",
            desk=desk,
            now=NOW + timedelta(hours=1),
        )

    assert refused.value.reason == "no-letter"
