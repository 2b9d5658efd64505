"""The pages of a transcript: what is known before it is opened, and what then.

Before an opening there is nothing but how far the transcript is and who stands up
for it. What is read goes through an opening of the recording, and through what is
shown of it: who does not see the original sees the redacted words.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from seloste.domain.staff import Role
from seloste.ports.desk import Desk
from seloste.records.models import Dialog, Opening, SealedObject, Transcript
from seloste.services import (
    access,
    contact_page,
    openings,
    transcript_by_hand,
    transcripts,
)
from seloste.services.access import NotFound
from seloste.services.contact_page import ItemLine
from seloste.services.openings import Opened
from seloste.services.transcripts import Shown


@dataclass(frozen=True, slots=True)
class Unopened:
    """A recording whose words are still closed, and who may open it for what."""

    line: ItemLine
    row: Transcript | None
    may_ask: bool

    @property
    def item(self) -> SealedObject:
        """Return the recording."""
        return self.line.item


@dataclass(frozen=True, slots=True)
class TranscriptPage:
    """An opened recording and its transcript, or None where nobody asked for one.

    ``may_open_original`` says that something is hidden from this opening which the
    reader may have for the same purpose, ``may_begin`` that the reader may begin to
    write it by hand.
    """

    opened: Opened
    dialog: Dialog
    shown: Shown | None
    may_open_original: bool
    may_begin: bool

    @property
    def seen_version(self) -> int:
        """Return the version of the words, 0 where there are none."""
        return self.shown.row.version if self.shown else 0


def unopened(item_id: UUID, *, staff_id: UUID, desk: Desk, now: datetime) -> Unopened:
    """Return what is known of a recording before it is opened. Raises NotFound."""
    found = contact_page.contact_page(
        _contact_of(item_id), staff_id=staff_id, desk=desk, now=now
    )
    line = next((one for one in found.recordings if one.item.pk == item_id), None)
    if line is None:
        raise NotFound("no such record")
    row = Transcript.objects.select_related(
        "checked_by", "certified_by", "corrected_by"
    )
    return Unopened(
        line=line,
        row=row.filter(dialog__object=item_id).first(),
        may_ask=desk.transcriber is not None and _editors(line),
    )


def _contact_of(item_id: UUID) -> UUID:
    contact = Dialog.objects.filter(object=item_id).values_list("contact", flat=True)
    found: UUID | None = contact.first()
    if found is None:
        raise NotFound("no such record")
    return found


def _editors(line: ItemLine) -> bool:
    """Tell whether somebody of those who correct transcripts may open a recording."""
    return any(purpose.roles & transcripts.EDITORS for purpose in line.purposes)


def ask(
    item_id: UUID, *, again: bool, staff_id: UUID, desk: Desk, now: datetime
) -> None:
    """Have a transcript made before others, or tried again where it failed.

    Raises NotFound, TranscriptRefused.
    """
    found = unopened(item_id, staff_id=staff_id, desk=desk, now=now)
    who = access.reader(staff_id, found.item.register_id, now)
    if not found.may_ask or not who.roles & transcripts.EDITORS:
        raise NotFound("no such record")
    act = transcripts.retry if again else transcripts.hurry
    act(item_id, actor=who.actor(_role(who.roles)), now=now)


def _role(roles: frozenset[Role]) -> Role:
    return min(roles & transcripts.EDITORS)


def page(
    opening_id: UUID, *, staff_id: UUID, desk: Desk, now: datetime
) -> TranscriptPage:
    """Return an opened recording and its transcript.

    Raises NotFound, PurposeRefused, RedactionPending.
    """
    item = openings.opened_item(opening_id, staff_id=staff_id, now=now)
    dialog = Dialog.objects.select_related("contact").filter(object=item).first()
    if dialog is None:
        raise NotFound("no such record")
    opened = openings.opened(opening_id, staff_id=staff_id, now=now)
    shown = transcripts.shown(opening_id, staff_id=staff_id, desk=desk, now=now)
    hidden = shown is not None and shown.words is not None and not shown.whole
    return TranscriptPage(
        opened=opened,
        dialog=dialog,
        shown=shown,
        may_open_original=hidden and _may_have_all(item, opened, staff_id, now),
        may_begin=_may_begin(opening_id, shown, desk=desk),
    )


def _may_begin(opening_id: UUID, shown: Shown | None, *, desk: Desk) -> bool:
    """Tell whether the reader may write it by hand: in a role that corrects."""
    if shown is not None and shown.words is not None and not shown.may_edit:
        return False
    role = Role(Opening.objects.values_list("role", flat=True).get(pk=opening_id))
    row = shown.row if shown else None
    return role in transcripts.EDITORS and transcript_by_hand.may_begin(row, desk=desk)


def _may_have_all(
    item: SealedObject, opened: Opened, staff_id: UUID, now: datetime
) -> bool:
    who = access.reader(staff_id, item.register_id, now)
    return access.allows(
        item, who=who, purpose_id=opened.purpose, now=now, original=True
    )
