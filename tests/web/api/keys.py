"""Programs that call as people: keys, and what there is to ask about."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http.response import HttpResponseBase

from seloste.domain.api_key import Scope
from seloste.domain.staff import Actor
from seloste.services import api_keys
from seloste.services.api_keys import NewKey
from tests.web.api.callers import Caller
from tests.web.people import NOW, SETUP

API = "/api/v1"


class Program(Caller):
    """Calls with a key, in JSON."""

    def send(  # type: ignore[override] # a program sends JSON, a recorder chunks
        self, method: str, path: str, body: Any = None, **headers: str
    ) -> HttpResponseBase:
        if isinstance(body, str):
            sent, media_type = body.encode(), "text/csv"
        else:
            sent = b"" if body is None else json.dumps(body).encode()
            media_type = "application/json" if sent else ""
        return self.ask(
            method, f"{API}{path}", body=sent, media_type=media_type, **headers
        )


def key_of(
    person: Actor,
    *,
    scopes: Iterable[Scope] = tuple(Scope),
    register: str = "",
) -> Program:
    """Return a program that carries a key of somebody."""
    assert person.staff_id
    wanted = NewKey(
        staff_id=person.staff_id,
        name="test",
        scopes=[scope.value for scope in scopes],
        expires_at=NOW + timedelta(days=30),
        register=register,
    )
    return Program(api_keys.issue(wanted, actor=SETUP, now=NOW))


@dataclass(frozen=True)
class Row:
    """An operation, who may ask it, with what, and what they are answered.

    ``foreign`` is what somebody of another register is answered; 200 is a list
    that has nothing of this one. What stands in braces are ids of the world.
    ``home`` is the register that has it.
    """

    method: str
    path: str
    scope: Scope
    who: str
    right: int
    body: Any = None
    query: str = ""
    foreign: int = 404
    home: str = "retta"

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"


def filled(value: Any, ids: dict[str, str]) -> Any:
    """Return a value with the world's ids where names in braces stand."""
    if isinstance(value, str):
        for name, one in ids.items():
            value = value.replace(f"{{{name}}}", one)
        return value
    if isinstance(value, dict):
        return {key: filled(one, ids) for key, one in value.items()}
    if isinstance(value, list):
        return [filled(one, ids) for one in value]
    return value
