"""Reading a notice document: YAML in, the domain's values out, or every problem.

A document is checked in three steps (how it is written, the schema, how its
parts fit), and what any of them finds is reported together, each with its
line and what to write instead. Nothing here writes.
"""

from datetime import date
from pathlib import Path
from typing import Any

from seloste.domain import notice as facts
from seloste.domain.contact import Channel
from seloste.domain.errors import SelosteError
from seloste.domain.notice import Notice, Text
from seloste.domain.notice_text import KEY_BACKUP_DAYS
from seloste.domain.staff import Role
from seloste.services.notices import consistency, schema, yaml_source
from seloste.services.notices.problem import Fault, NoticeInvalid, Problem
from seloste.services.notices.yaml_source import MOST_BYTES, Written

__all__ = [
    "NoticeInvalid",
    "NoticeUnreadable",
    "Problem",
    "check",
    "load",
    "parse",
    "read",
]

type Json = dict[str, Any]


class NoticeUnreadable(SelosteError):
    """The file of the notice cannot be read: it is not there, or not a file."""

    code = "notice-unreadable"


def read(path: Path) -> str:
    """Return the text of a notice file. Raises NoticeUnreadable."""
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        message = f"{path}: {error.strerror}"
        raise NoticeUnreadable(message) from error
    return content.decode("utf-8-sig", errors="surrogateescape")


def load(path: Path, *, key_backup_days: int = KEY_BACKUP_DAYS) -> Notice:
    """Return the notice in a file. Raises NoticeUnreadable or NoticeInvalid."""
    return parse(read(path), file=str(path), key_backup_days=key_backup_days)


def parse(
    text: str, *, file: str = "notice", key_backup_days: int = KEY_BACKUP_DAYS
) -> Notice:
    """Return the notice that ``text`` says; ``file`` is its name in messages.

    Raises NoticeInvalid with every problem there is.
    """
    written = yaml_source.read(text, file=file)
    if problems := _problems(written, key_backup_days):
        raise NoticeInvalid(problems)
    return _notice(written.value)


def check(
    text: str, *, file: str = "notice", key_backup_days: int = KEY_BACKUP_DAYS
) -> tuple[Problem, ...]:
    """Return every problem of ``text`` in the order of its lines."""
    return _problems(yaml_source.read(text, file=file), key_backup_days)


def _problems(written: Written, key_backup_days: int) -> tuple[Problem, ...]:
    found = list(written.problems)
    if written.value is not None or not found:
        document = written.value
        faults = (
            *schema.faults(document),
            *consistency.faults(document, key_backup_days=key_backup_days),
        )
        found += [_at(written, fault) for fault in faults]
    return tuple(sorted(set(found)))


def _at(written: Written, fault: Fault) -> Problem:
    line = written.line(fault.place)
    return Problem(written.file, line, fault.code, fault.message, fault.write)


def _notice(document: Any) -> Notice:
    """Build the values of a document that the checks have passed."""
    return Notice(
        register=document["register"],
        name=_text(document["name"]),
        effective=date.fromisoformat(document["effective"]),
        controllers=tuple(map(_controller, document["controllers"])),
        contact=facts.ContactPoint(**document["contact"]),
        channels=tuple(map(_channel, document["channels"])),
        purposes=tuple(map(_purpose, document["purposes"])),
        categories=tuple(map(_category, document["categories"])),
        sources=tuple(map(_source, document["sources"])),
        recipients=tuple(map(_recipient, document["recipients"])),
        transfers=_transfer(document["transfers"]),
        retention=tuple(map(_retention_class, document["retention"])),
        holds=tuple(map(_hold, document["holds"])),
        rights=tuple(map(_right, document["rights"])),
        automation=_automation(document["automation"]),
        security=tuple(map(_measure, document["security"])),
        promises=tuple(map(_promise, document["promises"])),
        dpo=facts.ContactPoint(**document["dpo"]) if "dpo" in document else None,
        provision=_provision(document.get("provision")),
        subjects=_some_text(document.get("subjects")),
        explanations=_texts(document.get("explanations")),
    )


def _text(words: Json) -> Text:
    return Text(fi=words["fi"], sv=words["sv"], en=words["en"])


def _some_text(words: Json | None) -> Text | None:
    return _text(words) if words else None


def _texts(texts: list[Json] | None) -> tuple[Text, ...]:
    return tuple(_text(words) for words in texts or ())


def _addresses(written: list[str] | None) -> tuple[str, ...]:
    return tuple(address.lower() for address in written or ())


def _controller(entry: Json) -> facts.Controller:
    return facts.Controller(
        id=entry["id"],
        name=entry["name"],
        business_id=entry.get("business_id", ""),
        address=entry.get("address", ""),
        email=entry.get("email", ""),
        receives=_addresses(entry.get("receives")),
        processor_receives=_addresses(entry.get("processor_receives")),
        processor_for=_some_text(entry.get("processor_for")),
    )


def _channel(entry: Json) -> facts.ChannelRule:
    return facts.ChannelRule(
        channel=Channel(entry["channel"]),
        recorded=entry.get("recorded", False),
        announced=entry.get("announced", False),
        alternatives=_texts(entry.get("alternatives")),
    )


def _purpose(entry: Json) -> facts.Purpose:
    return facts.Purpose(
        id=entry["id"],
        name=_text(entry["name"]),
        bases=tuple(map(_basis, entry["bases"])),
        roles=frozenset(map(Role, entry["roles"])),
        categories=frozenset(entry["categories"]),
        claims=entry.get("claims", False),
        statutory=entry.get("statutory", False),
        originals=_roles(entry.get("originals")),
    )


def _roles(entry: list[str] | None) -> frozenset[Role] | None:
    """Return the roles that are listed; None where nothing is said of them."""
    return None if entry is None else frozenset(map(Role, entry))


def _basis(entry: Json) -> facts.LegalBasis:
    return facts.LegalBasis(
        article=entry["article"],
        condition=_some_text(entry.get("condition")),
        interest=_some_text(entry.get("interest")),
        reason=_some_text(entry.get("reason")),
    )


def _category(entry: Json) -> facts.Category:
    return facts.Category(
        id=entry["id"],
        name=_text(entry["name"]),
        special=entry.get("special", False),
        condition=entry.get("condition", ""),
    )


def _source(entry: Json) -> facts.Source:
    return facts.Source(
        **entry["text"],
        id=entry["id"],
        origin=facts.Origin(entry["origin"]),
        told=_some_text(entry.get("told")),
    )


def _recipient(entry: Json) -> facts.Recipient:
    return facts.Recipient(
        id=entry["id"],
        name=_text(entry["name"]),
        kind=entry["kind"],
        purposes=tuple(entry.get("purposes", ())),
        condition=_some_text(entry.get("condition")),
        country=entry.get("country", ""),
        members=tuple(entry.get("members", ())),
    )


def _transfer(entry: Json) -> facts.Transfer:
    return facts.Transfer(
        allowed=entry["allowed"],
        countries=tuple(entry.get("countries", ())),
        mechanisms=tuple(entry.get("mechanisms", ())),
        safeguards_copy=entry.get("safeguards_copy", ""),
        condition=_some_text(entry.get("condition")),
    )


def _retention_class(entry: Json) -> facts.RetentionClass:
    return facts.RetentionClass(
        id=entry["id"],
        name=_text(entry["name"]),
        promise=entry["promise"],
        mode=facts.Mode(entry["mode"]),
        channels=frozenset(map(Channel, entry["channels"])),
        period=facts.Period(**entry["period"]) if "period" in entry else None,
        until=_some_text(entry.get("until")),
        review_days=entry.get("review_days", 0),
    )


def _hold(entry: Json) -> facts.HoldRule:
    return facts.HoldRule(
        kind=facts.HoldKind(entry["kind"]),
        promise=entry["promise"],
        purposes=tuple(entry["purposes"]),
        review_days=entry["review_days"],
    )


def _right(entry: Json) -> facts.Right:
    condition = _some_text(entry.get("condition"))
    return facts.Right(entry["kind"], entry["promise"], condition)


def _automation(entry: Json) -> facts.Automation:
    logic = _some_text(entry.get("logic"))
    return facts.Automation(entry["decisions"], entry["profiling"], logic)


def _measure(entry: Json) -> facts.Measure:
    return facts.Measure(**entry["text"], id=entry["id"])


def _provision(entry: Json | None) -> facts.Provision | None:
    if entry is None:
        return None
    return facts.Provision(entry["obligatory"], _text(entry["consequence"]))


def _promise(entry: Json) -> facts.Promise:
    return facts.Promise(
        id=entry["id"],
        article=entry["article"],
        enforce=facts.Enforce(entry["enforce"]),
        text=_text(entry["text"]),
        facts=tuple(entry["facts"]),
    )
