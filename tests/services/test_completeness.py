"""The exchange's list against what was kept: what is missing on either side."""

from datetime import timedelta

import pytest

from seloste.domain.audit import Action
from seloste.domain.call import CallEvent
from seloste.domain.staff import Role
from seloste.ports.desk import Desk
from seloste.records.models import (
    AuditLeaf,
    Disposal,
    ReportedCall,
    SealedObject,
    Tombstone,
)
from seloste.services import calls, completeness, disposal
from seloste.services.access import NotFound
from seloste.services.calls import CallNews
from seloste.services.capture import capture
from seloste.services.completeness import Day, Listed
from seloste.services.sources import SourceInvalid
from tests.services.conftest import NOW, SETUP
from tests.services.deliveries import STARTED, announced_call
from tests.services.people import person

pytestmark = pytest.mark.usefixtures("registers")
LATER = NOW + timedelta(hours=6)


def listed(source_id: str, **changes: bool) -> Listed:
    said = {"answered": True, "recorded": True, **changes}
    return Listed(source_id=source_id, started_at=STARTED, **said)


def take(desk: Desk, *which: Listed) -> int:
    return completeness.take_list(which, source="sok-calls", desk=desk, now=LATER)


def day() -> Day:
    [one] = completeness.days("sok-mara", now=LATER)
    return one


def kept(desk: Desk, source_id: str, **changes: object) -> None:
    capture(announced_call(source_id=source_id, **changes), desk=desk, now=NOW)


def test_a_day_on_which_everything_is_kept_is_whole(desk: Desk) -> None:
    kept(desk, "1")
    kept(desk, "2")

    take(desk, listed("1"), listed("2"))

    assert day().whole
    assert (day().listed, day().kept) == (2, 2)


def test_a_call_without_a_recording_is_missing(desk: Desk) -> None:
    kept(desk, "1")

    take(desk, listed("1"), listed("2"))

    assert day().missing == (str(ReportedCall.objects.latest("pk").pk),)
    assert not day().whole


def test_a_recording_without_a_call_is_unlisted(desk: Desk) -> None:
    kept(desk, "1")
    kept(desk, "2")

    take(desk, listed("1"))

    assert len(day().unlisted) == 1


def test_calls_nobody_answered_or_that_were_not_to_be_recorded_need_nothing(
    desk: Desk,
) -> None:
    take(desk, listed("1", answered=False), listed("2", recorded=False))

    assert day().whole


def test_a_contact_without_its_recording_does_not_count(desk: Desk) -> None:
    kept(desk, "1", parts=())

    take(desk, listed("1"))

    assert len(day().missing) == 1


def test_what_waits_in_quarantine_is_here(desk: Desk) -> None:
    kept(desk, "1", recording_started_at=STARTED)

    take(desk, listed("1"))

    assert (day().whole, day().quarantined) == (True, 1)


def test_a_refused_call_needs_no_recording(desk: Desk) -> None:
    calls.report(
        CallNews("1", CallEvent.REFUSED, STARTED),
        source="sok-calls",
        desk=desk,
        now=NOW,
    )

    take(desk, listed("1"))

    assert (day().whole, day().refused) == (True, 1)


def test_what_was_destroyed_on_time_is_not_missing(desk: Desk) -> None:
    kept(desk, "1")
    disposal.dispose(
        list(SealedObject.objects.values_list("pk", flat=True)),
        cause=Disposal.Cause.DISCARDED,
        desk=desk,
        actor=SETUP,
        now=NOW,
    )
    assert Tombstone.objects.exists()

    take(desk, listed("1"))

    assert (day().whole, day().destroyed) == (True, 1)


def test_a_call_of_the_last_two_hours_may_still_come(desk: Desk) -> None:
    take(desk, listed("1"))

    assert completeness.days("sok-mara", now=STARTED + timedelta(hours=1)) == ()


def test_a_list_is_audited_by_number(desk: Desk) -> None:
    take(desk, listed("1"), listed("2"))

    leaf = AuditLeaf.objects.get(action=Action.CALLS_RECONCILED.value)
    assert '"count":2' in leaf.body


def test_the_same_call_again_replaces_what_was_said(desk: Desk) -> None:
    take(desk, listed("1"))

    take(desk, listed("1", recorded=False))

    assert ReportedCall.objects.count() == 1
    assert day().whole


def test_a_list_of_nobody_is_refused_and_leaves_nothing(desk: Desk) -> None:
    with pytest.raises(SourceInvalid):
        completeness.take_list([listed("1")], source="nobody", desk=desk, now=NOW)

    assert not ReportedCall.objects.exists()


def test_lists_are_let_go_of_in_two_months(desk: Desk) -> None:
    take(desk, listed("1"))

    completeness.forget(LATER + timedelta(days=62))

    assert not ReportedCall.objects.exists()


def test_a_source_that_goes_silent_is_late(desk: Desk) -> None:
    take(desk, listed("1"))

    assert completeness.late("sok-mara", now=LATER) == ()
    assert completeness.late("sok-mara", now=LATER + timedelta(days=2)) == (
        "sok-calls",
    )


def test_completeness_is_for_those_who_answer_for_the_register(desk: Desk) -> None:
    take(desk, listed("1"))
    aino = person("aino", Role.RECORDS_MANAGER, register="sok-mara")
    eino = person("eino", Role.AGENT, register="sok-mara")

    assert len(completeness.page("sok-mara", staff_id=aino, now=LATER)) == 1
    with pytest.raises(NotFound):
        completeness.page("sok-mara", staff_id=eino, now=LATER)
