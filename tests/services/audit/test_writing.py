"""An act and its leaf are written together or not at all."""

from uuid import UUID

import pytest
from django.db import transaction
from pytest_django.fixtures import DjangoAssertNumQueries

from seloste.domain import merkle
from seloste.domain.audit import Action, LeafRefused, decoded
from seloste.records.models.audit import AuditLeaf, AuditNode
from seloste.services import audit
from seloste.services.audit import Entry, NotInTransaction
from tests.services.audit.conftest import AINO, NOW, Write

pytestmark = pytest.mark.django_db
CONTACT = UUID("11111111-1111-4111-8111-111111111111")


def test_the_first_leaf_has_index_zero_and_says_what_was_done() -> None:
    with transaction.atomic():
        seq = audit.record(
            action=Action.HOLD_PLACED,
            actor=AINO,
            object_id=CONTACT,
            now=NOW,
            purpose="complaints",
            details={"items": 2},
        )

    row = AuditLeaf.objects.get()
    leaf = decoded(row.body.encode())
    assert (seq, row.seq, leaf.seq) == (0, 0, 0)
    assert (leaf.action, leaf.object_id) == (Action.HOLD_PLACED, str(CONTACT))
    assert bytes(row.leaf_hash) == merkle.leaf_hash(row.body.encode())


def test_leaves_make_the_tree_of_rfc_6962(write: Write) -> None:
    write(7)

    bodies = AuditLeaf.objects.order_by("seq").values_list("body", flat=True)
    hashes = [merkle.leaf_hash(body.encode()) for body in bodies]
    left = merkle.node_hash(
        merkle.node_hash(hashes[0], hashes[1]), merkle.node_hash(hashes[2], hashes[3])
    )
    right = merkle.node_hash(merkle.node_hash(hashes[4], hashes[5]), hashes[6])
    assert audit.root() == merkle.node_hash(left, right)
    assert AuditNode.objects.count() == 4


def test_one_by_one_and_all_at_once_make_the_same_columns() -> None:
    entries = [Entry(Action.DERIVED_MADE, f"item-{number}") for number in range(13)]
    with transaction.atomic():
        at_once = audit.record_many(entries, actor=AINO, now=NOW)
        root = audit.root()
        transaction.set_rollback(True)
    assert audit.size() == 0

    for entry in entries:
        with transaction.atomic():
            audit.record_many([entry], actor=AINO, now=NOW)

    assert list(at_once) == list(range(13))
    assert audit.root() == root


def test_no_entries_add_no_leaf() -> None:
    with transaction.atomic():
        assert list(audit.record_many([], actor=AINO, now=NOW)) == []

    assert audit.size() == 0


def test_a_batch_of_five_hundred_takes_few_queries(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    entries = [Entry(Action.DISPOSAL_DONE, f"item-{n}") for n in range(500)]

    with django_assert_max_num_queries(12), transaction.atomic():
        audit.record_many(entries, actor=AINO, now=NOW)

    assert audit.size() == 500


@pytest.mark.django_db(transaction=True)
def test_nothing_is_recorded_outside_a_transaction() -> None:
    with pytest.raises(NotInTransaction):
        audit.record(action=Action.VERIFY_RUN, actor=AINO, object_id="x", now=NOW)

    assert audit.size() == 0


@pytest.mark.django_db(transaction=True)
def test_an_act_that_fails_leaves_no_leaf_and_no_gap(write: Write) -> None:
    @transaction.atomic
    def act() -> None:
        audit.record(action=Action.VERIFY_RUN, actor=AINO, object_id="x", now=NOW)
        raise RuntimeError

    write(1)
    with pytest.raises(RuntimeError):
        act()
    write(1)

    assert list(AuditLeaf.objects.values_list("seq", flat=True)) == [0, 1]


@pytest.mark.django_db(transaction=True)
def test_a_leaf_that_is_refused_undoes_the_act(write: Write) -> None:
    @transaction.atomic
    def act() -> None:
        AuditLeaf.objects.all().delete()
        audit.record(action=Action.LOOKUP_MADE, actor=AINO, object_id="+358", now=NOW)

    write(1)
    with pytest.raises(LeafRefused):
        act()

    assert audit.size() == 1


@pytest.mark.django_db(transaction=True)
def test_a_leaf_that_cannot_be_stored_undoes_the_act(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(2)

    def full(*_: object, **__: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(AuditNode.objects, "bulk_create", full)
    with pytest.raises(OSError, match="no space"), transaction.atomic():
        audit.record(action=Action.VERIFY_RUN, actor=AINO, object_id="x", now=NOW)

    assert audit.size() == 2
