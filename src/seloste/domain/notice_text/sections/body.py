"""What a section gives back: its blocks, and the articles they answer."""

from dataclasses import dataclass

from seloste.domain.notice_text.document import Block


@dataclass(frozen=True, slots=True)
class Body:
    """The content of one section; empty where the notice states no fact."""

    blocks: tuple[Block, ...] = ()
    articles: tuple[str, ...] = ()


NOTHING = Body()
