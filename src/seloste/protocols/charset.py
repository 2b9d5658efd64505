"""Text of unknown or wrongly declared charset, as a person would read it."""

import codecs

_SAFE = (
    "utf-8",
    "utf-16",
    "ascii",
    "iso8859",
    "cp125",
    "cp437",
    "cp850",
    "koi8",
    "mac-roman",
    "big5",
    "gb",
    "euc",
    "iso2022",
    "shift_jis",
    "cp932",
    "cp949",
    "hz",
)


def decode(content: bytes, charset: str) -> tuple[str, bool]:
    """Return the text, and whether its charset had to be guessed.

    A charset that is unknown or wrong falls back to UTF-8 and then to
    windows-1252, as the WHATWG Encoding standard reads undeclared western
    text. UTF-7 and codecs that are no charsets are never used.
    """
    declared = _codec(charset or "us-ascii")
    for candidate in filter(None, (declared, "utf-8")):
        try:
            return content.decode(candidate), candidate != declared
        except UnicodeError:
            continue
    return content.decode("cp1252", errors="replace"), True


def _codec(charset: str) -> str:
    """Return the codec of a declared charset, or nothing if it is not safe."""
    try:
        name = codecs.lookup(charset.strip()).name
    except (LookupError, ValueError):
        return ""
    return name if name.startswith(_SAFE) else ""
