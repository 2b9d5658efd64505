"""Leaves are found by index, by object and by what was done."""

import pytest
from django.db import transaction

from seloste.domain.audit import Action
from seloste.services import audit
from seloste.services.audit import LeafUnknown
from tests.services.audit.conftest import AINO, NOW, Write


def test_a_leaf_is_found_by_its_index(write: Write) -> None:
    write(3)

    assert audit.leaf(1).object_id == "item-1"


def test_a_leaf_that_is_not_there_is_refused(write: Write) -> None:
    write(3)

    with pytest.raises(LeafUnknown):
        audit.leaf(3)


def test_a_timeline_has_the_leaves_of_its_objects_oldest_first(write: Write) -> None:
    write(4)
    with transaction.atomic():
        audit.record(action=Action.HOLD_PLACED, actor=AINO, object_id="item-2", now=NOW)

    found = audit.timeline(["item-2", "item-0"])

    assert [(leaf.seq, leaf.object_id) for leaf in found] == [
        (0, "item-0"),
        (2, "item-2"),
        (4, "item-2"),
    ]


def test_the_latest_come_newest_first(write: Write) -> None:
    write(4)

    assert [leaf.seq for leaf in audit.latest(limit=2)] == [3, 2]
    assert audit.latest(limit=2, action=Action.HOLD_PLACED) == []
