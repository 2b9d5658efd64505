"""The letter in which a complaint is answered: written here, sealed, set as a PDF.

One letter at a time belongs to a work item; saving it again destroys what was
there. It is kept and held as the item's own words are. Every copy that leaves
is noted before its first byte does, with the purpose it leaves for.
"""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from seloste.domain import retention
from seloste.domain.audit import Action
from seloste.domain.contact import Kind
from seloste.domain.notice import Language
from seloste.domain.staff import Actor
from seloste.domain.work_item import WorkKind, WorkRefused, WorkState
from seloste.ports.desk import Desk
from seloste.ports.vault import ObjectRef
from seloste.records.models import HoldItem, SealedObject, WorkItem
from seloste.services import audit, sealed_rows, work_items, work_page, work_words

LIMIT = 20_000
LINE_LIMIT = 500


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter; every text of it may name people. Lines of an address by newline."""

    language: Language
    recipient: str
    subject: str
    body: str

    def to_json(self) -> bytes:
        """Return the canonical bytes that are sealed."""
        return json.dumps(
            {"v": 1, **asdict(self)}, ensure_ascii=False, sort_keys=True
        ).encode()

    @classmethod
    def from_json(cls, data: bytes) -> "Letter":
        """Return the letter that ``to_json`` wrote."""
        value = json.loads(data)
        return cls(
            language=Language(value["language"]),
            recipient=value["recipient"],
            subject=value["subject"],
            body=value["body"],
        )


def write_letter(
    work_id: UUID, letter: Letter, *, desk: Desk, actor: Actor, now: datetime
) -> None:
    """Write the letter of a complaint, in place of the one there was.

    Raises NotFound, WorkRefused.
    """
    _check(letter)
    with transaction.atomic():
        work = work_items.locked(work_id, actor=actor, now=now)
        if work.kind != WorkKind.COMPLAINT:
            raise WorkRefused("other-kind")
        if WorkState(work.state).ended:
            raise WorkRefused("ended")
        gone = _replace(work, letter, desk=desk, now=now)
        work.version += 1
        work.save(update_fields=["version"])
        work_items.tell(
            Action.WORK_CHANGED, work, actor, now, {"kind": Kind.DRAFT.value}
        )
    desk.vault.destroy(gone)


def _check(letter: Letter) -> None:
    if not letter.subject.strip():
        raise WorkRefused("no-title")
    if not letter.body.strip():
        raise WorkRefused("no-letter")
    if len(letter.body) > LIMIT or len(letter.subject) > LINE_LIMIT:
        raise WorkRefused("too-long")
    if len(letter.recipient) > LINE_LIMIT:
        raise WorkRefused("too-long")


def _replace(
    work: WorkItem, letter: Letter, *, desk: Desk, now: datetime
) -> list[ObjectRef]:
    """Seal the letter, let the standing holds keep it, and drop the old row."""
    kept = work_words.keeping_of(work, now=now, desk=desk)
    sealed = work_words.seal(
        letter.to_json(),
        kind=Kind.DRAFT,
        work_id=work.pk,
        register=work.register_id,
        kept=kept,
        desk=desk,
    )
    old = list(_rows(work))
    gone = [one.ref() for one in old]
    HoldItem.objects.filter(item_id__in=[one.pk for one in old]).delete()
    for one in old:
        one.delete()
    sealed_rows.row(sealed, kept, work_item=work.pk).save(force_insert=True)
    for hold in (work.hold, work.claim_hold):
        if hold is not None and hold.released_at is None:
            HoldItem.objects.create(hold=hold, item_id=sealed.ref.object)
    return gone


def _rows(work: WorkItem) -> list[SealedObject]:
    rows = SealedObject.objects.filter(work_item=work, kind=Kind.DRAFT)
    return list(
        rows.filter(state=SealedObject.State.KEPT).order_by("-captured_at", "pk")
    )


def open_letter(work: WorkItem, desk: Desk) -> Letter | None:
    """Return the letter; the caller has asked for leave and written the leaf."""
    for row in _rows(work):
        return Letter.from_json(desk.vault.open(row.ref(), inline=row.inline()))
    return None


def letter_pdf(
    work_id: UUID, *, staff_id: UUID, purpose_id: str, desk: Desk, now: datetime
) -> tuple[str, bytes]:
    """Return a file name, which names nobody, and the letter as PDF/A.

    Raises NotFound, WorkRefused.
    """
    work, who, purpose = work_page.allowed(
        work_id, staff_id=staff_id, purpose_id=purpose_id, now=now
    )
    row = next(iter(_rows(work)), None)
    if row is None:
        raise WorkRefused("no-letter")
    with transaction.atomic():
        audit.record(
            action=Action.WORK_READ,
            actor=who,
            object_id=work.pk,
            now=now,
            purpose=purpose.id,
            details={"item": str(row.pk), "kind": Kind.DRAFT.value},
        )
    letter = Letter.from_json(desk.vault.open(row.ref(), inline=row.inline()))
    markup = markup_of(letter, sender=work.controller.name, number=work.number, now=now)
    return f"{work.number}.pdf", desk.pdf.pdf(markup)


def markup_of(letter: Letter, *, sender: str, number: int, now: datetime) -> str:
    """Return the letter as Typst mark-up; no text of it can become mark-up."""
    day = retention.local_day(now)
    paragraphs = "\n".join(
        f"#par({_lines(part)})" for part in letter.body.strip().split("\n\n")
    )
    return f"""#set document(title: {_text(letter.subject)}, author: {_text(sender)})
#set page(paper: "a4", margin: (left: 25mm, right: 25mm, top: 25mm, bottom: 25mm))
#set text(size: 11pt, lang: "{letter.language.value}")
#set par(leading: 0.7em, spacing: 1.2em)
#grid(columns: (1fr, auto), [#text(weight: "bold", {_text(sender)})],
  align(right)[{day.day}.{day.month}.{day.year} #linebreak() {number}])
#v(12mm)
#par({_lines(letter.recipient)})
#v(10mm)
#heading(level: 1, text(size: 13pt, {_text(letter.subject)}))
#v(4mm)
{paragraphs}
#v(10mm)
#text(weight: "bold", {_text(sender)})
"""


def _lines(text: str) -> str:
    """Return lines as an expression, each a literal of its own."""
    lines = [f"text({_text(line)})" for line in text.strip().splitlines()]
    return " + linebreak() + ".join(lines) or 'text("")'


def _text(text: str) -> str:
    """Return a string literal: one line, with nothing that could end it early."""
    plain = "".join(c if c.isprintable() else " " for c in text)
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'
