"""A line of the audit log: what was done, by whom, to what. Nobody is named.

A leaf becomes bytes in exactly one way (docs/audit-format.md), because its
hash is what the log proves. Values are identifiers, codes and numbers from a
closed set of keys and characters: no names, no free text, no line breaks, no
addresses and no phone numbers can be written, whoever asks.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Literal, get_args

from seloste.domain.errors import SelosteError
from seloste.domain.staff import Role

FORMAT = 1
LARGEST = 2**53 - 1
WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/=-]{0,127}")
IDENTITY_CODE = re.compile(r"\d{6}[-+A-FU-Y]\d{3}[0-9A-Z]")
TIME = "%Y-%m-%dT%H:%M:%S.%fZ"

Detail = Literal[
    "act_at",
    "actor",
    "algorithm",
    "anchor",
    "approved_by",
    "assignee",
    "assurance",
    "attempt",
    "basis",
    "bytes",
    "category",
    "cause",
    "certificate",
    "channel",
    "class",
    "code",
    "contact",
    "controller",
    "conversation",
    "count",
    "customer",
    "day",
    "destroy_by",
    "disposal",
    "due",
    "ends_at",
    "field",
    "from_version",
    "ground",
    "hold",
    "item",
    "items",
    "key",
    "language",
    "kind",
    "leg",
    "link",
    "list",
    "mandate",
    "method",
    "mode",
    "month",
    "move",
    "notice",
    "opening",
    "outcome",
    "package",
    "parent",
    "parts",
    "preset",
    "promise",
    "queue",
    "reason",
    "recipient",
    "reference",
    "register",
    "review_by",
    "request",
    "role",
    "root",
    "seconds",
    "scope",
    "sha256",
    "size",
    "source",
    "staff",
    "target",
    "thread",
    "state",
    "status",
    "token",
    "upload",
    "usual",
    "valid_until",
    "verdict",
    "version",
    "work_item",
]
"""What an act may say beside its object; a type, so that mypy knows the words."""

DETAILS: frozenset[str] = frozenset(get_args(Detail))
Details = Mapping[Detail, str | int]


class LeafRefused(SelosteError):
    """A value must not be written to the audit log, or a leaf is not well formed."""

    code = "leaf-refused"


class Action(StrEnum):
    """Everything the audit log can say happened."""

    CONTACT_CAPTURED = "contact.captured"
    CONTACT_LEG_ADDED = "contact.leg-added"
    CONTACT_DUPLICATE = "contact.duplicate"
    CONTACT_QUARANTINED = "contact.quarantined"
    CONTACT_REFUSED = "contact.refused"
    UPLOAD_STARTED = "upload.started"
    UPLOAD_FINISHED = "upload.finished"
    QUARANTINE_RETRIED = "quarantine.retried"
    QUARANTINE_DISCARDED = "quarantine.discarded"
    DERIVED_MADE = "derived.made"
    REDACTION_MADE = "redaction.made"
    REDACTION_DECIDED = "redaction.decided"
    REDACTION_REMOVED = "redaction.removed"
    TRANSCRIPT_MADE = "transcript.made"
    TRANSCRIPT_FAILED = "transcript.failed"
    TRANSCRIPT_ASKED = "transcript.asked"
    TRANSCRIPT_BEGUN = "transcript.begun"
    TRANSCRIPT_CORRECTED = "transcript.corrected"
    TRANSCRIPT_CHECKED = "transcript.checked"
    TRANSCRIPT_CERTIFIED = "transcript.certified"
    TRANSCRIPT_PRINTED = "transcript.printed"
    SPEECH_CHANGED = "speech.changed"
    CONTENT_OPENED = "content.opened"
    CONTENT_DENIED = "content.denied"
    NUMBER_UNMASKED = "number.unmasked"
    LOOKUP_MADE = "lookup.made"
    HOLD_PLACED = "hold.placed"
    HOLD_RELEASED = "hold.released"
    HOLD_REVIEWED = "hold.reviewed"
    HOLD_EXTENDED = "hold.extended"
    HOLD_SHRUNK = "hold.shrunk"
    DISPOSAL_INTENDED = "disposal.intended"
    DISPOSAL_DONE = "disposal.done"
    DISPOSAL_PAUSED = "disposal.paused"
    DISPOSAL_APPROVED = "disposal.approved"
    CERTIFICATE_ISSUED = "certificate.issued"
    KEY_DAY_ENDED = "key-day.ended"
    KEY_MONTH_ENDED = "key-month.ended"
    ORPHAN_DESTROYED = "orphan.destroyed"
    VAULT_SCRUBBED = "vault.scrubbed"
    NOTICE_PUBLISHED = "notice.published"
    SOURCE_REGISTERED = "source.registered"
    SOURCE_ATTESTED = "source.attested"
    TOKEN_ISSUED = "token.issued"  # noqa: S105 - the name of an act, not a secret
    TOKEN_REVOKED = "token.revoked"  # noqa: S105 - the name of an act, not a secret
    STAFF_INVITED = "staff.invited"
    STAFF_ACTIVATED = "staff.activated"
    STAFF_DISABLED = "staff.disabled"
    STAFF_PASSWORD_CHANGED = "staff.password-changed"  # noqa: S105 - the name of an act
    STAFF_ROLE_GRANTED = "staff.role-granted"
    STAFF_ROLE_REMOVED = "staff.role-removed"
    STAFF_SIGNED_IN = "staff.signed-in"
    STAFF_SIGN_IN_FAILED = "staff.sign-in-failed"
    STAFF_SIGNED_OUT = "staff.signed-out"
    CLOCK_ANCHORED = "clock.anchored"
    CLOCK_DISTRUSTED = "clock.distrusted"
    CLOCK_ATTESTED = "clock.attested"
    BACKUP_MADE = "backup.made"
    BACKUP_EXPIRED = "backup.expired"
    BACKUP_RESTORED = "backup.restored"
    ATTESTATION_GIVEN = "attestation.given"
    WORK_OPENED = "work.opened"
    WORK_MOVED = "work.moved"
    WORK_ASSIGNED = "work.assigned"
    WORK_LINKED = "work.linked"
    WORK_UNLINKED = "work.unlinked"
    WORK_CHANGED = "work.changed"
    WORK_READ = "work.read"
    WORK_DENIED = "work.denied"
    WORK_MERGED = "work.merged"
    WORK_SPLIT = "work.split"
    WORK_ESCALATED = "work.escalated"
    CLAIM_RAISED = "claim.raised"
    CLAIM_ENDED = "claim.ended"
    NOTE_WRITTEN = "note.written"
    QUEUE_CHANGED = "queue.changed"
    CONVERSATION_MOVED = "conversation.moved"
    CONVERSATION_ASSIGNED = "conversation.assigned"
    DRAFT_SAVED = "draft.saved"
    REPLY_WRITTEN = "reply.written"
    MAIL_SENT = "mail.sent"
    MAIL_FAILED = "mail.failed"
    MAIL_RETRIED = "mail.retried"
    MAIL_BOUNCED = "mail.bounced"
    MAIL_ANSWERED = "mail.auto-answered"
    MAILBOX_CHANGED = "mailbox.changed"
    ATTACHMENT_SCANNED = "attachment.scanned"
    ATTACHMENT_RELEASED = "attachment.released"
    ATTACHMENT_DISCARDED = "attachment.discarded"
    CHAT_SITE_CHANGED = "chat-site.changed"
    CHAT_BEGUN = "chat.begun"
    CHAT_TAKEN = "chat.taken"
    CHAT_ENDED = "chat.ended"
    TRANSCRIPT_SENT = "transcript.sent"
    CALL_EVENT = "call.event"
    CALL_REFUSED = "call.refused"
    CALLS_RECONCILED = "calls.reconciled"
    EXTENSION_CHANGED = "extension.changed"
    RECORDING_FETCHED = "recording.fetched"
    CALL_LIST_IMPORTED = "call-list.imported"
    CALL_LIST_ENDED = "call-list.ended"
    CALL_RESULT_RECORDED = "call.result-recorded"
    OBJECTION_RECORDED = "objection.recorded"
    ANSWER_BEGUN = "answer.begun"
    ANSWER_SHOWN = "answer.shown"
    ANSWER_MARKED = "answer.marked"
    ANSWER_CONFIRMED = "answer.confirmed"
    PACKAGE_ASKED = "package.asked"
    PACKAGE_COPIED = "package.copied"
    PACKAGE_FAILED = "package.failed"
    PACKAGE_BUILT = "package.built"
    PACKAGE_OFFERED = "package.offered"
    PACKAGE_TRIED = "package.tried"
    PACKAGE_FETCHED = "package.fetched"
    PACKAGE_HANDED_OVER = "package.handed-over"
    PACKAGE_DESTROYED = "package.destroyed"
    LETTER_WRITTEN = "letter.written"
    LETTER_READ = "letter.read"
    OBJECTION_DECIDED = "objection.decided"
    CONSENT_WITHDRAWN = "consent.withdrawn"
    RESTRICTION_PLACED = "restriction.placed"
    RESTRICTION_TOLD = "restriction.told"
    RESTRICTION_LIFTED = "restriction.lifted"
    DISCLOSURE_PREPARED = "disclosure.prepared"
    DISCLOSURE_APPROVED = "disclosure.approved"
    DISCLOSURE_REFUSED = "disclosure.refused"
    DISCLOSURE_MADE = "disclosure.made"
    RECIPIENT_TO_BE_TOLD = "recipient.to-be-told"
    RECIPIENT_TOLD = "recipient.told"
    DECISION_MADE = "decision.made"
    DECISION_APPROVED = "decision.approved"
    DECISION_APPLIED = "decision.applied"
    ERASURE_REMEMBERED = "erasure.remembered"
    ERASURE_FOLLOWED = "erasure.followed"
    CORRECTION_PROPOSED = "correction.proposed"
    CORRECTION_DROPPED = "correction.dropped"
    ITEM_CORRECTED = "item.corrected"
    STATEMENT_ADDED = "statement.added"
    PART_FORWARDED = "part.forwarded"
    IDENTITY_CODE_SENT = "identity.code-sent"
    IDENTITY_PROVEN = "identity.proven"
    IDENTITY_FAILED = "identity.failed"
    IDENTITY_MATCHED = "identity.matched"
    IDENTITY_ALERTED = "identity.alerted"
    IDENTITY_CLEARED = "identity.cleared"
    RIGHTS_RECEIVED = "rights.received"
    RIGHTS_MOVED = "rights.moved"
    RIGHTS_READ = "rights.read"
    RIGHTS_CHANGED = "rights.changed"
    RIGHTS_ASSIGNED = "rights.assigned"
    RIGHTS_REMINDED = "rights.reminded"
    RIGHTS_REMOVED = "rights.removed"
    RIGHTS_SUGGESTED = "rights.suggested"
    RIGHTS_DISMISSED = "rights.dismissed"
    FORM_CHANGED = "form.changed"
    PAPER_REGISTERED = "paper.registered"
    PAPER_MOVED = "paper.moved"
    PAPER_DESTROYED = "paper.destroyed"
    PAPER_CHECKED = "paper.checked"
    PAPER_PLACE_CHANGED = "paper-place.changed"
    CUSTOMER_VIEWED = "customer.viewed"
    CUSTOMER_MERGED = "customer.merged"
    CUSTOMER_SPLIT = "customer.split"
    TEMPLATE_CHANGED = "template.changed"
    SAMPLE_DRAWN = "sample.drawn"
    EVALUATION_WRITTEN = "evaluation.written"
    EVALUATION_READ = "evaluation.read"
    EVALUATION_ANSWERED = "evaluation.answered"
    EVALUATION_FORM_CHANGED = "evaluation-form.changed"
    COMMENT_WRITTEN = "comment.written"
    FIGURES_EXPORTED = "figures.exported"
    CONTACTS_EXPORTED = "contacts.exported"
    WEBHOOK_CHANGED = "webhook.changed"
    WEBHOOK_SENT = "webhook.sent"
    WEBHOOK_FAILED = "webhook.failed"
    SEARCH_MADE = "search.made"
    SEARCH_DENIED = "search.denied"
    SEARCH_READ = "search.read"
    SEARCH_REBUILT = "search.rebuilt"
    EGRESS_BLOCKED = "egress.blocked"
    EGRESS_ALLOWED = "egress.allowed"
    PROCESSOR_CHANGED = "processor.changed"
    CHECKPOINT_SIGNED = "checkpoint.signed"
    VERIFY_RUN = "verify.run"


@dataclass(frozen=True, slots=True)
class Leaf:
    """One leaf of the log; ``seq`` is its index in the tree, from 0."""

    seq: int
    at: datetime
    actor: str
    role: Role | None
    action: Action
    object_id: str
    purpose: str = ""
    outcome: str = "done"
    details: Details = field(default_factory=lambda: MappingProxyType({}))

    def encoded(self) -> bytes:
        """Return the leaf's bytes, or raise LeafRefused for what may not be logged."""
        return canonical_json(
            {
                "action": self.action.value,
                "actor": _word("actor", self.actor),
                "at": _time(self.at),
                "details": {
                    key: _detail(key, self.details[key]) for key in self.details
                },
                "object": _word("object", self.object_id),
                "outcome": _word("outcome", self.outcome),
                "purpose": self.purpose and _word("purpose", self.purpose),
                "role": self.role.value if self.role else "",
                "seq": _number("seq", self.seq),
                "v": FORMAT,
            }
        )


def decoded(data: bytes) -> Leaf:
    """Return the leaf that ``data`` is the one encoding of, or raise LeafRefused."""
    try:
        body = json.loads(data)
        leaf = Leaf(
            seq=body["seq"],
            at=datetime.strptime(body["at"], TIME).replace(tzinfo=UTC),
            actor=body["actor"],
            role=Role(body["role"]) if body["role"] else None,
            action=Action(body["action"]),
            object_id=body["object"],
            purpose=body["purpose"],
            outcome=body["outcome"],
            details=MappingProxyType(body["details"]),
        )
        again = leaf.encoded()
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise LeafRefused("the leaf is not well formed") from error
    if again != data:
        raise LeafRefused("the leaf is not in its canonical form")
    return leaf


def canonical_json(value: Mapping[str, Any]) -> bytes:
    """Return JSON with sorted keys, without spaces, in UTF-8 (RFC 8785).

    Equal to RFC 8785 for objects, arrays, strings, booleans, null and whole
    numbers below 2**53 whose keys are ASCII; a fraction is refused, because its
    shortest form is where implementations differ.
    """
    _check_exact(value)
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    ).encode()


def digest(document: bytes) -> str:
    """Return the SHA-256 of a document, in hex, as leaves carry it."""
    return hashlib.sha256(document).hexdigest()


def _check_exact(value: object) -> None:
    match value:
        case dict():
            if not all(isinstance(key, str) and key.isascii() for key in value):
                raise LeafRefused("a key is not an ASCII string")
            for inner in value.values():
                _check_exact(inner)
        case list() | tuple():
            for inner in value:
                _check_exact(inner)
        case bool() | None | str():
            return
        case int():
            _number("number", value)
        case _:
            raise LeafRefused(f"{type(value).__name__} has no canonical form")


def _detail(key: str, value: str | int) -> str | int:
    if key not in DETAILS:
        raise LeafRefused(f"{key!r} is not a detail the log knows")
    return _number(key, value) if isinstance(value, int) else _word(key, value)


def _word(key: str, value: object) -> str:
    if not isinstance(value, str) or not WORD.fullmatch(value):
        raise LeafRefused(f"{key} is not an identifier, a code or a date")
    if IDENTITY_CODE.fullmatch(value):
        raise LeafRefused(f"{key} looks like a personal identity code")
    return value


def _number(key: str, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise LeafRefused(f"{key} is not a whole number")
    if not -LARGEST <= value <= LARGEST:
        raise LeafRefused(f"{key} is too large to be exact everywhere")
    return value


def _time(at: datetime) -> str:
    if at.tzinfo is None:
        raise LeafRefused("the time has no time zone")
    return at.astimezone(UTC).isoformat(timespec="microseconds")[:-6] + "Z"
