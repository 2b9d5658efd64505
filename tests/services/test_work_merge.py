"""Merging and splitting: links, notes and holds follow the items."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from seloste.domain.audit import Action
from seloste.domain.contact import Kind
from seloste.domain.staff import Actor, Role
from seloste.domain.work_item import Move, WorkKind, WorkRefused, WorkState
from seloste.domain.work_words import TEXT_LIMIT, WorkWords
from seloste.ports.desk import Desk
from seloste.records.models import AuditLeaf, Hold, Note, SealedObject, WorkItem
from seloste.services import (
    audit,
    claims,
    disposal,
    notes,
    work_merge,
    work_moves,
    work_page,
)
from seloste.services.access import NotFound
from seloste.services.work_merge import Apart
from seloste.services.work_moves import Closing
from tests.services.conftest import NOW
from tests.services.works import held, items_of, mail, opened, staff

DAY = timedelta(days=1)
DAY_300 = NOW + timedelta(days=300)


@pytest.fixture
def eino(registers: None) -> Actor:
    return staff("eino", Role.AGENT)


@pytest.fixture
def aino(registers: None) -> Actor:
    return staff("aino", Role.RECORDS_MANAGER)


def merge(desk: Desk, actor: Actor, gone: UUID, stays: UUID, why: str = "sama") -> None:
    work_merge.merge(gone, into=stays, reason=why, desk=desk, actor=actor, now=NOW)


def linked(work_id: UUID) -> set[UUID]:
    rows = WorkItem.objects.get(pk=work_id).links.values_list("contact", flat=True)
    return set(rows)


def texts(work_id: UUID, desk: Desk) -> str:
    work = WorkItem.objects.get(pk=work_id)
    return "\n".join(one.text for one in notes.texts(work=work, desk=desk))


def test_merging_brings_links_notes_and_words_along(desk: Desk, eino: Actor) -> None:
    first, second = mail(desk, 1), mail(desk, 2)
    gone = opened(desk, eino, first, title="Avain katosi")
    stays = opened(desk, eino, second)
    notes.write_on_work(gone, "Soitettu kerran", desk=desk, actor=eino, now=NOW)

    merge(desk, eino, gone, stays, "Maija soitti kahdesti")

    work = WorkItem.objects.get(pk=gone)
    assert (work.state, work.merged_into_id) == (WorkState.MERGED, stays)
    assert linked(stays) == {first, second}
    assert linked(gone) == set()
    for words in ("Soitettu kerran", "Avain katosi", "Maija soitti kahdesti"):
        assert words in texts(stays, desk)


def test_what_is_merged_stays_held_and_the_merged_item_holds_nothing(
    desk: Desk, eino: Actor
) -> None:
    first, second = mail(desk, 1), mail(desk, 2)
    gone, stays = opened(desk, eino, first), opened(desk, eino, second)

    merge(desk, eino, gone, stays)

    own = set(SealedObject.objects.filter(work_item=stays).values_list("pk", flat=True))
    assert held() == items_of(first) | items_of(second) | own
    words = SealedObject.objects.get(work_item=gone, kind=Kind.WORK)
    due = set(disposal.due(now=DAY_300))
    assert words.pk in due
    assert due.isdisjoint(held())


def test_closing_after_merging_lets_everything_go(desk: Desk, eino: Actor) -> None:
    first, second = mail(desk, 1), mail(desk, 2)
    gone, stays = opened(desk, eino, first), opened(desk, eino, second)
    merge(desk, eino, gone, stays)

    work_moves.move(
        stays, Move.CLOSE, desk=desk, actor=eino, now=NOW, closing=Closing("done")
    )

    assert held() == set()


def test_a_claim_goes_over_with_the_complaint(desk: Desk, aino: Actor) -> None:
    first, second = mail(desk, 1), mail(desk, 2)
    gone = opened(desk, aino, first, kind=WorkKind.COMPLAINT)
    stays = opened(desk, aino, second, kind=WorkKind.COMPLAINT)
    claim = claims.raise_claim(
        gone,
        reason="Vaatimus",
        review_by=NOW + timedelta(days=60),
        desk=desk,
        actor=aino,
        now=NOW,
    )

    merge(desk, aino, gone, stays)

    work = WorkItem.objects.get(pk=stays)
    assert work.claim_hold_id == claim
    assert Hold.objects.get(pk=claim).released_at is None


@pytest.mark.parametrize("claimed", ["gone", "stays"])
def test_a_claim_keeps_all_of_what_became_one_matter_after_closing(
    desk: Desk, aino: Actor, claimed: str
) -> None:
    first, second = mail(desk, 1), mail(desk, 2)
    works = {
        "gone": opened(desk, aino, first, kind=WorkKind.COMPLAINT, title="Avain"),
        "stays": opened(desk, aino, second, kind=WorkKind.COMPLAINT),
    }
    act: dict[str, Any] = {"desk": desk, "actor": aino, "now": NOW}
    claims.raise_claim(works[claimed], reason="x", review_by=NOW + 60 * DAY, **act)

    merge(desk, aino, works["gone"], works["stays"])
    work_moves.move(works["stays"], Move.ACKNOWLEDGE, **act)
    for last in (Move.DECIDE, Move.CLOSE):
        work_moves.move(works["stays"], last, closing=Closing("accepted"), **act)

    own = SealedObject.objects.filter(work_item=works["stays"])
    assert items_of(first) | items_of(second) <= held()
    assert set(own.values_list("pk", flat=True)) <= held()


def test_no_word_is_lost_where_a_long_item_goes_up_in_another(
    desk: Desk, eino: Actor
) -> None:
    gone, stays = opened(desk, eino), opened(desk, eino)
    long = WorkWords("Pitkä", "a" * (TEXT_LIMIT - 200) + " viimeinen sana")
    work_moves.rewrite(gone, lambda _old: long, desk=desk, actor=eino, now=NOW)

    merge(desk, eino, gone, stays, "b" * 400)

    assert "".join(texts(stays, desk).split("\n")).endswith("viimeinen sana")


def test_merging_is_audited_on_both_and_names_nobody(desk: Desk, eino: Actor) -> None:
    gone, stays = opened(desk, eino, mail(desk, 1)), opened(desk, eino, mail(desk, 2))

    merge(desk, eino, gone, stays, "Maija soitti kahdesti")

    for work_id in (gone, stays):
        acts = [leaf.action for leaf in audit.timeline([work_id])]
        assert acts.count(Action.WORK_MERGED) == 1
    assert not AuditLeaf.objects.filter(body__contains="Maija").exists()


@pytest.mark.parametrize(
    ("kind", "why", "reason"),
    [
        (WorkKind.FEEDBACK, "sama", "other-kind"),
        (WorkKind.TASK, "  ", "no-reason"),
    ],
)
def test_merging_what_does_not_belong_together_leaves_all_as_it_was(
    desk: Desk, eino: Actor, kind: WorkKind, why: str, reason: str
) -> None:
    gone = opened(desk, eino, mail(desk, 1))
    stays = opened(desk, eino, mail(desk, 2), kind=kind)
    before = held()

    with pytest.raises(WorkRefused) as refused:
        merge(desk, eino, gone, stays, why)

    assert refused.value.reason == reason
    assert held() == before
    assert not WorkItem.objects.filter(state=WorkState.MERGED).exists()


def test_merging_into_itself_or_into_what_is_closed_is_refused(
    desk: Desk, eino: Actor
) -> None:
    first, second = opened(desk, eino), opened(desk, eino)
    work_moves.move(
        second, Move.CLOSE, desk=desk, actor=eino, now=NOW, closing=Closing("done")
    )

    for into, reason in ((first, "itself"), (second, "ended")):
        with pytest.raises(WorkRefused) as refused:
            merge(desk, eino, first, into)
        assert refused.value.reason == reason


def test_merging_with_what_does_not_exist_for_somebody_is_refused(
    desk: Desk, eino: Actor, aino: Actor
) -> None:
    theirs = opened(desk, aino, mail(desk, 1), kind=WorkKind.COMPLAINT)
    mine = opened(desk, eino, mail(desk, 2), kind=WorkKind.COMPLAINT)

    with pytest.raises(NotFound):
        merge(desk, eino, mine, theirs)

    assert WorkItem.objects.get(pk=mine).state == WorkState.NEW
    assert not Note.objects.exists()


def test_splitting_moves_the_hold_with_what_leaves(desk: Desk, eino: Actor) -> None:
    first, second = mail(desk, 1), mail(desk, 2)
    work_id = opened(desk, eino, first, second)
    note = notes.write_on_work(work_id, "Toinen asia", desk=desk, actor=eino, now=NOW)
    apart = Apart("Avain", [second], "Kaksi asiaa", [note])

    new_id = work_merge.split(work_id, apart, desk=desk, actor=eino, now=NOW)

    assert (linked(work_id), linked(new_id)) == ({first}, {second})
    assert "Toinen asia" in texts(new_id, desk)
    assert "Toinen asia" not in texts(work_id, desk)
    new = WorkItem.objects.get(pk=new_id)
    assert new.hold is not None
    kept = set(new.hold.items.values_list("item_id", flat=True))
    own = set(SealedObject.objects.filter(work_item=new).values_list("pk", flat=True))
    assert kept == items_of(second) | own
    old = WorkItem.objects.get(pk=work_id).hold
    assert old is not None
    left = set(old.items.values_list("item_id", flat=True))
    assert left.isdisjoint(items_of(second))


def test_splitting_is_audited(desk: Desk, eino: Actor) -> None:
    contact = mail(desk)
    work_id = opened(desk, eino, contact)

    new_id = work_merge.split(
        work_id, Apart("Avain", [contact], "syy"), desk=desk, actor=eino, now=NOW
    )

    [leaf] = [
        one for one in audit.timeline([work_id]) if one.action == Action.WORK_SPLIT
    ]
    assert leaf.details["target"] == str(new_id)


@pytest.mark.parametrize(
    ("contacts", "why", "reason"),
    [
        ("none", "syy", "nothing-linked"),
        ("other", "syy", "not-linked"),
        ("own", "", "no-reason"),
    ],
)
def test_a_refused_split_opens_nothing(
    desk: Desk, eino: Actor, contacts: str, why: str, reason: str
) -> None:
    own, other = mail(desk, 1), mail(desk, 2)
    work_id = opened(desk, eino, own)
    chosen = {"none": [], "own": [own], "other": [other]}[contacts]

    with pytest.raises(WorkRefused) as refused:
        work_merge.split(
            work_id, Apart("Avain", chosen, why), desk=desk, actor=eino, now=NOW
        )

    assert refused.value.reason == reason
    assert WorkItem.objects.count() == 1


def test_a_merged_item_is_not_in_the_list(desk: Desk, eino: Actor) -> None:
    gone, stays = opened(desk, eino, mail(desk, 1)), opened(desk, eino, mail(desk, 2))
    merge(desk, eino, gone, stays)
    assert eino.staff_id is not None

    seen = work_page.list_work(
        work_page.WorkFilter(), staff_id=eino.staff_id, desk=desk, now=NOW
    )

    assert [line.work.pk for line in seen.lines] == [stays]
