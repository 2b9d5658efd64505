"""What a register says of its calls: their language, and who is on which channel."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from seloste.domain.audit import Action
from seloste.domain.errors import SelosteError
from seloste.domain.staff import Actor
from seloste.domain.transcript import LANGUAGES, ChannelOrder
from seloste.records.models import Register, SpeechSetting
from seloste.services import audit


class SpeechSettingRefused(SelosteError):
    """What was said of a register's calls cannot be; ``reason`` is a stable word.

    Reasons: no-register, no-language.
    """

    code = "speech-setting-refused"

    def __init__(self, reason: str) -> None:
        super().__init__(f"speech setting: {reason}")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Speech:
    """The language of a register's calls (empty is detected) and their channels."""

    language: str
    order: ChannelOrder


def of(register: str) -> Speech:
    """Return what a register says of its calls."""
    row = SpeechSetting.objects.filter(register=register).first()
    if row is None:
        return Speech("", ChannelOrder.UNKNOWN)
    return Speech(row.language, ChannelOrder(row.channels))


@transaction.atomic
def change(register: str, wanted: Speech, *, actor: Actor, now: datetime) -> None:
    """Say in which language a register's calls are and who is on channel one.

    It holds for what is transcribed from now on. Raises SpeechSettingRefused.
    """
    if not Register.objects.filter(pk=register).exists():
        raise SpeechSettingRefused("no-register")
    if wanted.language not in ("", *LANGUAGES):
        raise SpeechSettingRefused("no-language")
    SpeechSetting.objects.update_or_create(
        register_id=register,
        defaults={
            "language": wanted.language,
            "channels": wanted.order,
            "changed_at": now,
        },
    )
    audit.record(
        action=Action.SPEECH_CHANGED,
        actor=actor,
        object_id=register,
        now=now,
        details={"language": wanted.language or "detected", "mode": wanted.order.value},
    )
