"""What a parser says when bytes do not mean what they should.

Parsers know no other layer, so this is not a refusal of the program: the
adapter that called the parser turns ``reason`` into one.
"""


class Unreadable(ValueError):
    """Bytes or text that cannot be understood; ``reason`` is a stable word."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
