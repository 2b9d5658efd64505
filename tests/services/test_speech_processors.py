"""Sound leaves this machine only for whom the notice names."""

from dataclasses import replace

import pytest

from seloste.domain.notice import Notice
from seloste.ports.desk import Desk
from seloste.records.models import Transcript
from seloste.services import processors, speech_processors, startup, transcript_making
from seloste.services.notices import document
from seloste.services.speech_processors import ProcessorUnnamed
from tests.fakes.transcriber import FakeTranscriber
from tests.services.conftest import NOW, SETUP
from tests.services.desks import EXAMPLES
from tests.services.processor_entries import TODAY, entered
from tests.services.transcripts import listening, recorded

NAMED = "Esimerkin Puhelinpalvelut Oy"


@pytest.fixture(scope="module")
def model() -> Notice:
    return document.load(EXAMPLES / "model.yaml")


def test_a_recipient_with_members_names_nobody_else(model: Notice) -> None:
    assert speech_processors.names(model, NAMED, "telephony")
    assert not speech_processors.names(model, "Puhepilvi Oy", "telephony")


def test_a_recipient_without_members_names_its_kind(model: Notice) -> None:
    open_to_all = replace(model.recipients[0], members=())
    notice = replace(model, recipients=(open_to_all,))

    assert speech_processors.names(notice, "Puhepilvi Oy", "telephony")
    assert not speech_processors.names(notice, "Puhepilvi Oy", "support")


def test_an_insurer_is_no_processor(model: Notice) -> None:
    insurer = replace(model.recipients[0], kind="insurer", members=("Puhepilvi Oy",))
    notice = replace(model, recipients=(insurer,))

    assert not speech_processors.names(notice, "Puhepilvi Oy", "telephony")


def test_what_hears_here_needs_no_name(registers: None, desk: Desk) -> None:
    startup.check(listening(desk))


def test_nothing_starts_that_would_send_sound_to_somebody_unnamed(
    registers: None, desk: Desk
) -> None:
    abroad = listening(desk, FakeTranscriber(processor="Puhepilvi Oy"))

    with pytest.raises(ProcessorUnnamed):
        startup.check(abroad)


def test_no_sound_of_a_register_goes_to_whom_its_notice_does_not_name(
    registers: None, desk: Desk
) -> None:
    item = recorded(desk)
    fake = FakeTranscriber(processor="Puhepilvi Oy")

    transcript_making.transcribe(item.pk, desk=listening(desk, fake), now=NOW)

    assert fake.starts == 0
    assert Transcript.objects.get().failure == "processor-unnamed"


def test_sound_goes_to_a_processor_of_the_register_until_its_day(
    registers: None, desk: Desk
) -> None:
    abroad = FakeTranscriber(processor="Puhepilvi Oy")
    assert not speech_processors.may_hear(abroad, "retta", now=NOW)

    entry = processors.add(entered(name="Puhepilvi Oy"), actor=SETUP, now=NOW)

    assert speech_processors.may_hear(abroad, "retta", now=NOW)
    assert not speech_processors.may_hear(abroad, "sok-mara", now=NOW)
    startup.check(listening(desk, abroad))
    processors.end(entry, on=TODAY, actor=SETUP, now=NOW)
    assert not speech_processors.may_hear(abroad, "retta", now=NOW)
