"""What a report is made of beside the blocks of a notice."""

from dataclasses import dataclass

from seloste.domain.notice_text.document import Block


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody wrote, line by line as they wrote it; ``who`` and ``when``."""

    who: str
    when: str
    text: str


@dataclass(frozen=True, slots=True)
class Turns:
    """What was said, turn by turn: time, speaker, words."""

    turns: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Player:
    """A file of the package: ``href`` leads to it inside the package."""

    href: str
    label: str
    media_type: str


ReportBlock = Block | Quote | Turns | Player
