"""What a browser hears, and how long a decoded recording is kept in memory."""

from datetime import timedelta
from uuid import uuid4

from seloste.services.playback import Shelf
from tests.services.conftest import NOW

SOON = NOW + timedelta(minutes=15)


def test_decoded_recording_is_kept_until_its_opening_ends() -> None:
    shelf, opening = Shelf(), uuid4()
    shelf.put(opening, b"samples", until=SOON)

    assert shelf.take(opening, NOW) == b"samples"
    assert shelf.take(opening, SOON) is None


def test_what_is_over_goes_when_anybody_asks() -> None:
    shelf, old = Shelf(), uuid4()
    shelf.put(old, b"samples", until=NOW)

    assert shelf.take(uuid4(), NOW) is None
    assert shelf.take(old, NOW - timedelta(minutes=1)) is None


def test_oldest_makes_room() -> None:
    shelf, first, second = Shelf(room=10), uuid4(), uuid4()
    shelf.put(first, b"123456", until=SOON)

    shelf.put(second, b"123456", until=SOON)

    assert shelf.take(first, NOW) is None
    assert shelf.take(second, NOW) == b"123456"


def test_what_does_not_fit_is_not_kept() -> None:
    shelf, opening = Shelf(room=3), uuid4()

    shelf.put(opening, b"1234", until=SOON)

    assert shelf.take(opening, NOW) is None
