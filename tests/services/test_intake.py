"""Intake: a file is let go of only with its receipt."""

import io
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

import pytest

from seloste.domain.contact import Kind, Part
from seloste.ports.desk import Desk
from seloste.ports.sources import FileRefused, Found, Opener, Rejected
from seloste.records.models import Contact, Quarantined, SealedObject, Source
from seloste.services import intake
from seloste.services.capture import Receipt, Result
from seloste.services.intake import Taken
from tests.services.conftest import NOW
from tests.services.deliveries import mail

pytestmark = pytest.mark.usefixtures("registers")
FILE = Path("maija.eml")
UNREAD = b"not understood"


def open_unread(path: Path) -> BinaryIO:
    return io.BytesIO(UNREAD)


def open_refused(path: Path) -> BinaryIO:
    raise FileRefused("changing")


def take(
    *found: Found | Rejected, desk: Desk, opener: Opener = open_unread
) -> list[Taken]:
    return list(
        intake.take(
            found,
            source=Source.objects.get(slug="retta-mail"),
            open_file=opener,
            desk=desk,
            now=NOW,
        )
    )


def results(taken: Iterable[Taken]) -> list[Result | None]:
    return [one.receipt.result if one.receipt else None for one in taken]


@pytest.fixture
def lying(tmp_path: Path) -> Path:
    """A file that is there, with what nobody understands."""
    path = tmp_path / "odd.eml"
    path.write_bytes(UNREAD)
    return path


def test_what_was_found_is_captured_in_order(desk: Desk) -> None:
    first = Found(mail(), (FILE,), tolerated=("date-missing",))
    second = Found(mail(source_id="<2@example.fi>"), (Path("2.eml"),))

    taken = take(first, second, desk=desk)

    assert results(taken) == [Result.CAPTURED, Result.CAPTURED]
    assert [one.path for one in taken] == [FILE, Path("2.eml")]
    assert taken[0].tolerated == ("date-missing",)


def test_a_file_that_changes_under_the_reader_is_left(desk: Desk) -> None:
    part = Part(kind=Kind.MESSAGE, open=lambda: open_refused(FILE))

    taken = take(Found(mail(parts=(part,)), (FILE,)), desk=desk)

    assert taken == [Taken((FILE,), None, "changing")]
    assert not Contact.objects.exists()


def test_what_was_not_understood_is_sealed_whole(desk: Desk, lying: Path) -> None:
    taken = take(Rejected(lying, "no-header"), desk=desk)

    sealed = SealedObject.objects.get(kind=Kind.QUARANTINED)
    assert results(taken) == [Result.QUARANTINED]
    assert Quarantined.objects.get().reason == "no-header"
    assert desk.vault.open(sealed.ref(), inline=sealed.inline()) == UNREAD


def test_what_was_not_understood_waits_once(desk: Desk, lying: Path) -> None:
    take(Rejected(lying, "no-header"), desk=desk)

    take(Rejected(lying, "no-header"), desk=desk)

    assert Quarantined.objects.count() == 1


def test_two_lines_of_one_list_wait_apart(desk: Desk, lying: Path) -> None:
    taken = take(
        Rejected(lying, "no-time", line=2), Rejected(lying, "no-id", line=3), desk=desk
    )

    assert results(taken) == [Result.QUARANTINED] * 2
    assert sorted(Quarantined.objects.values_list("reason", flat=True)) == [
        "no-id",
        "no-time",
    ]


@pytest.mark.parametrize("reason", sorted(intake.UNTAKEN))
def test_what_may_yet_be_completed_is_left(
    desk: Desk, lying: Path, reason: str
) -> None:
    assert take(Rejected(lying, reason), desk=desk) == [Taken((lying,), None, reason)]
    assert not Quarantined.objects.exists()


def test_what_is_no_file_is_left(desk: Desk, tmp_path: Path) -> None:
    gone = tmp_path / "gone.eml"

    assert take(Rejected(gone, "missing"), desk=desk) == [
        Taken((gone,), None, "missing")
    ]


def test_what_may_not_be_opened_is_left(desk: Desk, lying: Path) -> None:
    taken = take(Rejected(lying, "no-header"), desk=desk, opener=open_refused)

    assert taken == [Taken((lying,), None, "changing")]
    assert not Quarantined.objects.exists()


LIST, FIRST, SECOND = Path("list.csv"), Path("1.wav"), Path("2.wav")
KEPT = Receipt(Result.CAPTURED, None)
ROW = Taken((LIST, FIRST), KEPT)
PUT_ASIDE = Taken((LIST,), Receipt(Result.QUARANTINED, None), "row-twice")
WAITS = Taken((SECOND,), None, "recording-without-cdr")
NO_LIST = Taken((Path(),), None, "manifest-missing")
CHANGES = Taken((LIST, SECOND), None, "changing")


@pytest.mark.parametrize(
    ("taken", "going"),
    [
        ([ROW], {LIST, FIRST}),
        ([ROW, WAITS], {LIST, FIRST}),
        ([ROW, PUT_ASIDE], {LIST, FIRST}),
        ([PUT_ASIDE], {LIST}),
        ([NO_LIST], set()),
        ([ROW, CHANGES], set()),
        ([ROW, Taken((LIST,), None, "cdr-missing")], {FIRST}),
        ([], set()),
    ],
)
def test_only_what_has_its_receipt_is_let_go(
    taken: list[Taken], going: set[Path]
) -> None:
    assert intake.may_go(taken) == going
