"""FreeSWITCH: JSON call detail records, encoded and plain."""

import json
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seloste.protocols import freeswitch
from seloste.protocols.freeswitch import Cdr
from seloste.protocols.unreadable import Unreadable

VECTORS = Path(__file__).parents[1] / "vectors" / "freeswitch"
MINIMAL = {"uuid": "u1", "start_uepoch": "1740996420000000"}


def parse(
    variables: dict[str, Any], profile: dict[str, Any] | None = None, **more: Any
) -> Cdr:
    document = {"variables": MINIMAL | variables, "callflow": {}} | more
    if profile:
        document["callflow"] = {"caller_profile": profile}
    return freeswitch.parse(json.dumps(document).encode())


def test_the_documented_record_is_read_by_its_epochs() -> None:
    cdr = freeswitch.parse((VECTORS / "json_cdr_abridged.json").read_bytes())

    assert cdr.started_at == datetime(2014, 4, 8, 19, 10, 21, 278217, tzinfo=UTC)
    assert cdr.ended_at == datetime(2014, 4, 8, 19, 10, 42, tzinfo=UTC)
    assert (cdr.uuid, cdr.answered) == ("86cfd6e2-dbda-45a3-b59d-f683ec368e8b", True)
    assert cdr.possible_recordings == ("1001.2014-04-08-21-10-21.wav",)


def test_encoded_values_are_decoded() -> None:
    cdr = freeswitch.parse((VECTORS / "json_cdr_encoded.json").read_bytes())

    assert (cdr.address, cdr.customer_tel) == ("+358900000201", "+358455550108")
    assert (cdr.customer_name, cdr.agent) == ("John Sample", "202")
    assert cdr.recordings == ("0a1b2c3d-0000-4000-8000-000000000001.wav",)


def test_the_dialplan_says_when_the_caller_was_told() -> None:
    cdr = freeswitch.parse((VECTORS / "json_cdr_encoded.json").read_bytes())

    assert cdr.announced_at == datetime(2025, 3, 3, 10, 7, 10, 500000, tzinfo=UTC)
    assert cdr.recording_started_at == datetime(2025, 3, 3, 10, 7, 12, tzinfo=UTC)


def test_the_application_log_says_when_recording_began() -> None:
    log = {
        "applications": [
            {
                "app_name": "record_session",
                "app_data": "/r/a.wav",
                "app_stamp": "1740996432000000",
            }
        ]
    }

    cdr = parse({}, app_log=log)

    assert cdr.recording_started_at == datetime(2025, 3, 3, 10, 7, 12, tzinfo=UTC)


def test_plain_values_with_a_percent_sign_stay_as_they_are() -> None:
    cdr = parse(
        {"note": "a b", "cc_agent": "100%25"}, {"caller_id_number": "+35845555"}
    )

    assert cdr.agent == "100%25"


@pytest.mark.parametrize(("word", "refused"), [("true", True), ("false", False)])
def test_the_dialplan_says_that_the_caller_refused(word: str, refused: bool) -> None:
    assert parse({"seloste_refused": word}).refused is refused


def test_a_call_from_an_extension_is_outbound() -> None:
    cdr = parse({}, {"caller_id_number": "1001", "destination_number": "+358455550108"})

    assert (cdr.outbound, cdr.agent) == (True, "1001")
    assert (cdr.customer_tel, cdr.address) == ("+358455550108", "")


def test_a_declared_direction_is_believed() -> None:
    cdr = parse({"call_direction": "inbound"}, {"caller_id_number": "1001"})

    assert not cdr.outbound


@pytest.mark.parametrize(
    ("variables", "call_id"),
    [
        ({}, "u1"),
        ({"call_uuid": "c"}, "c"),
        ({"direction": "outbound", "bridge_uuid": "b"}, "b"),
        ({"direction": "outbound", "originating_leg_uuid": "o"}, "o"),
        ({"direction": "outbound"}, "u1"),
        ({"direction": "inbound", "bridge_uuid": "b"}, "u1"),
    ],
)
def test_legs_of_one_call_share_its_first_leg(
    variables: dict[str, str], call_id: str
) -> None:
    assert parse(variables).call_id == call_id


def test_whole_seconds_serve_where_there_is_nothing_finer() -> None:
    cdr = parse({"start_uepoch": "", "start_epoch": "1396984221"})

    assert cdr.started_at == datetime(2014, 4, 8, 19, 10, 21, tzinfo=UTC)


@pytest.mark.parametrize(
    ("app", "recordings"),
    [
        ("{enable_file_write_buffering=false}/r/a.wav", ("a.wav",)),
        ("/r/a.wav 60", ("a.wav",)),
        ("", ()),
    ],
)
def test_recordings_go_by_their_base_name(
    app: str, recordings: tuple[str, ...]
) -> None:
    log = {"applications": [{"app_name": "record_session", "app_data": app}, "x"]}

    assert parse({}, app_log=log).recordings == recordings


def test_several_call_flows_are_read_by_the_latest() -> None:
    flows = [
        {"caller_profile": {"caller_id_number": "+358455550108"}},
        {"caller_profile": {"caller_id_number": "+358455550109"}},
    ]

    assert parse({}, callflow=flows).customer_tel == "+358455550108"


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        (b"{", "json-unreadable"),
        (b"[]", "not-a-freeswitch-cdr"),
        (b'{"variables": []}', "not-a-freeswitch-cdr"),
        (b'{"variables": {}}', "uuid-missing"),
        (b'{"variables": {"uuid": "a"}}', "start-missing"),
    ],
)
def test_what_is_no_record_is_refused(document: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        freeswitch.parse(document)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["variables", "callflow", "app_log", "applications", "uuid"]
            )
            | st.text(max_size=4),
            inner,
            max_size=4,
        )
    ),
)


@given(JSON)
def test_no_document_breaks_the_parser(document: object) -> None:
    with suppress(Unreadable):
        assert freeswitch.parse(json.dumps(document).encode()).uuid


@given(
    st.fixed_dictionaries(
        {"app_log": JSON, "callflow": JSON}, optional={"channel_data": JSON}
    )
)
def test_odd_surroundings_do_not_hide_a_leg(more: dict[str, Any]) -> None:
    assert parse({}, **more).uuid == "u1"
