"""A day of the demo, read back as any hand-over is."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from seloste.protocols import freepbx, manifest, mime
from seloste.protocols.freepbx import CdrRow
from seloste.protocols.manifest import Declaration, Row
from seloste.services import demo_day
from seloste.services.demo_day import HandOver

EXAMPLES = Path(__file__).parents[2] / "examples"
DAY = date(2025, 10, 6)


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> dict[str, HandOver]:
    target = tmp_path_factory.mktemp("demo")
    return {h.source: h for h in demo_day.build(EXAMPLES, target, day=DAY)}


def rows(hand_over: HandOver) -> list[Row]:
    data = (hand_over.path / "manifest.csv").read_bytes()
    read = manifest.read_csv(data, Declaration(zone=demo_day.ZONE))
    return [row for row in read if isinstance(row, Row)]


def mails(hand_over: HandOver) -> list[mime.Mail]:
    files = sorted(hand_over.path.glob("*.eml"))
    return [mime.parse(file.read_bytes()) for file in files]


def test_the_day_has_an_exchange_two_recorders_and_mail(
    day: dict[str, HandOver],
) -> None:
    assert {(h.source, h.register, h.preset) for h in day.values()} == {
        ("retta-exchange", "retta", "freepbx"),
        ("retta-recorder", "retta", "manifest"),
        ("sok-mara-recorder", "sok-mara", "manifest"),
        ("retta-mail", "retta", "mail"),
    }


def test_the_exchange_is_joined_on_names_that_say_what_the_rows_say(
    day: dict[str, HandOver],
) -> None:
    folder = day["retta-exchange"].path
    read = list(freepbx.read_cdr((folder / "cdr.csv").read_bytes()))

    named = {r.recordingfile for r in read if isinstance(r, CdrRow)} - {""}

    assert named == {file.name for file in folder.glob("monitor/2025/10/06/*.wav")}
    assert len(named) == 3


def test_every_manifest_row_is_understood_and_has_its_file(
    day: dict[str, HandOver],
) -> None:
    for source in ("retta-recorder", "sok-mara-recorder"):
        folder = day[source].path
        files = {row.file for row in rows(day[source])} - {""}

        assert files == {f.name for f in folder.iterdir()} - {"manifest.csv"}


def test_one_caller_refused_and_one_recorder_began_too_early(
    day: dict[str, HandOver],
) -> None:
    read = rows(day["sok-mara-recorder"])

    refused = [row for row in read if row.refused]
    early = [
        row
        for row in read
        if row.file
        and row.announcement_ended_at
        and row.recording_started_at
        and row.announcement_ended_at > row.recording_started_at
    ]

    assert [row.file for row in refused] == [""]
    assert len(early) == 1


def test_mails_carry_the_date_of_the_day(day: dict[str, HandOver]) -> None:
    read = mails(day["retta-mail"])

    assert len(read) == 13
    assert {
        mail.date.astimezone(demo_day.ZONE).date() for mail in read if mail.date
    } == {DAY}
    assert read[0].date == datetime(2025, 10, 6, 5, 12, 41, tzinfo=UTC)


def test_mails_answer_each_other_on_the_new_day(day: dict[str, HandOver]) -> None:
    question, answer, *_ = mails(day["retta-mail"])

    assert question.message_id == "20251006081241.1@mail.example.com"
    assert answer.in_reply_to == (question.message_id,)


def test_the_same_day_is_written_the_same_again(
    day: dict[str, HandOver], tmp_path: Path
) -> None:
    again = {h.source: h for h in demo_day.build(EXAMPLES, tmp_path, day=DAY)}

    assert tree(again["sok-mara-recorder"]) == tree(day["sok-mara-recorder"])
    assert tree(again["retta-exchange"]) == tree(day["retta-exchange"])


def tree(hand_over: HandOver) -> dict[str, bytes]:
    return {
        str(file.relative_to(hand_over.path)): file.read_bytes()
        for file in hand_over.path.rglob("*")
        if file.is_file()
    }


def test_a_mail_without_a_date_is_copied_as_it_is(tmp_path: Path) -> None:
    examples = tmp_path / "examples"
    (examples / "mail").mkdir(parents=True)
    (examples / "audio").symlink_to(EXAMPLES / "audio")
    (examples / "mail" / "a.eml").write_bytes(b"Subject: x\r\n\r\nhei")

    built = demo_day.build(examples, tmp_path / "out", day=DAY)

    assert (built[-1].path / "a.eml").read_bytes() == b"Subject: x\r\n\r\nhei"
