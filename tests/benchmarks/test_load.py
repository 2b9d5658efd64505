"""The bookkeeping of the load benchmark: what is lost or doubled does not go unseen."""

import io
from collections import Counter
from dataclasses import replace

import pytest
from benchmarks.load import day, kept
from benchmarks.load.day import Arrival, Stretch, Way
from benchmarks.load.scale import scale
from benchmarks.load.tally import Tally, tally, together

from seloste.domain.contact import Channel, Delivery, Kind, Part
from seloste.ports.desk import Desk
from seloste.records.models import Contact, Dialog, Quarantined, SealedObject
from seloste.services.capture import capture
from tests.services.conftest import NOW

SOURCE = "retta-mail"
NOTHING = Tally(acknowledged=0, kept=0, quarantined=0, lost=0, doubled=0, strangers=0)


def tiny_day() -> list[Arrival]:
    whole = day.plan(share=0.002, pressure=1)
    return [one for one in whole if one.way is Way.MAIL][:5]


def delivery(arrival: Arrival, text: str = "Hana vuotaa.") -> Delivery:
    content = f"From: m@example.fi\r\nSubject: {arrival.name}\r\n\r\n{text}".encode()
    return Delivery(
        source=SOURCE,
        source_id=arrival.name,
        channel=Channel.MAIL,
        started_at=NOW,
        address="asiakaspalvelu@isannointi.retta.example",
        parts=(
            Part(
                kind=Kind.MESSAGE,
                open=lambda: io.BytesIO(content),
                media_type="message/rfc822",
            ),
        ),
    )


@pytest.fixture
def handed_over(registers: None, desk: Desk) -> list[str]:
    """A tiny day whose every mail was handed over, one of them twice."""
    arrivals = tiny_day()
    for one in (*arrivals, arrivals[0]):
        capture(delivery(one), desk=desk, now=NOW)
    return [one.name for one in arrivals]


def test_a_day_kept_once_is_neither_lost_nor_doubled(
    handed_over: list[str], desk: Desk
) -> None:
    assert kept.contacts(SOURCE, handed_over, desk=desk) == replace(
        NOTHING, acknowledged=5, kept=5
    )


def test_a_contact_that_is_gone_is_seen_as_lost(
    handed_over: list[str], desk: Desk
) -> None:
    gone = Contact.objects.order_by("pk")[0]
    SealedObject.objects.filter(contact=gone).delete()
    gone.delete()

    assert kept.contacts(SOURCE, handed_over, desk=desk).lost == 1


def test_a_contact_without_its_message_is_seen_as_lost(
    handed_over: list[str], desk: Desk
) -> None:
    Dialog.objects.order_by("pk")[0].delete()

    assert kept.contacts(SOURCE, handed_over, desk=desk).lost == 1


def test_a_mail_kept_and_put_aside_is_seen_as_doubled(
    handed_over: list[str], desk: Desk
) -> None:
    capture(delivery(tiny_day()[0], "Jotain muuta."), desk=desk, now=NOW)
    assert Quarantined.objects.count() == 1

    found = kept.contacts(SOURCE, handed_over, desk=desk)

    assert (found.doubled, found.quarantined, found.true) == (1, 1, False)


def test_a_mail_that_nobody_sent_is_seen(handed_over: list[str], desk: Desk) -> None:
    extra = replace(tiny_day()[0], name="f" * 24)
    capture(delivery(extra), desk=desk, now=NOW)

    assert kept.contacts(SOURCE, handed_over, desk=desk).strangers == 1


def test_a_mail_without_an_answer_may_be_there_and_may_not(
    handed_over: list[str], desk: Desk
) -> None:
    heard, unheard = handed_over[1:], [handed_over[0], "never-arrived"]

    found = kept.contacts(SOURCE, heard, desk=desk, unanswered=unheard)

    assert (found.acknowledged, found.true) == (4, True)


def test_an_id_kept_twice_is_doubled_and_one_kept_nowhere_lost() -> None:
    found = tally(["a", "b", "c"], kept={"a": 2, "b": 1}, quarantined={})

    assert (found.kept, found.doubled, found.lost) == (2, 1, 1)


def test_tallies_of_several_sources_are_added_up() -> None:
    one = replace(NOTHING, acknowledged=3, kept=2, lost=1)
    other = replace(NOTHING, acknowledged=2, kept=2, doubled=1)

    assert together([one, other]) == Tally(
        acknowledged=5, kept=4, quarantined=0, lost=1, doubled=1, strangers=0
    )


def test_a_whole_day_has_21000_contacts_and_its_busy_hour_2520() -> None:
    of = Counter(one.stretch for one in day.plan(share=1, pressure=1))

    assert sum(of.values()) == 21_000
    assert of[Stretch.BUSY] + of[Stretch.BURST] == 2_520


def test_the_burst_comes_at_five_times_the_rate_of_the_busy_hour() -> None:
    of = {stretch: (long, count) for stretch, _, long, count in day.stretches()}

    long, count = of[Stretch.BURST]

    assert (long, round(count / long, 3)) == (300.0, 3.5)


def test_the_same_day_comes_again_and_no_contact_has_the_name_of_another() -> None:
    first, again = (day.plan(share=0.01, pressure=4) for _ in range(2))

    assert first == again
    assert len({one.name for one in first}) == len(first) == 211


def test_a_share_of_the_day_is_as_much_shorter_as_it_is_replayed_faster() -> None:
    arrivals = day.plan(share=0.01, pressure=4)

    assert day.length(share=0.01, pressure=4) == 108.0
    assert 0 <= arrivals[0].at <= arrivals[-1].at <= 108.0


def test_the_scale_is_set_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BENCH_SHORT", "1")
    monkeypatch.setenv("BENCH_INBOX", "500")

    chosen = scale()

    assert (chosen.inbox, chosen.chats) == (500, 24)
