"""Whom contacts are of: identifiers that belong to one person, as people decided.

A number may be a family's or a switchboard's, so nothing is ever joined by
itself: somebody merges two identifiers with a reason, or says that a contact is
not this person's. Every step can be undone as long as nothing was released on
the strength of it. There is no field for what a person is like.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from seloste.domain.errors import SelosteError

VERSION = 1
MOST_IDENTIFIERS = 20
REASON_LIMIT = 500


class CustomerRefused(SelosteError):
    """The step cannot be taken; ``reason`` is a stable word.

    Reasons: no-reason, too-long, same-identifier, known-already, not-known,
    last-identifier, too-many, another-customer, excluded-already, unknown-step,
    undone-already, released.
    """

    code = "customer-refused"

    def __init__(self, reason: str) -> None:
        super().__init__(f"customer: {reason}")
        self.reason = reason


@dataclass(frozen=True, slots=True, order=True)
class Identifier:
    """One thing somebody is known by: ``field`` is tel, mailto or customer_no.

    ``value`` is in its one form (see services.identifiers) and personal data.
    """

    field: str
    value: str


class What(StrEnum):
    """What somebody decided."""

    MERGE = "merge"
    SPLIT = "split"
    EXCLUDE = "exclude"


@dataclass(frozen=True, slots=True)
class Step:
    """One decision, with its reason. Times are aware UTC.

    A merge and a split name identifiers; an exclusion names the contact that is
    somebody else's. ``absorbed`` is the other customer as it was when a merge
    took it in, to be given back when the merge is undone.
    """

    number: int
    what: What
    at: datetime
    by: str
    reason: str
    identifiers: tuple[Identifier, ...] = ()
    contact: UUID | None = None
    undone: bool = False
    absorbed: "Customer | None" = None


@dataclass(frozen=True, slots=True)
class Customer:
    """A person as far as identifiers go: the steps, and what follows from them."""

    first: Identifier
    steps: tuple[Step, ...] = ()

    @property
    def identifiers(self) -> frozenset[Identifier]:
        """Return what the person is known by now."""
        known = {self.first}
        for step in self._standing():
            if step.what is What.MERGE:
                known.update(step.identifiers)
            elif step.what is What.SPLIT:
                known.difference_update(step.identifiers)
        return frozenset(known)

    @property
    def excluded(self) -> frozenset[UUID]:
        """Return the contacts that are somebody else's, as either side said."""
        found: set[UUID] = set()
        for step in self._standing():
            if step.what is What.EXCLUDE and step.contact is not None:
                found.add(step.contact)
            elif step.absorbed is not None:
                found |= step.absorbed.excluded
        return frozenset(found)

    def merged_since(self, at: datetime) -> bool:
        """Tell whether somebody merged identifiers into this customer after ``at``."""
        return any(
            step.what is What.MERGE and step.at > at for step in self._standing()
        )

    def _standing(self) -> Iterable[Step]:
        return (step for step in self.steps if not step.undone)

    def merged(
        self,
        others: Iterable[Identifier],
        *,
        at: datetime,
        by: str,
        reason: str,
        absorbed: "Customer | None" = None,
    ) -> "Customer":
        """Return the customer with more identifiers. Raises CustomerRefused.

        ``absorbed`` is the customer they were of, if somebody had merged them.
        """
        added = tuple(sorted(set(others) - self.identifiers))
        if not added:
            raise CustomerRefused("known-already")
        if len(self.identifiers) + len(added) > MOST_IDENTIFIERS:
            raise CustomerRefused("too-many")
        return self._with(
            What.MERGE, at, by, reason, identifiers=added, absorbed=absorbed
        )

    def split(
        self, identifier: Identifier, *, at: datetime, by: str, reason: str
    ) -> "Customer":
        """Return the customer without an identifier. Raises CustomerRefused."""
        if identifier not in self.identifiers:
            raise CustomerRefused("not-known")
        if len(self.identifiers) == 1:
            raise CustomerRefused("last-identifier")
        return self._with(What.SPLIT, at, by, reason, identifiers=(identifier,))

    def without(
        self, contact: UUID, *, at: datetime, by: str, reason: str
    ) -> "Customer":
        """Return the customer without a contact. Raises CustomerRefused."""
        if contact in self.excluded:
            raise CustomerRefused("excluded-already")
        return self._with(What.EXCLUDE, at, by, reason, contact=contact)

    def _with(
        self,
        what: What,
        at: datetime,
        by: str,
        reason: str,
        *,
        identifiers: tuple[Identifier, ...] = (),
        contact: UUID | None = None,
        absorbed: "Customer | None" = None,
    ) -> "Customer":
        step = Step(
            number=len(self.steps) + 1,
            what=what,
            at=at,
            by=by,
            reason=_checked(reason),
            identifiers=identifiers,
            contact=contact,
            absorbed=absorbed,
        )
        return replace(self, steps=(*self.steps, step))

    def undone(self, number: int, *, released_at: datetime | None) -> "Customer":
        """Return the customer as if a step had not been taken.

        A step from before something was released is final: what was handed out
        rests on it. Raises CustomerRefused.
        """
        step = next((one for one in self.steps if one.number == number), None)
        if step is None:
            raise CustomerRefused("unknown-step")
        if step.undone:
            raise CustomerRefused("undone-already")
        if released_at is not None and step.at <= released_at:
            raise CustomerRefused("released")
        steps = tuple(
            replace(one, undone=True) if one.number == number else one
            for one in self.steps
        )
        after = replace(self, steps=steps)
        if not after.identifiers:
            raise CustomerRefused("last-identifier")
        return after

    def given_back(self, after: "Customer") -> tuple["Customer", ...]:
        """Return whom merges had taken in that are undone in ``after``."""
        both = zip(self.steps, after.steps, strict=False)
        return tuple(
            step.absorbed
            for before, step in both
            if step.absorbed is not None and step.undone and not before.undone
        )

    def to_json(self) -> bytes:
        """Return the canonical bytes that are sealed (UTF-8, keys sorted)."""
        return json.dumps(
            {"v": VERSION, **_value(self)},
            ensure_ascii=False,
            sort_keys=True,
            separators=(",", ":"),
        ).encode()

    @classmethod
    def from_json(cls, data: bytes) -> "Customer":
        """Return the customer that ``to_json`` wrote."""
        return _customer(json.loads(data))


def _value(customer: Customer) -> dict[str, Any]:
    return {
        "first": asdict(customer.first),
        "steps": [_step_value(step) for step in customer.steps],
    }


def _step_value(step: Step) -> dict[str, Any]:
    value: dict[str, Any] = {
        "number": step.number,
        "what": step.what.value,
        "at": step.at.isoformat(),
        "by": step.by,
        "reason": step.reason,
        "identifiers": [asdict(one) for one in step.identifiers],
        "contact": str(step.contact) if step.contact else None,
        "undone": step.undone,
    }
    if step.absorbed is not None:
        value["absorbed"] = _value(step.absorbed)
    return value


def _customer(value: dict[str, Any]) -> Customer:
    steps = tuple(
        Step(
            number=step["number"],
            what=What(step["what"]),
            at=datetime.fromisoformat(step["at"]),
            by=step["by"],
            reason=step["reason"],
            identifiers=tuple(Identifier(**one) for one in step["identifiers"]),
            contact=UUID(step["contact"]) if step["contact"] else None,
            undone=step["undone"],
            absorbed=_customer(step["absorbed"]) if "absorbed" in step else None,
        )
        for step in value["steps"]
    )
    return Customer(first=Identifier(**value["first"]), steps=steps)


def _checked(reason: str) -> str:
    text = reason.strip()
    if not text:
        raise CustomerRefused("no-reason")
    if len(text) > REASON_LIMIT:
        raise CustomerRefused("too-long")
    return text
