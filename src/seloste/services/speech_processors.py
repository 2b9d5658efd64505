"""Sound leaves this machine only for a processor of the register and of the notice.

An engine says who receives what it hears. Where that is somebody, each register
needs an entry of that name that stands, under a recipient its notice in force
names as a processor; where no register has one, nothing starts.
"""

from datetime import datetime

from seloste.domain import processor as rules
from seloste.domain import retention
from seloste.domain.errors import SelosteError
from seloste.domain.notice import Notice
from seloste.ports.transcriber import SpeechRefused, Transcriber
from seloste.services import processors
from seloste.services.notices import store


class ProcessorUnnamed(SelosteError):
    """No notice and register name who would receive the sound: nothing is sent."""

    code = "processor-unnamed"

    def __init__(self) -> None:
        super().__init__("no register names who would receive the sound of recordings")


def names(notice: Notice, processor: str, recipient: str) -> bool:
    """Return whether a notice lets a processor of some recipient receive data.

    A recipient that names its members one by one means nobody else.
    """
    return any(
        not one.members or processor in one.members
        for one in rules.recipients(notice)
        if one.id == recipient
    )


def may_hear(transcriber: Transcriber, register: str, *, now: datetime) -> bool:
    """Return whether an engine may hear the recordings of a register."""
    if not transcriber.processor:
        return True
    today = retention.local_day(now)
    notice = store.in_force(register, today).notice
    return any(
        row.name == transcriber.processor and names(notice, row.name, row.recipient)
        for row in processors.standing(today, register)
    )


def check_register(transcriber: Transcriber, register: str, *, now: datetime) -> None:
    """Raise SpeechRefused where an engine may not hear the recordings of a register."""
    if not may_hear(transcriber, register, now=now):
        raise SpeechRefused(ProcessorUnnamed.code)


def check(transcriber: Transcriber | None, *, now: datetime) -> None:
    """Raise ProcessorUnnamed where an engine may hear nobody's recordings."""
    if transcriber is None or not transcriber.processor:
        return
    if not any(may_hear(transcriber, one, now=now) for one in store.registers()):
        raise ProcessorUnnamed
