"""May it be kept? The rules on hand-made notices and the two real ones."""

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from seloste.domain.capture import (
    Anchor,
    Announced,
    CaptureDecision,
    CaptureQuarantined,
    anchor,
    decide_capture,
)
from seloste.domain.contact import Announcement, Channel, Delivery, Kind, Part
from seloste.domain.notice import Capacity, Notice
from seloste.services.notices import document

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
STARTED = NOW - timedelta(hours=1)
EXAMPLES = Path(__file__).parent.parent.parent / "examples"
RECORDING = Part(kind=Kind.RECORDING, open=lambda: io.BytesIO(b""))
CALL = Delivery(
    source="pbx",
    source_id="1",
    channel=Channel.CALL,
    started_at=STARTED,
    ended_at=STARTED + timedelta(minutes=3),
    address="+358900000101",
    parts=(RECORDING,),
)


@pytest.fixture(scope="module")
def retta() -> Notice:
    """The notice that promises no announcement."""
    return document.parse(document.read(EXAMPLES / "retta.yaml"))


@pytest.fixture(scope="module")
def sok() -> Notice:
    """The notice that promises an announcement before every recording."""
    return document.parse(document.read(EXAMPLES / "sok-mara.yaml"))


def decide(
    notice: Notice, delivery: Delivery, *, attested: bool = False
) -> CaptureDecision:
    return decide_capture(notice, delivery, attested=attested, received_at=NOW)


def reason(notice: Notice, delivery: Delivery) -> str:
    with pytest.raises(CaptureQuarantined) as refusal:
        decide(notice, delivery)
    return refusal.value.reason


def told(seconds: float) -> Delivery:
    """Return a call to SOK: recorded from 10 s on, told until ``seconds``."""
    return replace(
        CALL,
        address="",
        announcement=Announcement(ended_at=STARTED + timedelta(seconds=seconds)),
        recording_started_at=STARTED + timedelta(seconds=10),
    )


@pytest.mark.parametrize(
    ("claimed", "counted", "suspect"),
    [
        (NOW, NOW, False),
        (NOW - timedelta(days=7), NOW - timedelta(days=7), False),
        (NOW + timedelta(minutes=5), NOW, False),
        (NOW + timedelta(minutes=5, seconds=1), NOW, True),
        (NOW - timedelta(days=7, seconds=1), NOW, True),
        (datetime(1970, 1, 1, tzinfo=UTC), NOW, True),
    ],
)
def test_a_wrong_clock_is_anchored_to_arrival(
    claimed: datetime, counted: datetime, suspect: bool
) -> None:
    assert anchor(claimed=claimed, received_at=NOW) == Anchor(counted, suspect=suspect)


def test_retention_counts_from_the_end_of_a_call(retta: Notice) -> None:
    assert decide(retta, CALL).anchor == Anchor(CALL.ended_at or NOW, suspect=False)


def test_retention_of_what_has_no_end_counts_from_its_start(retta: Notice) -> None:
    assert decide(retta, replace(CALL, ended_at=None)).anchor.at == STARTED


@pytest.mark.parametrize(
    ("address", "controller", "capacity"),
    [
        ("+358900000101", "retta-isannointi", Capacity.CONTROLLER),
        ("+358900000102", "retta-isannointi", Capacity.PROCESSOR),
        ("+358900000103", "retta", Capacity.CONTROLLER),
    ],
)
def test_the_line_tells_for_whom_and_as_what(
    retta: Notice, address: str, controller: str, capacity: Capacity
) -> None:
    decision = decide(retta, replace(CALL, address=address))

    assert (decision.controller, decision.capacity) == (controller, capacity)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"unread": "no-header"}, "no-header"),
        ({"ended_at": STARTED - timedelta(seconds=1)}, "ends-before-it-starts"),
        ({"address": "+358999999999"}, "controller-unknown"),
    ],
)
def test_what_the_notice_does_not_cover_is_put_aside(
    retta: Notice, changes: dict[str, object], expected: str
) -> None:
    assert decide(retta, CALL).keeps_recordings

    assert reason(retta, replace(CALL, **changes)) == expected  # type: ignore[arg-type]  # names are checked by dataclasses


def test_a_register_of_calls_takes_no_mail(sok: Notice) -> None:
    mail = replace(CALL, address="", channel=Channel.MAIL, parts=())

    assert reason(sok, mail) == "channel-not-promised"


def test_a_class_without_a_period_keeps_nothing(retta: Notice) -> None:
    endless = replace(
        retta, retention=tuple(replace(one, period=None) for one in retta.retention)
    )

    assert reason(endless, CALL) == "class-without-period"


def test_where_no_call_is_recorded_a_recording_is_put_aside(retta: Notice) -> None:
    silent = replace(
        retta, channels=tuple(replace(one, recorded=False) for one in retta.channels)
    )

    assert reason(silent, CALL) == "recording-not-promised"
    assert decide(silent, replace(CALL, parts=())).announced is Announced.NOT_NEEDED


def test_without_a_promise_no_announcement_is_asked_for(retta: Notice) -> None:
    unannounced = replace(
        retta, channels=tuple(replace(one, announced=False) for one in retta.channels)
    )

    assert decide(unannounced, CALL).announced is Announced.NOT_NEEDED


@pytest.mark.parametrize("seconds", [8, 10])
def test_an_announcement_that_ended_before_the_recording_is_evidence(
    sok: Notice, seconds: float
) -> None:
    assert decide(sok, told(seconds)).announced is Announced.SHOWN


def test_an_announcement_that_ended_in_the_recording_is_not(sok: Notice) -> None:
    assert reason(sok, told(10.001)) == "announcement-after-recording"


def test_a_recording_is_thought_to_begin_with_its_call(sok: Notice) -> None:
    unsaid = replace(told(8), recording_started_at=None)

    assert reason(sok, unsaid) == "announcement-after-recording"


def test_nothing_said_of_an_announcement_needs_an_attestation(sok: Notice) -> None:
    silent = replace(CALL, address="")

    assert reason(sok, silent) == "announcement-missing"
    assert decide(sok, silent, attested=True).announced is Announced.ATTESTED


def test_an_attestation_does_not_excuse_a_late_announcement(sok: Notice) -> None:
    with pytest.raises(CaptureQuarantined, match="announcement-after-recording"):
        decide(sok, told(11), attested=True)


def test_of_a_call_without_recording_no_announcement_is_asked(sok: Notice) -> None:
    unrecorded = replace(CALL, address="", parts=())

    assert decide(sok, unrecorded).announced is Announced.NOT_NEEDED


def test_a_caller_who_refused_is_not_recorded(sok: Notice) -> None:
    refused = replace(CALL, address="", announcement=Announcement(refused=True))

    decision = decide(sok, refused)

    assert decision.announced is Announced.REFUSED
    assert not decision.keeps_recordings
