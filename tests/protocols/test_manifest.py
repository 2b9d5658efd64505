"""Manifests: rows that are understood whole, and rows that say why not."""

import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seloste.protocols import manifest
from seloste.protocols.localtime import Fold
from seloste.protocols.manifest import Declaration, Row
from seloste.protocols.table import BadRow
from seloste.protocols.unreadable import Unreadable

HELSINKI = Declaration(zone=ZoneInfo("Europe/Helsinki"))
HEADER = "source_id;channel;started_at;file"


def csv_rows(text: str, declaration: Declaration = HELSINKI) -> list[Row | BadRow]:
    return list(manifest.read_csv(text.encode(), declaration))


def json_rows(value: object, declaration: Declaration = HELSINKI) -> list[Row | BadRow]:
    return list(manifest.read_json(json.dumps(value).encode(), declaration))


def test_a_row_is_read_whole() -> None:
    text = (
        "source_id;leg;channel;started_at;ended_at;direction;address;customer_tel;"
        "customer_name;customer_no;agent;file;sha256;recording_started_at;"
        "announcement_ended_at;refused;subject;language\n"
        "a1;1;call;15.7.2025 12:30:00;15.7.2025 12:35:00;out;+358900000101;0455550101;"
        f"Maija;1042337;Eino;calls/a1.wav;{'AB' * 32};15.7.2025 12:30:12;"
        "15.7.2025 12:30:10;ei;Vuoto;fi\n"
    )

    assert csv_rows(text) == [
        Row(
            line=2,
            source_id="a1",
            leg="1",
            channel="call",
            started_at=datetime(2025, 7, 15, 9, 30, tzinfo=UTC),
            ended_at=datetime(2025, 7, 15, 9, 35, tzinfo=UTC),
            direction="outbound",
            address="+358900000101",
            customer_tel="0455550101",
            customer_name="Maija",
            customer_no="1042337",
            agent="Eino",
            file="calls/a1.wav",
            sha256="ab" * 32,
            recording_started_at=datetime(2025, 7, 15, 9, 30, 12, tzinfo=UTC),
            announcement_ended_at=datetime(2025, 7, 15, 9, 30, 10, tzinfo=UTC),
            refused=False,
            subject="Vuoto",
            language="fi",
        )
    ]


def test_columns_go_by_the_names_that_were_declared() -> None:
    declared = Declaration(
        columns=manifest.parse_columns(("source_id=Tunnus", "started_at=Alkoi")),
        channel="call",
    )

    (row,) = csv_rows("Tunnus;Alkoi;Muuta\nx;2025-07-15 09:30:00;?\n", declared)

    assert isinstance(row, Row)
    assert (row.source_id, row.channel) == ("x", "call")


def test_excel_may_leave_out_empty_cells_at_the_end() -> None:
    (row,) = csv_rows(f"{HEADER}\na1;call;2025-07-15 12:30:00\n")

    assert isinstance(row, Row)
    assert row.file == ""


def test_an_assumed_encoding_is_reported_with_every_row() -> None:
    data = f"{HEADER};agent\na1;call;2025-07-15 12:30:00;;Väinö\n".encode("cp1252")

    (row,) = manifest.read_csv(data, HELSINKI)

    assert isinstance(row, Row)
    assert (row.agent, row.tolerated) == ("Väinö", ("encoding-cp1252-assumed",))


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (";call;2025-07-15 12:30:00;", "source-id-missing"),
        ("a1;call;;", "started-at-missing"),
        ("a1;fax;2025-07-15 12:30:00;", "channel-unknown"),
        ("a1;call;soon;", "time-unreadable"),
        ("a1;call;2025-10-26 03:30:00;", "time-ambiguous"),
        ("a1;call;2025-03-30 03:30:00;", "time-nonexistent"),
        ("a1;call;2025-07-15 12:30:00;;extra", "too-many-cells"),
        ("a1;call;2025-07-15 12:30:00;../secret.wav", "file-outside"),
    ],
)
def test_a_row_that_is_not_understood_says_why_and_where(
    cells: str, reason: str
) -> None:
    good = "a0;call;2025-07-15 12:00:00;"

    read = csv_rows(f"{HEADER}\n{good}\n{cells}\n")

    assert isinstance(read[0], Row)
    assert read[1] == BadRow(3, reason)


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("direction", "sideways", "direction-unknown"),
        ("refused", "perhaps", "refused-unreadable"),
        ("sha256", "abc", "sha256-unreadable"),
    ],
)
def test_a_value_that_may_mean_anything_is_refused(
    column: str, value: str, reason: str
) -> None:
    row = {"source_id": "a", "channel": "call", "started_at": "2025-07-15T12:30Z"}

    assert json_rows([row | {column: value}]) == [BadRow(1, reason)]


@pytest.mark.parametrize(("word", "refused"), [("kyllä", True), ("NEJ", False)])
def test_a_refusal_is_understood_in_three_languages(word: str, refused: bool) -> None:
    row = {"source_id": "a", "channel": "call", "started_at": "2025-07-15T12:30Z"}

    (read,) = json_rows([row | {"refused": word}])

    assert isinstance(read, Row)
    assert read.refused is refused


def test_a_declared_policy_settles_the_doubled_hour() -> None:
    declared = Declaration(zone=HELSINKI.zone, fold=Fold.LATER)

    (row,) = csv_rows(f"{HEADER}\na1;call;2025-10-26 03:30:00;\n", declared)

    assert isinstance(row, Row)
    assert row.started_at == datetime(2025, 10, 26, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "manifest-empty"),
        ('"open', "rest-unreadable"),
        ("source_id;started_at;x\n", "column-missing"),
        ("source_id;channel;started_at;file;file\n", "column-twice"),
    ],
)
def test_a_table_that_would_lose_data_is_refused(text: str, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        csv_rows(text)


def test_a_declared_column_that_is_not_there_is_refused() -> None:
    declared = Declaration(columns={"subject": "Aihe"})

    with pytest.raises(Unreadable, match="column-missing"):
        csv_rows(f"{HEADER}\n", declared)


@pytest.mark.parametrize(
    "pairs", [("subject",), ("subject=",), ("subject=a", "subject=b")]
)
def test_a_column_map_that_is_no_map_is_refused(pairs: tuple[str, ...]) -> None:
    with pytest.raises(Unreadable, match="map-unreadable"):
        manifest.parse_columns(pairs)


def test_a_map_of_unknown_fields_is_refused() -> None:
    with pytest.raises(Unreadable, match="map-field-unknown"):
        Declaration(columns={"colour": "Väri"})


def test_a_default_channel_must_exist() -> None:
    with pytest.raises(Unreadable, match="channel-unknown"):
        Declaration(channel="fax")


def test_json_values_may_be_numbers_truths_and_nothing() -> None:
    row = {
        "source_id": 17,
        "channel": "call",
        "started_at": "2025-07-15T12:30:00Z",
        "refused": True,
        "leg": None,
    }

    (read,) = json_rows({"contacts": [row]})

    assert isinstance(read, Row)
    assert (read.source_id, read.refused, read.leg) == ("17", True, "")


@pytest.mark.parametrize(
    ("entry", "reason"),
    [("text", "not-an-object"), ({"source_id": ["a"]}, "value-not-text")],
)
def test_json_entries_of_another_shape_are_refused(entry: object, reason: str) -> None:
    assert json_rows([entry]) == [BadRow(1, reason)]


def test_an_unreadable_rest_of_a_table_is_reported() -> None:
    read = csv_rows(f'{HEADER}\na1;call;2025-07-15 12:30:00;\n"open')

    assert read[1:] == [BadRow(3, "rest-unreadable")]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"{", "json-unreadable"),
        (b'{"rows": []}', "json-no-contacts"),
        (b"[" * 100_000, "json-unreadable"),
    ],
)
def test_json_that_is_no_manifest_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        list(manifest.read_json(data, HELSINKI))


@pytest.mark.parametrize(
    "path",
    [
        "../x.wav",
        "/etc/passwd",
        "a/../../x",
        "..\\x",
        "C:\\x.wav",
        "\\\\host\\x",
        "a\nb",
        "a\0b",
        ".",
    ],
)
def test_a_path_that_could_lead_elsewhere_is_refused(path: str) -> None:
    with pytest.raises(Unreadable, match="file-outside"):
        manifest.safe_path(path)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a.wav", "a.wav"),
        ("2025\\07\\a.wav", "2025/07/a.wav"),
        ("./a.wav", "a.wav"),
        ("contact_20250715T12:30_UTC.wav", "contact_20250715T12:30_UTC.wav"),
    ],
)
def test_a_path_below_the_manifest_is_kept(path: str, expected: str) -> None:
    assert manifest.safe_path(path) == expected


@given(st.text())
def test_no_path_leads_out_of_the_folder(path: str) -> None:
    try:
        parts = manifest.safe_path(path).split("/")
    except Unreadable:
        return

    assert ".." not in parts
    assert parts[0] != ""


@given(st.lists(st.lists(st.text(), max_size=6), max_size=8))
def test_no_row_is_lost(rows: list[list[str]]) -> None:
    quoted = [";".join('"' + c.replace('"', '""') + '"' for c in row) for row in rows]
    present = [row for row in rows if any(cell.strip() for cell in row)]

    read = csv_rows("\r\n".join([HEADER, *quoted]))

    assert len(read) == len(present)
