"""Plain text as RFC 3676 sends it: paragraphs cut into lines that flow together.

A line that ends with a space goes on in the next one of the same depth of
quotation. Nothing but line breaks, stuffing and the spaces of DelSp is changed.
"""

import re

_DEPTH = re.compile(r">*")
_SIGNATURE = "-- "


def joined(text: str, *, delsp: bool = False) -> str:
    """Return ``text`` with its flowed lines joined; lines end with a newline.

    ``delsp`` says that the space at the end of a line is not part of the text.
    """
    done: list[str] = []
    depth, open_ = 0, False
    for line in text.replace("\r\n", "\n").split("\n"):
        here, words = _read(line)
        flows = words.endswith(" ") and words != _SIGNATURE
        shown = words[:-1] if flows and delsp else words
        if open_ and here == depth and words != _SIGNATURE:
            done[-1] += shown
        else:
            done.append(_quoted(shown, here))
        depth, open_ = here, flows
    return "\n".join(done)


def _read(line: str) -> tuple[int, str]:
    """Return the depth of quotation of a line, and its words without stuffing."""
    found = _DEPTH.match(line)
    depth = found.end() if found else 0
    return depth, line[depth:].removeprefix(" ")


def _quoted(words: str, depth: int) -> str:
    return f"{'>' * depth} {words}" if depth else words
