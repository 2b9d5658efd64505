"""Numbers are hidden in words and sound, and originals are for few."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.db.models import QuerySet

from seloste.domain.audit import Action
from seloste.domain.contact import Kind
from seloste.domain.redaction import Mark, Reason, Scope
from seloste.domain.staff import Actor, Role
from seloste.domain.verification import Verdict
from seloste.ports.desk import Desk
from seloste.records.models import Redaction, SealedObject
from seloste.services import audit, openings, redaction_tool, redactions
from tests.services.conftest import NOW
from tests.services.hand_transcripts import transcript, turn, write
from tests.services.verification.conftest import Ask, broken, employ, found

LATER = NOW + timedelta(hours=2)


@pytest.fixture
def heard(desk: Desk, kept: dict[str, UUID]) -> SealedObject:
    """The call to SOK, with words: a code and a diet are in them."""
    item = SealedObject.objects.get(contact=kept["sok"], kind=Kind.RECORDING)
    words = transcript(
        item, turn(1, 0.0, "Hetu 131052-308T keliakia", pace=0.1), seconds=0.5
    )
    write(words, desk=desk, now=NOW)
    redactions.hide(item.pk, desk=desk, now=NOW)
    return item


def test_words_that_were_looked_through_are_counted(
    ask: Ask, heard: SealedObject
) -> None:
    assert found(ask("S-09"), "words-looked-through").count == 1
    assert found(ask("S-09"), "special-masked").count > 0


def test_words_nobody_looked_through_break_the_promise(
    ask: Ask, heard: SealedObject
) -> None:
    assert not broken(ask("S-09", at=LATER))
    Redaction.objects.all().delete()

    assert "words-not-looked-through" in broken(ask("S-09", at=LATER))


def test_a_copy_without_its_sound_breaks_the_promise(
    ask: Ask, heard: SealedObject
) -> None:
    assert not broken(ask("S-09"))
    Redaction.objects.update(audio=None)

    assert "copy-incomplete" in broken(ask("S-09"))


def test_a_copy_that_outlives_its_recording_breaks_the_promise(
    ask: Ask, heard: SealedObject
) -> None:
    assert not broken(ask("S-09"))
    SealedObject.objects.filter(pk=heard.pk).update(act_at=NOW + timedelta(days=1))

    assert "copy-outlives" in broken(ask("S-09"))


def test_an_original_read_without_the_right_breaks_the_promise(
    ask: Ask, heard: SealedObject, kept: dict[str, UUID]
) -> None:
    aino = employ("aino", Role.RECORDS_MANAGER, register="sok-mara")
    openings.open_item(
        heard.pk, staff_id=aino, purpose_id="rights", now=NOW, original=True
    )
    assert found(ask("S-09"), "originals-for-few").count == 1
    eino = employ("eino", Role.AGENT, register="sok-mara")

    audit.record(
        action=Action.CONTENT_OPENED,
        actor=Actor(id=f"staff:{eino}", role=Role.AGENT, staff_id=eino),
        object_id=kept["sok"],
        now=NOW,
        purpose="correctness",
        details={"item": str(heard.pk), "kind": "recording", "scope": "original"},
    )

    assert "original-read-by-others" in broken(ask("S-09"))


def test_an_original_seen_in_a_review_without_the_right_breaks_the_promise(
    ask: Ask, heard: SealedObject, kept: dict[str, UUID]
) -> None:
    onni = employ("onni", Role.DPO, register="sok-mara")
    whole = {"item": str(heard.pk), "scope": "original"}

    def seen(role: Role) -> None:
        audit.record(
            action=Action.ANSWER_SHOWN,
            actor=Actor(id=f"staff:{onni}", role=role, staff_id=onni),
            object_id=kept["sok"],
            now=NOW,
            purpose="rights",
            details=whole,  # type: ignore[arg-type] # its names are known ones
        )

    seen(Role.DPO)
    assert found(ask("S-09"), "originals-for-few").count == 1

    seen(Role.TRAINER)

    assert "original-read-by-others" in broken(ask("S-09"))


@pytest.fixture
def masked(desk: Desk, heard: SealedObject) -> SealedObject:
    """The same call; the diet is marked as sensitive."""
    eino = employ("eino", Role.AGENT, register="sok-mara")
    leave = openings.open_item(
        heard.pk, staff_id=eino, purpose_id="correctness", now=NOW
    )
    diet = Mark(0.2, 0.3, Reason.SPECIAL, 1, by_person=True)
    redaction_tool.hide(leave.opening_id, [diet], staff_id=eino, desk=desk, now=NOW)
    return heard


SABOTAGE: dict[str, Callable[[QuerySet[Redaction]], object]] = {
    "no-copy": lambda copies: copies.delete(),
    "no-sound": lambda copies: copies.update(audio=None),
    "no-words": lambda copies: copies.update(words=None),
    "hides-nothing": lambda copies: copies.update(by_people=0),
}


@pytest.mark.parametrize("how", SABOTAGE)
def test_a_sensitive_call_without_the_copy_that_masks_it_breaks_the_promise(
    ask: Ask, masked: SealedObject, how: str
) -> None:
    assert found(ask("S-09"), "special-masked").verdict is Verdict.PROVED

    SABOTAGE[how](Redaction.objects.filter(scope=Scope.EVERYONE))

    assert "special-unmasked" in broken(ask("S-09"))
    assert ask("S-09").verdict is Verdict.BROKEN


def test_what_is_shown_again_needs_no_mask(
    ask: Ask, desk: Desk, masked: SealedObject
) -> None:
    base = Redaction.objects.get(scope=Scope.EVERYONE)
    onni = Actor(id="staff:onni", role=Role.DPO)

    redactions.show_with(masked.pk, [], base=base, actor=onni, desk=desk, now=NOW)

    assert "special-unmasked" not in broken(ask("S-09"))


def test_hints_wait_for_a_person(ask: Ask, heard: SealedObject) -> None:
    assert found(ask("S-09"), "special-undecided").verdict is Verdict.GAP
    eino = employ("eino", Role.AGENT, register="sok-mara")
    leave = openings.open_item(
        heard.pk, staff_id=eino, purpose_id="correctness", now=NOW
    )

    copy = Redaction.objects.get(dialog__object=heard, scope=Scope.EVERYONE).pk
    redaction_tool.decide(leave.opening_id, copy=copy, staff_id=eino, now=NOW)

    codes = {one.code for one in ask("S-09").evidence}
    assert "special-undecided" not in codes
    assert Redaction.objects.get(scope=Scope.EVERYONE).decided_by_id == eino
