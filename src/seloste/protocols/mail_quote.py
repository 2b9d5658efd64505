"""Where the sender's own words end and the quoted message begins.

Mail programs mark what they quote in Finnish, Swedish and English in a few
known ways. A mark that is not known leaves the text unfolded: nothing is
hidden by a guess in the middle of somebody's words.
"""

import re

_QUOTED = re.compile(r"\s{0,3}>")
_RULE = re.compile(
    r"\s*(?:-{2,}|_{2,})\s*(?:"
    r"Original Message|Forwarded message|Reply message"
    r"|Alkuperäinen viesti|Välitetty viesti|Edelleenlähetetty viesti"
    r"|Ursprungligt meddelande|Vidarebefordrat meddelande"
    r")\s*(?:-{2,}|_{2,})?\s*",
    re.IGNORECASE,
)
_ATTRIBUTION = re.compile(
    r"(?:On\b.{1,300}\bwrote|"
    r"(?:Den|På|Om)\b.{1,300}\bskrev\b.{0,200}|"
    r".{1,300}\b(?:kirjoitti|skrev|wrote)\b.{0,200}):\s*",
)
_FROM = re.compile(r"\*?(?:From|Lähettäjä|Från):\*?\s.+")
_SENT = re.compile(
    r"\*?(?:Sent|Date|Lähetetty|Päivämäärä|Päiväys|Skickat|Datum):\*?\s.+"
)
_UNDERLINE = re.compile(r"\s*_{5,}\s*")
_LONGEST_LINE = 600


def split_quote(text: str) -> tuple[str, str]:
    """Return the sender's own words and what follows them as a quotation.

    Only a quotation that lasts to the end is split off: an answer written
    between quoted lines stays whole.
    """
    lines = text.splitlines(keepends=True)
    start = _start(lines)
    return "".join(lines[:start]).rstrip(), "".join(lines[start:]).strip("\r\n")


def _start(lines: list[str]) -> int:
    for number, line in enumerate(lines):
        if _begins_quote(lines, number):
            return number
        if _is_attribution(lines, number) and _rest_is_quoted(lines, number + 1):
            return number
        if _QUOTED.match(line) and _rest_is_quoted(lines, number):
            return number
    return len(lines)


def _begins_quote(lines: list[str], number: int) -> bool:
    """Whether a line says in words that what follows is another message."""
    line = lines[number].strip()
    if len(line) > _LONGEST_LINE:
        return False
    if _RULE.fullmatch(line):
        return True
    if _UNDERLINE.fullmatch(line):
        return _has_header(lines, number + 1)
    return _has_header(lines, number)


def _has_header(lines: list[str], number: int) -> bool:
    """Whether the sender and date of a quoted message stand here (Outlook)."""
    block = [line.strip()[:_LONGEST_LINE] for line in lines[number : number + 3]]
    return bool(
        block
        and _FROM.fullmatch(block[0])
        and any(_SENT.fullmatch(line) for line in block[1:])
    )


def _is_attribution(lines: list[str], number: int) -> bool:
    """Whether "… wrote:" stands here, on one line or broken onto two."""
    one = lines[number].strip()
    two = " ".join(line.strip() for line in lines[number : number + 2])
    return any(
        len(text) <= _LONGEST_LINE and _ATTRIBUTION.fullmatch(text)
        for text in (one, two)
    )


def _rest_is_quoted(lines: list[str], number: int) -> bool:
    """Whether everything from here on is quoted, and something is."""
    rest = [line for line in lines[number:] if line.strip()]
    if rest and not _QUOTED.match(rest[0]) and rest[0].strip().endswith(":"):
        rest = rest[1:]
    return bool(rest) and all(_QUOTED.match(line) for line in rest)
