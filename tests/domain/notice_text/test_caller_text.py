from dataclasses import replace

import pytest

from seloste.domain.contact import Channel
from seloste.domain.notice import (
    ChannelNotPromised,
    ChannelRule,
    ContactPoint,
    Controller,
    Language,
    Mode,
    Period,
    Text,
)
from seloste.domain.notice_text import caller_text
from tests.domain.notice_text.notices import CALLS, KIOSK, NOTICE, TRAINING, same

MAIL = Text(fi="sähköposti", sv="e-post", en="e-mail")
REFUSABLE = replace(
    NOTICE,
    channels=(
        ChannelRule(Channel.CALL, recorded=True, announced=True, alternatives=(MAIL,)),
    ),
)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            Language.FI,
            "Kioski Oy tallentaa tämän puhelun. Tarkoitus: koulutus. Tallenne "
            "säilytetään enintään kolme kuukautta. Tietosuojaselosteen saat "
            "osoitteesta tieto@example.com. Jos et halua tallennusta, lopeta puhelu. "
            "Voit asioida myös näin: sähköposti.",
        ),
        (
            Language.SV,
            "Kioski Oy spelar in det här samtalet. Ändamål: utbildning. Inspelningen "
            "sparas i högst tre månader. Dataskyddsbeskrivningen får du på adressen "
            "tieto@example.com. Om du inte vill bli inspelad, avsluta samtalet. Du kan "
            "också kontakta oss så här: e-post.",
        ),
        (
            Language.EN,
            "Kioski Oy records this call. Purpose: training. The recording is kept for "
            "at most three months. You can get the privacy notice at "
            "tieto@example.com. If you do not want to be recorded, please hang up. "
            "Other ways to reach us: e-mail.",
        ),
    ],
)
def test_a_caller_hears_who_why_how_long_where_and_what_instead(
    language: Language, said: str
) -> None:
    assert caller_text(REFUSABLE, Channel.CALL, language) == said


def test_the_published_address_is_said_before_the_mailbox() -> None:
    said = caller_text(NOTICE, Channel.CALL, Language.EN, address="https://kioski.fi/n")

    assert "at https://kioski.fi/n." in said
    assert "tieto@example.com" not in said


def test_what_the_notice_lacks_is_not_said() -> None:
    bare = replace(
        NOTICE,
        contact=ContactPoint(),
        retention=(replace(CALLS, period=None, until=same("it is done")),),
    )

    said = caller_text(bare, Channel.CALL, Language.EN)

    assert said == "Kioski Oy records this call. Purpose: training."


def test_several_controllers_are_all_named() -> None:
    other = Controller(id="baari", name="Baari Oy")
    notice = replace(NOTICE, controllers=(KIOSK, other))

    said = caller_text(notice, Channel.CALL, Language.FI)

    assert said.startswith(
        "Tämä puhelu tallennetaan. Rekisterinpitäjiä ovat Kioski Oy ja"
    )


def test_many_purposes_are_cut_short_and_that_is_said() -> None:
    names = ("First", "Second", "Third", "Fourth")
    purposes = tuple(replace(TRAINING, id=name, name=same(name)) for name in names)

    said = caller_text(replace(NOTICE, purposes=purposes), Channel.CALL, Language.EN)

    assert "first, second and the other purposes named in the privacy" in said


def test_what_only_the_law_gives_is_no_purpose_of_a_recording() -> None:
    requests = replace(TRAINING, id="rights", name=same("Requests"), statutory=True)
    notice = replace(NOTICE, purposes=(TRAINING, requests))

    assert "equests" not in caller_text(notice, Channel.CALL, Language.EN)


@pytest.mark.parametrize(
    ("channel", "said"),
    [
        (Channel.CALL, "The details of this call are kept by Kioski Oy."),
        (Channel.MAIL, "The message that you send is kept by Kioski Oy."),
        (Channel.CHAT, "This conversation is kept by Kioski Oy."),
        (Channel.FORM, "The data that you give on this form are kept by Kioski Oy."),
        (Channel.PAPER, "The letter or document that you send is kept by Kioski Oy."),
    ],
)
def test_a_channel_without_recording_says_what_is_kept(
    channel: Channel, said: str
) -> None:
    everything = replace(
        CALLS, mode=Mode.EXACTLY, channels=frozenset(Channel), period=Period(days=180)
    )
    notice = replace(NOTICE, channels=(), retention=(everything,))

    assert caller_text(notice, channel, Language.EN) == (
        f"{said} They are kept for 180 days. You can get the privacy notice at "
        "tieto@example.com."
    )


def test_a_channel_that_is_not_promised_has_no_text() -> None:
    with pytest.raises(ChannelNotPromised):
        caller_text(NOTICE, Channel.CHAT, Language.FI)
