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
_WROTE = frozenset({"wrote", "kirjoitti", "skrev"})
_BROKEN = re.compile(r"(?:On|Den)\b.*\n|.+\n\s*<")
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
    tail = _with_attribution(lines, _quoted_tail(lines))
    named = (n for n in range(tail) if _begins_quote(lines, n))
    start = next(named, tail)
    return "".join(lines[:start]).rstrip(), "".join(lines[start:]).strip("\r\n")


def _quoted_tail(lines: list[str]) -> int:
    """Return where the lines begin that are quoted to the end."""
    start = len(lines)
    for number in range(len(lines) - 1, -1, -1):
        if _QUOTED.match(lines[number]):
            start = number
        elif lines[number].strip():
            break
    return start


def _with_attribution(lines: list[str], tail: int) -> int:
    """Return ``tail``, or where "… wrote:" stands on one or two lines above it."""
    last = tail - 1
    while last >= 0 and not lines[last].strip():
        last -= 1
    if tail == len(lines) or last < 0 or not lines[last].strip().endswith(":"):
        return tail
    above = lines[max(last - 1, 0)].strip()
    first = last - 1 if last and _BROKEN.match(f"{above}\n{lines[last]}") else last
    words = re.findall(r"\w+", "".join(lines[first : last + 1])[:_LONGEST_LINE])
    return first if _WROTE & set(words) else tail


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
