"""JSON from strangers: parsed, or refused with one reason."""

import json
from typing import Any, NoReturn

from seloste.protocols.unreadable import Unreadable


def parse(data: bytes) -> Any:
    """Return the value of a JSON document (RFC 8259).

    Raises Unreadable (json-unreadable) also for what Python alone would take:
    NaN, and halves of surrogate pairs that no text can hold.
    """
    try:
        value = json.loads(data, parse_constant=_refuse)
        if b"\\ud" in data.lower():
            json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise Unreadable("json-unreadable") from None
    return value


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)
