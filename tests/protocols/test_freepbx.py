"""FreePBX: names of recordings, rows of the CDR, calls made of legs."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seloste.protocols import freepbx
from seloste.protocols.freepbx import CdrRow, Leg, RecordingName
from seloste.protocols.localtime import Fold
from seloste.protocols.table import BadRow
from seloste.protocols.unreadable import Unreadable

VECTORS = Path(__file__).parents[1] / "vectors" / "freepbx"
HELSINKI = ZoneInfo("Europe/Helsinki")
ROW = CdrRow(
    line=2,
    calldate="2025-03-03 12:00:00",
    uniqueid="1740996000.50",
    disposition="ANSWERED",
    linkedid="1740996000.50",
    src="+358455550103",
    dst="201",
    did="+358900000103",
    duration="20",
)


def one_leg(row: CdrRow, *, fold: Fold = Fold.REJECT) -> Leg | BadRow:
    ((leg,),) = freepbx.calls([row], zone=HELSINKI, fold=fold)
    return leg


def vector_legs() -> list[Leg]:
    rows = freepbx.read_cdr((VECTORS / "cdr.csv").read_bytes())
    good = [row for row in rows if isinstance(row, CdrRow)]
    legs = [leg for call in freepbx.calls(good, zone=HELSINKI) for leg in call]
    return [leg for leg in legs if isinstance(leg, Leg)]


def test_the_columns_are_those_of_freepbx() -> None:
    listed = (VECTORS / "cdr_columns.txt").read_text().strip()

    assert ",".join(freepbx.COLUMNS) == listed


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "q-600-0455550102-20250303-083700-1740983820.20.wav",
            ("q", "600", "0455550102", "1740983820.20"),
        ),
        (
            "in-+358900000101-anonymous-20250303-083700-pbx1-1740983820.20.WAV",
            ("in", "+358900000101", "anonymous", "pbx1-1740983820.20"),
        ),
        (
            "out-00-46-70-201-20250303-083700-1740983820.20.wav",
            ("out", "00-46-70", "201", "1740983820.20"),
        ),
    ],
)
def test_a_name_says_who_called_whom_and_when(
    name: str, expected: tuple[str, str, str, str]
) -> None:
    kind, dst, src, uniqueid = expected

    assert freepbx.parse_name(name) == RecordingName(
        kind, dst, src, datetime.fromisoformat("2025-03-03 08:37"), uniqueid
    )


@pytest.mark.parametrize(
    "name",
    [
        "",
        "holiday.wav",
        "q-600-1-20251303-083700-1.2.wav",
        "q-20250303-083700-1.2.wav",
        "q-600-1-20250303-083700-",
    ],
)
def test_another_name_says_nothing(name: str) -> None:
    assert freepbx.parse_name(name) is None


def test_an_export_is_read_with_its_header() -> None:
    rows = list(freepbx.read_cdr((VECTORS / "cdr.csv").read_bytes()))

    assert [row.line for row in rows] == [2, 3, 4, 5, 6, 7, 8]
    assert all(isinstance(row, CdrRow) for row in rows)


def test_an_export_without_a_header_is_in_the_order_of_the_table() -> None:
    headless = (VECTORS / "cdr.csv").read_bytes().partition(b"\n")[2]

    first = next(iter(freepbx.read_cdr(headless)))

    assert isinstance(first, CdrRow)
    assert (first.uniqueid, first.did) == ("1740983820.20", "+358900000101")


def test_rows_that_do_not_fit_the_header_say_so() -> None:
    data = b"calldate,uniqueid,disposition\n1,2\n,3,x\n"

    assert list(freepbx.read_cdr(data)) == [
        BadRow(2, "wrong-number-of-cells"),
        BadRow(3, "uniqueid-or-calldate-missing"),
    ]


def test_an_unreadable_rest_is_reported() -> None:
    data = b'calldate,uniqueid,disposition\n1,"2\n'

    assert list(freepbx.read_cdr(data)) == [BadRow(2, "rest-unreadable")]


def test_a_header_without_what_is_needed_is_refused() -> None:
    with pytest.raises(Unreadable, match="column-missing"):
        list(freepbx.read_cdr(b"uniqueid,src\n1,2\n"))


def test_a_queue_call_is_one_call_with_three_legs() -> None:
    call = [leg for leg in vector_legs() if leg.source_id == "1740983820.20"]

    assert [(leg.leg, leg.answered) for leg in call] == [
        ("1740983820.20", True),
        ("1740983824.21", False),
        ("1740983840.22", True),
    ]
    assert {leg.address for leg in call} == {"+358900000101"}


def test_an_inbound_leg_knows_caller_line_and_agent() -> None:
    leg = vector_legs()[2]

    assert not leg.outbound
    assert (leg.customer_tel, leg.customer_name) == ("+358455550102", "Olli Esimerkki")
    assert leg.agent == "Helmi"
    assert leg.started_at == datetime(2025, 3, 3, 6, 37, 20, tzinfo=UTC)
    assert leg.ended_at == datetime(2025, 3, 3, 6, 38, 35, tzinfo=UTC)


def test_an_outbound_leg_knows_whom_the_agent_called() -> None:
    leg = vector_legs()[3]

    assert leg.outbound
    assert (leg.customer_tel, leg.agent) == ("0455550104", "Eino")
    assert leg.address == "+358900000101"
    assert leg.customer_name == ""


def test_the_userfield_says_when_the_caller_was_told() -> None:
    leg = vector_legs()[4]

    assert leg.announced_at == datetime(2025, 3, 3, 9, 0, 9, 500000, tzinfo=UTC)
    assert leg.recording_started_at == datetime(2025, 3, 3, 9, 0, 12, tzinfo=UTC)


@pytest.mark.parametrize("userfield", ["refused=1", "x, refused=1", "refused=1;a=b"])
def test_the_userfield_says_that_the_caller_refused(userfield: str) -> None:
    leg = one_leg(replace(ROW, userfield=userfield))

    assert isinstance(leg, Leg)
    assert leg.refused


@pytest.mark.parametrize("userfield", ["", "announced=", "announced=soon", "refused=0"])
def test_another_userfield_is_no_evidence(userfield: str) -> None:
    leg = one_leg(replace(ROW, userfield=userfield))

    assert isinstance(leg, Leg)
    assert (leg.announced_at, leg.refused) == (None, False)


def test_the_name_of_a_recording_says_when_it_may_have_begun() -> None:
    name = "in-201-0455550103-20250303-120005-1740996000.50.wav"

    leg = one_leg(replace(ROW, recordingfile=f"/var/spool/asterisk/monitor/{name}"))

    assert isinstance(leg, Leg)
    assert leg.recordings == (name,)
    assert leg.recording_started_at == datetime(2025, 3, 3, 10, 0, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("uniqueid", "expected"),
    [
        ("1761438600.1", datetime(2025, 10, 26, 0, 30, tzinfo=UTC)),
        ("pbx1-1761442200.1", datetime(2025, 10, 26, 1, 30, tzinfo=UTC)),
    ],
)
def test_the_channel_tells_the_doubled_hours_apart(
    uniqueid: str, expected: datetime
) -> None:
    leg = one_leg(replace(ROW, calldate="2025-10-26 03:30:00", uniqueid=uniqueid))

    assert isinstance(leg, Leg)
    assert leg.started_at == expected


def test_the_doubled_hour_of_an_unknown_channel_is_refused() -> None:
    row = replace(ROW, calldate="2025-10-26 03:30:00", uniqueid="abc")

    assert one_leg(row) == BadRow(2, "time-ambiguous")


def test_a_declared_policy_settles_the_doubled_hour_of_an_unknown_channel() -> None:
    row = replace(ROW, calldate="2025-10-26 03:30:00", uniqueid="abc")

    leg = one_leg(row, fold=Fold.LATER)

    assert isinstance(leg, Leg)
    assert leg.started_at == datetime(2025, 10, 26, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize("calldate", ["2025-03-03 10:00:00", "2025-03-03 14:00:01"])
def test_a_zone_that_cannot_be_right_is_noticed(calldate: str) -> None:
    assert one_leg(replace(ROW, calldate=calldate)) == BadRow(
        2, "time-zone-contradicted"
    )


def test_a_later_part_of_a_call_is_no_contradiction() -> None:
    leg = one_leg(replace(ROW, calldate="2025-03-03 12:41:17"))

    assert isinstance(leg, Leg)


def test_a_date_with_an_offset_is_an_instant() -> None:
    leg = one_leg(replace(ROW, calldate="2025-03-03 11:00:00+01:00"))

    assert isinstance(leg, Leg)
    assert leg.started_at == datetime(2025, 3, 3, 10, tzinfo=UTC)


def test_a_date_that_is_none_is_refused() -> None:
    assert one_leg(replace(ROW, calldate="yesterday")) == BadRow(2, "time-unreadable")


def test_an_impossible_channel_time_is_no_evidence() -> None:
    leg = one_leg(replace(ROW, uniqueid="call"))

    assert isinstance(leg, Leg)


@pytest.mark.parametrize(("duration", "seconds"), [("", 0), ("x", 0), ("99999", 86400)])
def test_a_duration_is_at_most_a_day(duration: str, seconds: int) -> None:
    leg = one_leg(replace(ROW, duration=duration))

    assert isinstance(leg, Leg)
    assert (leg.ended_at - leg.started_at).total_seconds() == seconds


def test_an_inbound_recording_settles_the_direction_without_a_line() -> None:
    name = "rg-600-201-20250303-120000-1740996000.50.wav"

    leg = one_leg(replace(ROW, did="", src="201", recordingfile=name))

    assert isinstance(leg, Leg)
    assert not leg.outbound


def test_a_call_from_an_extension_is_outbound() -> None:
    leg = one_leg(replace(ROW, did="", src="201", dst="202", cnum="201"))

    assert isinstance(leg, Leg)
    assert (leg.outbound, leg.customer_tel, leg.agent) == (True, "", "201")


@pytest.mark.parametrize(
    ("clid", "cnam", "name"),
    [
        ('"Maija" <+358455550103>', "", "Maija"),
        ('"+358455550103" <+358455550103>', "", ""),
        ("+358455550103", "", ""),
        (" " * 50_000, "", ""),
        ('"x" <1>', "Liisa", "Liisa"),
    ],
)
def test_a_name_is_a_name_and_not_the_number(clid: str, cnam: str, name: str) -> None:
    leg = one_leg(replace(ROW, clid=clid, cnam=cnam))

    assert isinstance(leg, Leg)
    assert leg.customer_name == name


def test_the_extension_stands_for_an_agent_without_a_name() -> None:
    leg = one_leg(replace(ROW, dstchannel="PJSIP/201-0000001"))

    assert isinstance(leg, Leg)
    assert leg.agent == "201"


def test_old_exchanges_have_no_linked_calls() -> None:
    leg = one_leg(replace(ROW, linkedid=""))

    assert isinstance(leg, Leg)
    assert leg.source_id == "1740996000.50"


TEXTS = st.text(max_size=20)
ROWS = st.builds(
    CdrRow,
    line=st.integers(1, 9),
    calldate=st.one_of(TEXTS, st.just("2025-10-26 03:30:00")),
    uniqueid=st.one_of(TEXTS, st.just("1761438600.1"), st.just("99999999999.1")),
    disposition=st.sampled_from(["ANSWERED", "NO ANSWER", ""]),
    linkedid=st.sampled_from(["", "a", "b"]),
    clid=TEXTS,
    src=TEXTS,
    dst=TEXTS,
    duration=TEXTS,
    userfield=TEXTS,
    recordingfile=TEXTS,
)


@given(st.lists(ROWS, max_size=6))
def test_every_leg_comes_out_once(rows: list[CdrRow]) -> None:
    wanted = {(row.linkedid or row.uniqueid, row.uniqueid) for row in rows}

    found = [leg for call in freepbx.calls(rows, zone=HELSINKI) for leg in call]

    assert len(found) == len(wanted)


@given(st.text())
def test_no_name_breaks_the_reader(name: str) -> None:
    parsed = freepbx.parse_name(name)

    assert parsed is None or parsed.uniqueid in name
