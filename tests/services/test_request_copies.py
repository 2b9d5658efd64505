"""Copies made for a request: heard by who handles it, and removed before the review."""

import json
from datetime import timedelta
from uuid import UUID

import pytest

from seloste.domain.contact import Kind
from seloste.domain.package import PackageRefused
from seloste.domain.redaction import Mark, Reason, RedactionRefused, Scope
from seloste.domain.rights import RequestRefused, RequestState
from seloste.domain.staff import Actor, Role
from seloste.ports.desk import Desk
from seloste.ports.search_index import SearchUnavailable
from seloste.ports.vault import ObjectRef
from seloste.records.models import (
    AuditLeaf,
    Redaction,
    RightsRequest,
    SealedObject,
    Stray,
)
from seloste.services import (
    audit,
    package_reviews,
    redaction_sealing,
    redactions,
    request_copies,
    rights_gates,
    rights_moves,
    search_rows,
)
from seloste.services.access import NotFound
from tests.services import answers
from tests.services.conftest import NOW
from tests.services.works import staff

pytestmark = pytest.mark.usefixtures("registers")

NEIGHBOUR = Mark(4.0, 4.75, Reason.OTHERS, 1, by_person=True, words="naapuri")


@pytest.fixture
def aino() -> Actor:
    return staff("aino", Role.RECORDS_MANAGER)


@pytest.fixture
def onni() -> Actor:
    return staff("onni", Role.DPO)


@pytest.fixture
def eino() -> Actor:
    return staff("eino", Role.AGENT)


@pytest.fixture
def copy(desk: Desk, aino: Actor, onni: Actor) -> Redaction:
    """A copy of Maija's call for her request, everything of which is marked."""
    call = answers.call(desk)
    answers.certified(call, aino, onni, desk=desk)
    request_id = answers.deciding(desk, aino, call)
    row = redactions.separate(
        answers.recording_of(call).pk,
        [NEIGHBOUR],
        for_id=request_id,
        actor=aino,
        desk=desk,
        now=NOW,
    )
    answers.marked(request_id, desk=desk, actor=aino)
    return row


def request_of(copy: Redaction) -> RightsRequest:
    assert copy.for_id is not None
    return RightsRequest.objects.get(pk=copy.for_id)


def opened(copy: Redaction, who: Actor) -> UUID:
    return request_copies.open_copy(copy.pk, actor=who, now=NOW)


def asked(who: Actor, desk: Desk) -> dict[str, object]:
    return {"staff_id": who.staff_id, "desk": desk, "now": NOW}


def test_a_copy_is_listed_without_a_word_of_it(copy: Redaction) -> None:
    [line] = request_copies.lines(request_of(copy))

    assert (line.id, line.contact.pk, line.chosen) == (copy.pk, copy.contact_id, 1)


def test_a_copy_is_read_and_heard_after_a_leaf(
    desk: Desk, aino: Actor, copy: Redaction
) -> None:
    opening = opened(copy, aino)

    found = request_copies.opened(opening, **asked(aino, desk))  # type: ignore[arg-type] # as asked
    track = request_copies.track(opening, **asked(aino, desk))  # type: ignore[arg-type] # as asked

    assert found.words is not None
    assert [turn.text for turn in found.words.turns] == [
        "Retta Eino huomenta",
        "hei vesi tulee katosta [toisen henkilön tieto] luota",
        "kiitos ilmoituksesta",
    ]
    assert [mark.words for mark in found.marks] == ["naapuri"]
    assert track.read(44 + 4 * 8000 * 4, 400) == bytes(400)
    leaf = json.loads(
        AuditLeaf.objects.filter(action="answer.shown").latest("seq").body
    )
    assert leaf["purpose"] == "rights"
    assert leaf["details"]["request"] == str(copy.for_id)


def test_a_copy_is_for_who_handles_the_request(
    desk: Desk, aino: Actor, eino: Actor, onni: Actor, copy: Redaction
) -> None:
    with pytest.raises(NotFound):
        opened(copy, eino)

    opening = opened(copy, aino)
    with pytest.raises(NotFound):
        request_copies.track(opening, **asked(onni, desk))  # type: ignore[arg-type] # as asked
    assert AuditLeaf.objects.filter(action="answer.shown").count() == 1


def test_an_opening_of_a_copy_ends(desk: Desk, aino: Actor, copy: Redaction) -> None:
    opening = opened(copy, aino)
    late = {**asked(aino, desk), "now": NOW + timedelta(minutes=16)}

    with pytest.raises(NotFound):
        request_copies.track(opening, **late)  # type: ignore[arg-type] # as asked


def test_a_removed_copy_is_destroyed_and_its_call_is_looked_at_anew(
    desk: Desk, aino: Actor, copy: Redaction
) -> None:
    sealed = refs(copy)
    assert len(desk.vault.absent(sealed)) == 3
    item = answers.item_of(request_of(copy).pk, Kind.RECORDING)
    assert item.segments.exclude(mark="").count() == 3

    request_copies.remove(copy.pk, desk=desk, actor=aino, now=NOW)

    assert desk.vault.absent(sealed) == ()
    assert request_copies.lines(request_of(copy)) == ()
    assert item.segments.exclude(mark="").count() == 0
    seen = package_reviews.open_item(item.pk, desk=desk, actor=aino, now=NOW)
    assert seen.parts[1].text == answers.SAID
    assert AuditLeaf.objects.filter(action="redaction.removed").count() == 1


def test_after_the_review_nothing_is_removed(
    desk: Desk, aino: Actor, copy: Redaction
) -> None:
    rights_moves.review(request_of(copy).pk, actor=aino, now=NOW)

    with pytest.raises(PackageRefused):
        request_copies.remove(copy.pk, desk=desk, actor=aino, now=NOW)

    assert Redaction.objects.filter(pk=copy.pk).exists()
    assert not request_copies.changeable(request_of(copy))


def test_an_agent_removes_no_copy(desk: Desk, eino: Actor, copy: Redaction) -> None:
    with pytest.raises(NotFound):
        request_copies.remove(copy.pk, desk=desk, actor=eino, now=NOW)

    assert Redaction.objects.filter(pk=copy.pk).exists()


def test_removing_leaves_nothing_half_done(
    desk: Desk, aino: Actor, copy: Redaction, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: object) -> None:
        raise OSError("no log")

    monkeypatch.setattr(audit, "record", refuse)

    with pytest.raises(OSError, match="no log"):
        request_copies.remove(copy.pk, desk=desk, actor=aino, now=NOW)

    assert copy.words is not None
    assert len(desk.vault.absent([copy.words.ref()])) == 1
    assert Redaction.objects.filter(pk=copy.pk).exists()
    item = answers.item_of(request_of(copy).pk, Kind.RECORDING)
    assert item.segments.exclude(mark="").count() == 3


def test_a_copy_of_no_request_is_nobodys(
    desk: Desk, aino: Actor, copy: Redaction
) -> None:
    opening = opened(copy, aino)
    Redaction.objects.filter(pk=copy.pk).update(for_id=aino.staff_id)

    with pytest.raises(NotFound):
        request_copies.track(opening, **asked(aino, desk))  # type: ignore[arg-type] # as asked


def test_what_cannot_be_destroyed_at_once_is_noted_to_go(
    desk: Desk, aino: Actor, copy: Redaction, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*_: object, **__: object) -> None:
        raise SearchUnavailable("the index does not answer")

    monkeypatch.setattr(search_rows, "forget", down)

    request_copies.remove(copy.pk, desk=desk, actor=aino, now=NOW)

    assert Stray.objects.filter(pk=copy.marks_id).exists()
    assert request_copies.lines(request_of(copy)) == ()


def refs(copy: Redaction) -> list[ObjectRef]:
    return [one.ref() for one in (copy.marks, copy.audio, copy.words) if one]


def withdrawn(copy: Redaction, aino: Actor) -> UUID:
    request_id = request_of(copy).pk
    rights_moves.withdraw(request_id, actor=aino, now=NOW)
    return request_id


def test_a_copy_ends_with_its_request_and_what_everyone_hears_stays(
    desk: Desk, aino: Actor, copy: Redaction
) -> None:
    every = Redaction.objects.get(dialog=copy.dialog, scope=Scope.EVERYONE)
    redactions.show_with(
        answers.recording_of(copy.contact_id).pk,
        [Mark(8.0, 8.5, Reason.OTHERS, 0, by_person=True)],
        base=every,
        actor=aino,
        desk=desk,
        now=NOW,
    )
    shown = Redaction.objects.get(dialog=copy.dialog, scope=Scope.EVERYONE)
    [renewed] = redactions.separate_copies(request_of(copy).pk)
    gone, kept = refs(renewed), refs(shown)
    assert (len(desk.vault.absent(gone)), len(desk.vault.absent(kept))) == (3, 3)

    rights_moves.close(withdrawn(copy, aino), desk=desk, actor=aino, now=NOW)

    assert desk.vault.absent(gone) == ()
    assert len(desk.vault.absent(kept)) == 3
    assert list(Redaction.objects.all()) == [shown]
    assert SealedObject.objects.filter(pk=answers.recording_of(copy.contact_id).pk)
    assert AuditLeaf.objects.filter(action="redaction.removed").count() == 1
    assert not Stray.objects.exists()


def test_a_copy_stays_where_its_request_cannot_be_closed(
    desk: Desk, aino: Actor, copy: Redaction
) -> None:
    with pytest.raises(RequestRefused):
        rights_moves.close(request_of(copy).pk, desk=desk, actor=aino, now=NOW)

    assert Redaction.objects.filter(pk=copy.pk).exists()
    assert copy.words is not None
    assert len(desk.vault.absent([copy.words.ref()])) == 1


def test_no_copy_is_made_for_a_request_that_was_reviewed_meanwhile(
    desk: Desk, aino: Actor, copy: Redaction, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = request_of(copy)
    seal = redaction_sealing.seal

    def meanwhile(*args: object, **named: object) -> redaction_sealing.Made:
        RightsRequest.objects.update(state=RequestState.REVIEWED)
        return seal(*args, **named)  # type: ignore[arg-type] # as called

    monkeypatch.setattr("seloste.services.redactions.seal", meanwhile)

    with pytest.raises(RedactionRefused) as refused:
        request_copies.make(
            request.pk,
            answers.recording_of(copy.contact_id),
            [NEIGHBOUR],
            desk=desk,
            actor=aino,
            now=NOW,
        )

    assert refused.value.reason == "request-over"
    assert [line.id for line in request_copies.lines(request)] == [copy.pk]


def test_who_made_or_removed_a_copy_does_not_approve_the_answer(
    desk: Desk, aino: Actor, onni: Actor, copy: Redaction
) -> None:
    kirsi = staff("kirsi", Role.DPO)
    request = request_of(copy)
    made = request_copies.make(
        request.pk,
        answers.recording_of(copy.contact_id),
        [NEIGHBOUR],
        desk=desk,
        actor=onni,
        now=NOW,
    )
    request_copies.remove(made, desk=desk, actor=kirsi, now=NOW)

    for one in (onni, kirsi):
        assert one.id in rights_gates.handlers_of(request)
