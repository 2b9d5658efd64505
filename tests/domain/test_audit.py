"""A leaf has one form, and there are things it cannot say."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seloste.domain.audit import (
    DETAILS,
    WORD,
    Action,
    Details,
    Leaf,
    LeafRefused,
    canonical_json,
    decoded,
    digest,
)
from seloste.domain.staff import Role

AINO = "staff:00000000-0000-4000-8000-00000000a110"
CONTACT = "11111111-1111-4111-8111-111111111111"
OPENED = Leaf(
    seq=7,
    at=datetime(2024, 7, 1, 9, 30, 0, 250, tzinfo=UTC),
    actor=AINO,
    role=Role.RECORDS_MANAGER,
    action=Action.CONTENT_OPENED,
    object_id=CONTACT,
    purpose="complaints",
    details={"kind": "recording", "bytes": 96000},
)
OPENED_BYTES = (
    b'{"action":"content.opened",'
    b'"actor":"staff:00000000-0000-4000-8000-00000000a110",'
    b'"at":"2024-07-01T09:30:00.000250Z",'
    b'"details":{"bytes":96000,"kind":"recording"},'
    b'"object":"11111111-1111-4111-8111-111111111111",'
    b'"outcome":"done","purpose":"complaints","role":"records_manager",'
    b'"seq":7,"v":1}'
)


def test_a_leaf_has_the_documented_bytes() -> None:
    assert OPENED.encoded() == OPENED_BYTES


def test_a_leaf_comes_back_from_its_bytes() -> None:
    assert decoded(OPENED_BYTES) == OPENED


def test_the_program_itself_acts_without_role_and_purpose() -> None:
    swept = replace(OPENED, actor="system:sweep", role=None, purpose="")

    assert decoded(swept.encoded()) == swept


def test_time_is_written_in_utc_whatever_zone_it_comes_in() -> None:
    helsinki = timezone(timedelta(hours=3))
    local = replace(OPENED, at=OPENED.at.astimezone(helsinki))

    assert local.encoded() == OPENED_BYTES


@pytest.mark.parametrize(
    "text",
    [
        "Maija Meikäläinen",
        "maija@example.fi",
        "+358401234567",
        "040 123 4567",
        "131052-308T",
        "010203A123X",
        "line\nbreak",
        "carriage\rreturn",
        "\x1b[31mred",
        "nul\x00",
        "x" * 129,
        "",
        "-flag",
        "ä",
        "a\u2028b",
    ],
)
def test_what_could_name_somebody_or_break_the_line_is_refused(text: str) -> None:
    for change in (
        replace(OPENED, object_id=text),
        replace(OPENED, actor=text),
        replace(OPENED, outcome=text),
        replace(OPENED, details={"reason": text}),
    ):
        with pytest.raises(LeafRefused):
            change.encoded()


@pytest.mark.parametrize("key", ["name", "phone", "email", "subject", "note", "Kind"])
def test_a_detail_the_log_does_not_know_is_refused(key: str) -> None:
    details: Any = {key: "x"}

    with pytest.raises(LeafRefused):
        replace(OPENED, details=details).encoded()


def test_a_refusal_does_not_repeat_the_value() -> None:
    with pytest.raises(LeafRefused) as refused:
        replace(OPENED, object_id="maija@example.fi").encoded()

    assert "maija" not in str(refused.value)


@pytest.mark.parametrize("value", [2**53, -(2**53), 1.5, True, None, ["x"]])
def test_a_value_that_is_not_exact_everywhere_is_refused(value: object) -> None:
    details: Any = {"count": value}

    with pytest.raises(LeafRefused):
        replace(OPENED, details=details).encoded()


def test_a_time_without_zone_is_refused() -> None:
    naive = OPENED.at.replace(tzinfo=None)

    with pytest.raises(LeafRefused):
        replace(OPENED, at=naive).encoded()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"seq":7', b'"seq":7.0'),
        (b'"seq":7', b'"seq":true'),
        (b'"seq":7', b'"seq": 7'),
        (b'"seq":7', b'"seq":"7"'),
        (b'"v":1', b'"v":2'),
        (b"content.opened", b"content.closed"),
        (b"records_manager", b"emperor"),
        (b".000250Z", b".00025Z"),
        (b'"outcome":"done",', b""),
        (b'"outcome":"done",', b'"outcome":"done","outcome":"done",'),
        (b'"outcome":"done",', b'"outcome":"done","other":"x",'),
        (b'"details":{"bytes":96000,"kind":"recording"}', b'"details":[]'),
        (b"recording", b"rec\\u006frding"),
        (b"}", b"}\n"),
        (b"{", b"["),
        (b"recording", b"\xff"),
    ],
)
def test_bytes_in_any_other_form_are_refused(old: bytes, new: bytes) -> None:
    assert old in OPENED_BYTES

    with pytest.raises(LeafRefused):
        decoded(OPENED_BYTES.replace(old, new))


@given(
    seq=st.integers(0, 2**53 - 1),
    at=st.datetimes(timezones=st.just(UTC)),
    action=st.sampled_from(Action),
    role=st.none() | st.sampled_from(Role),
    object_id=st.uuids().map(str),
    details=st.dictionaries(
        st.sampled_from(sorted(DETAILS)), st.integers(-(2**53) + 1, 2**53 - 1)
    ),
)
def test_every_leaf_comes_back_and_is_one_line(
    *,
    seq: int,
    at: datetime,
    action: Action,
    role: Role | None,
    object_id: str,
    details: Details,
) -> None:
    leaf = Leaf(seq, at, "system:sweep", role, action, object_id, details=details)

    data = leaf.encoded()

    assert decoded(data) == leaf
    assert b"\n" not in data


def test_every_action_is_a_noun_and_what_was_done_to_it() -> None:
    assert all(
        action.value.count(".") == 1 and WORD.fullmatch(action.value)
        for action in Action
    )


def test_canonical_json_is_the_example_of_rfc_8785_without_its_fractions() -> None:
    """Section 3.2.2, with ``numbers`` left out: fractions are refused."""
    value = {
        "string": '\u20ac$\u000f\nA\'B"\\\\"/',
        "literals": [None, True, False],
    }

    expected = (
        '{"literals":[null,true,false],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
    )
    assert canonical_json(value).decode() == expected


@pytest.mark.parametrize("value", [1.5, 2**53, b"x", {"ä": 1}, {1: 2}])
def test_what_has_no_single_form_is_refused(value: object) -> None:
    with pytest.raises(LeafRefused):
        canonical_json({"value": [value]})


def test_keys_come_back_sorted_for_any_json() -> None:
    assert canonical_json({"b": {"z": 1, "a": [2]}, "a": "ä"}) == (
        '{"a":"ä","b":{"a":[2],"z":1}}'.encode()
    )
    assert json.loads(canonical_json({})) == {}


def test_digest_is_sha_256_in_hex() -> None:
    assert digest(b"abc") == (
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )  # FIPS 180-4, the example "abc"
