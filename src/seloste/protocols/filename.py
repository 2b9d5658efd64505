"""File names that strangers chose, made harmless to show and to offer.

A name made here is for people. Where a file is stored never depends on it
(ASVS 5.3.2): stored paths are made from identifiers only.
"""

import unicodedata

_MAX_BYTES = 120
_HARMFUL = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_RESERVED = frozenset('<>:"|?*')
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul"}
    | {f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)}
)


def safe_name(name: str, *, fallback: str = "attachment") -> str:
    """Return ``name`` without path, control, invisible or reordering characters.

    At most 120 bytes of UTF-8; the extension stays the one a reader sees.
    """
    base = name.replace("\\", "/").rpartition("/")[2]
    shown = unicodedata.normalize("NFC", base)
    kept = "".join(_character(c) for c in shown).strip(" .")
    if kept.partition(".")[0].lower() in _DEVICES:
        kept = f"_{kept}"
    return _shortened(kept) or fallback


def visible(text: str) -> str:
    """Return ``text`` on one line, without characters that hide or reorder it."""
    kept = (" " if c in "\t\r\n" else c for c in text)
    shown = "".join(c for c in kept if unicodedata.category(c) not in _HARMFUL)
    return " ".join(shown.split())


def _character(character: str) -> str:
    if unicodedata.category(character) in _HARMFUL:
        return ""
    return "_" if character in _RESERVED else character


def _shortened(name: str) -> str:
    stem, dot, extension = name.rpartition(".")
    if not stem or len(extension.encode()) > 16:  # noqa: PLR2004 no real extension
        stem, dot, extension = name, "", ""
    room = _MAX_BYTES - len((dot + extension).encode())
    return stem.encode()[:room].decode(errors="ignore") + dot + extension
