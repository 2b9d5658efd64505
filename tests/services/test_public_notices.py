"""Which version of a notice is shown, and when each was in force."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from seloste.domain.notice import Language
from seloste.domain.staff import system
from seloste.services import public_notices
from seloste.services.notices import store
from seloste.services.public_notices import Listed, Page
from tests.fakes.pdf import FakePdfMaker

RETTA = Path(__file__).resolve().parent.parent.parent / "examples/retta.yaml"
NOW = datetime(2026, 7, 1, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
CHANGE = TODAY + timedelta(days=10)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def two_versions() -> None:
    """Retta's notice, and its next version, which takes effect in ten days."""
    text = RETTA.read_text(encoding="utf-8")
    later = text.replace("effective: 2024-07-01", f"effective: {CHANGE.isoformat()}")
    assert later != text
    for version in (text, later):
        store.publish(text=version, actor=system("setup"), now=NOW, key_backup_days=7)


def page(day: date, number: int | None = None) -> Page:
    return public_notices.page(
        register="retta",
        number=number,
        language=Language.FI,
        day=day,
        key_backup_days=7,
    )


@pytest.mark.parametrize(
    ("day", "number"), [(TODAY, 1), (CHANGE - timedelta(days=1), 1), (CHANGE, 2)]
)
def test_version_in_force_is_shown(day: date, number: int) -> None:
    assert page(day).shown.number == number


def test_each_version_has_its_days() -> None:
    newest, first = page(TODAY).spans

    assert (first.since, first.until) == (date(2024, 7, 1), CHANGE - timedelta(days=1))
    assert (newest.since, newest.until) == (CHANGE, None)
    assert (first.is_in_force, newest.is_to_come) == (True, True)


def test_earlier_version_stays_readable() -> None:
    earlier = page(CHANGE, number=1)

    assert earlier.shown.number == 1
    assert not earlier.shown.is_in_force
    assert not earlier.shown.is_to_come


@pytest.mark.parametrize("number", [0, 3])
def test_version_that_is_not_there_is_refused(number: int) -> None:
    with pytest.raises(public_notices.NoticeUnknown):
        page(TODAY, number)


def test_register_whose_notice_is_not_in_force_yet_is_refused() -> None:
    with pytest.raises(public_notices.NoticeUnknown):
        page(date(2024, 6, 30))


def test_listing_names_the_controllers_of_what_is_in_force() -> None:
    listed = public_notices.listing(Language.SV, TODAY)

    assert [(one.register, one.controllers) for one in listed] == [
        ("retta", "Retta Isännöinti Oy, Retta Oy")
    ]
    assert public_notices.listing(Language.SV, date(2024, 6, 30)) == ()
    assert isinstance(listed[0], Listed)


def test_html_is_shown_as_its_writer_escaped_it() -> None:
    html = page(TODAY).html

    assert html.__html__() == html
    assert "<script" not in html


def test_pdf_is_made_of_the_version_asked_for() -> None:
    maker = FakePdfMaker()

    made = public_notices.pdf(
        register="retta", number=2, language=Language.EN, maker=maker, key_backup_days=7
    )

    assert made.startswith(b"%PDF")
    with pytest.raises(public_notices.NoticeUnknown):
        public_notices.pdf(
            register="retta",
            number=9,
            language=Language.EN,
            maker=maker,
            key_backup_days=7,
        )
