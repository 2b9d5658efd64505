"""The player: a purpose first, the trace before the first byte, range by range."""

import re
import struct
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from django.test import Client

from seloste import wiring
from seloste.domain.staff import Actor, Role
from seloste.domain.transcript import ChannelOrder, Speaker
from seloste.records.models import SealedObject
from seloste.services import audit, derivations, redactions, speech_settings, staff
from seloste.services.speech_settings import Speech
from seloste.web.player.views import PIECE
from tests.services import deliveries
from tests.services.hand_transcripts import transcript, turn, write
from tests.web.kept import acts, item_of, kept, opened
from tests.web.people import EXAMPLES, NOW, SETUP, SignedIn

pytestmark = pytest.mark.usefixtures("sources_of_retta")

WAV = deliveries.wav()


@pytest.fixture
def browser(eino: Actor, signed_in: SignedIn) -> Client:
    """The browser of Eino, an agent."""
    return signed_in(eino)


@pytest.fixture
def opening(browser: Client, maijas_call: UUID) -> str:
    """Maija's call, opened by Eino to serve her."""
    return opened(browser, maijas_call, "recording", "service")


def body(answer: object) -> bytes:
    streamed = getattr(answer, "streaming_content", None)
    return b"".join(streamed) if streamed else answer.content  # type: ignore[attr-defined]  # a response


def test_opening_leaves_a_trace_with_its_purpose(browser: Client, opening: str) -> None:
    leaf = audit.latest(limit=1, action=audit.Action.CONTENT_OPENED)[0]

    assert (leaf.purpose, leaf.role) == ("service", Role.AGENT)


def test_page_of_an_opening_has_the_player(
    browser: Client, maijas_call: UUID, opening: str
) -> None:
    page = browser.get(f"/contacts/{maijas_call}/open/{opening}/").content.decode()

    assert f"/player/{opening}/audio/" in page
    assert "Asiakaspalvelun hoitaminen" in page


def names(browser: Client, contact: UUID, opening: str) -> list[str]:
    page = browser.get(f"/contacts/{contact}/open/{opening}/").content.decode()
    return re.findall(r'<span class="player-(?:left|right)">([^<]*)</span>', page)


def test_channels_of_which_nobody_knows_who_speaks_have_numbers(
    browser: Client, maijas_call: UUID, opening: str
) -> None:
    assert names(browser, maijas_call, opening) == ["Kanava 1", "Kanava 2"]


def test_channels_without_words_are_named_as_the_register_says(
    browser: Client, maijas_call: UUID, opening: str
) -> None:
    customers_first = Speech("", ChannelOrder.CUSTOMER_FIRST)
    speech_settings.change("retta", customers_first, actor=SETUP, now=NOW)

    assert names(browser, maijas_call, opening) == ["Asiakas", "Asiakaspalvelija"]


def test_channels_are_named_as_the_words_say(
    browser: Client, maijas_call: UUID, opening: str
) -> None:
    item = SealedObject.objects.get(pk=item_of(maijas_call, "recording"))
    other = replace(turn(0, 0.1, "hei"), speaker=Speaker.OTHER)
    nobody = replace(turn(1, 0.1, "[-]"), speaker=Speaker.UNKNOWN)
    words = transcript(
        item, other, nobody, turn(0, 0.3, "joo"), turn(1, 0.3, "no"), seconds=0.5
    )
    write(words, desk=wiring.desk(), now=NOW)
    redactions.hide(item.pk, desk=wiring.desk(), now=NOW)

    assert names(browser, maijas_call, opening) == [
        "Joku muu, Asiakaspalvelija",
        "Asiakas",
    ]


def test_whole_recording_is_the_original(browser: Client, opening: str) -> None:
    answer = browser.get(f"/player/{opening}/audio/")

    assert answer.status_code == 200
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert answer.headers["Content-Length"] == str(len(WAV))
    assert "no-store" in answer.headers["Cache-Control"]
    assert body(answer) == WAV


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-", 0, len(WAV) - 1),
        ("bytes=100-199", 100, 199),
        ("bytes=-50", len(WAV) - 50, len(WAV) - 1),
        ("bytes=100-999999999", 100, len(WAV) - 1),
    ],
)
def test_range_is_served_alone(
    browser: Client, opening: str, asked: str, first: int, last: int
) -> None:
    answer = browser.get(f"/player/{opening}/audio/", headers={"Range": asked})

    assert answer.status_code == 206
    assert answer.headers["Content-Range"] == f"bytes {first}-{last}/{len(WAV)}"
    assert answer.content == WAV[first : last + 1]
    assert "no-store" in answer.headers["Cache-Control"]


def test_range_beyond_the_end_is_refused(browser: Client, opening: str) -> None:
    answer = browser.get(
        f"/player/{opening}/audio/", headers={"Range": f"bytes={len(WAV)}-"}
    )

    assert answer.status_code == 416
    assert answer.headers["Content-Range"] == f"bytes */{len(WAV)}"


def test_range_with_a_validator_nobody_gave_is_answered_whole(
    browser: Client, opening: str
) -> None:
    headers = {"Range": "bytes=0-9", "If-Range": '"once"'}

    assert browser.get(f"/player/{opening}/audio/", headers=headers).status_code == 200


def test_long_range_comes_in_pieces(browser: Client, sources_of_retta: None) -> None:
    data = deliveries.wav(20)
    contact = kept(deliveries.call(parts=(deliveries.recording(data),)))
    opening = opened(browser, contact, "recording", "service")

    answer = browser.get(f"/player/{opening}/audio/", headers={"Range": "bytes=0-"})

    assert len(data) > PIECE
    assert answer.headers["Content-Range"] == f"bytes 0-{PIECE - 1}/{len(data)}"
    assert answer.content == data[:PIECE]


@pytest.mark.parametrize("name", ["11-leak.alaw.wav", "02-avain.gsm.wav"])
def test_what_no_browser_plays_is_heard_as_plain_wav(
    browser: Client, sources_of_retta: None, name: str
) -> None:
    original = (EXAMPLES / "audio" / name).read_bytes()
    contact = kept(deliveries.call(parts=(deliveries.recording(original),)))
    opening = opened(browser, contact, "recording", "service")

    whole = browser.get(f"/player/{opening}/audio/")
    heard = body(whole)
    part = browser.get(
        f"/player/{opening}/audio/", headers={"Range": "bytes=1001-3000"}
    )

    assert whole.headers["Content-Type"] == "audio/wav"
    assert struct.unpack_from("<H", heard, 20) == (1,)  # PCM
    assert struct.unpack_from("<H", heard, 34) == (16,)  # bits a sample
    assert part.content == heard[1001:3001]


def test_waveform_is_not_there_before_it_is_made(browser: Client, opening: str) -> None:
    assert browser.get(f"/player/{opening}/waveform/").status_code == 404


def test_waveform_has_the_peaks_of_both_channels(
    browser: Client, maijas_call: UUID, opening: str
) -> None:
    derivations.make_waveform(
        item_of(maijas_call, "recording"), desk=wiring.desk(), now=NOW
    )

    peaks = browser.get(f"/player/{opening}/waveform/").json()

    assert len(peaks["peaks"]) == 2
    assert peaks["duration"] == pytest.approx(0.5)


@pytest.mark.parametrize("purpose", ["", "legal-defence", "identification"])
def test_without_a_fitting_purpose_nothing_is_opened(
    browser: Client, maijas_call: UUID, purpose: str
) -> None:
    item = item_of(maijas_call, "recording")

    page = browser.post(
        f"/contacts/{maijas_call}/items/{item}/open/", {f"{item}-purpose": purpose}
    )

    assert page.status_code == 200
    assert "invalid-feedback" in page.content.decode()
    assert acts("content.opened") == 0


def test_nothing_is_opened_where_the_trace_cannot_be_written(
    browser: Client, maijas_call: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_: object) -> int:
        raise audit.LeafRefused("broken by the test")

    monkeypatch.setattr(audit, "record", broken)
    item = item_of(maijas_call, "recording")

    answer = browser.post(
        f"/contacts/{maijas_call}/items/{item}/open/", {f"{item}-purpose": "service"}
    )

    assert answer.status_code == 409
    assert "Location" not in answer.headers


def test_opening_of_somebody_else_does_not_exist(
    opening: str, aino: Actor, signed_in: SignedIn
) -> None:
    assert signed_in(aino).get(f"/player/{opening}/audio/").status_code == 404


def test_role_taken_away_stops_the_next_range(
    browser: Client, eino: Actor, opening: str
) -> None:
    address, asked = f"/player/{opening}/audio/", {"Range": "bytes=0-99"}
    assert browser.get(address, headers=asked).status_code == 206
    assert eino.staff_id
    grant = staff.member(eino.staff_id, NOW).grants[0]
    staff.withdraw_role(grant_id=grant.id, actor=SETUP, now=NOW)

    assert browser.get(address, headers=asked).status_code == 403


def test_opening_ends_after_a_quarter_of_an_hour(
    browser: Client,
    maijas_call: UUID,
    opening: str,
    clock: time_machine.Traveller,
) -> None:
    clock.move_to(NOW + timedelta(minutes=16))

    assert browser.get(f"/player/{opening}/audio/").status_code == 404
    page = browser.get(f"/contacts/{maijas_call}/open/{opening}/")
    assert page.headers["Location"] == f"/contacts/{maijas_call}/"


def test_foreign_item_is_not_opened(
    browser: Client, maijas_call: UUID, soks_call: UUID
) -> None:
    item = item_of(soks_call, "recording")

    for contact in (soks_call, maijas_call):
        address = f"/contacts/{contact}/items/{item}/open/"
        assert browser.post(address, {f"{item}-purpose": "service"}).status_code == 404


def test_message_is_not_heard(browser: Client, maijas_mail: UUID) -> None:
    opening = opened(browser, maijas_mail, "message", "service")

    assert browser.get(f"/player/{opening}/audio/").status_code == 404


def test_unknown_opening_does_not_exist(browser: Client) -> None:
    assert browser.get(f"/player/{uuid4()}/audio/").status_code == 404


def test_administrator_hears_nothing(
    admin: Actor, signed_in: SignedIn, opening: str
) -> None:
    assert signed_in(admin).get(f"/player/{opening}/audio/").status_code == 403
