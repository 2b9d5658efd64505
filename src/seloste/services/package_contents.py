"""One contact as it goes into a package: what it tells, and its files.

Everything here follows the marks of the review. What is redacted is given as
words only: never the original mail, nor sound that was not silenced. The caller
has checked that everything is reviewed, and has written the audit leaf.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from typing import BinaryIO

from seloste.domain import package, transcript_json
from seloste.domain.contact import Channel, Direction, Kind, PartyRole
from seloste.domain.metadata import Metadata
from seloste.domain.notice import Language, Source, Text
from seloste.domain.package import PackageRefused
from seloste.domain.package_data import (
    ContactEntry,
    FileEntry,
    ItemEntry,
    LeftOut,
    PartyEntry,
    TurnEntry,
)
from seloste.domain.package_report import transcript
from seloste.domain.package_review import Mark, MarkReason
from seloste.domain.rights import RequestKind
from seloste.domain.scan import ContentWithheld
from seloste.domain.transcript import Transcript as Words
from seloste.domain.transcript import Turn
from seloste.ports.desk import Desk
from seloste.protocols import vcon_write
from seloste.protocols.filename import safe_name
from seloste.protocols.vcon_write import (
    WrittenContact,
    WrittenContent,
    WrittenParty,
)
from seloste.records.models import AnswerItem, Contact, SealedObject
from seloste.services import (
    message_view,
    openings,
    package_reviews,
    package_texts,
    package_transcripts,
    rectifications,
    vcon_export,
)
from seloste.services.message_view import MessageUnreadable
from seloste.services.notices import store
from seloste.services.package_texts import Hidden
from seloste.services.sealed_file import open_sealed

TEXT = "text/plain; charset=utf-8"
WAV = "audio/wav"
VCON = "application/vcon+json"
MAIL = "message/rfc822"
NOT_PROVIDED, WITHHELD = "not-provided", "withheld"
ENDINGS = {
    "application/pdf": "pdf",
    "audio/mpeg": "mp3",
    "audio/ogg": "ogg",
    "audio/wav": "wav",
    "image/jpeg": "jpg",
    "image/png": "png",
    "message/rfc822": "eml",
    "text/calendar": "ics",
    "text/plain": "txt",
}


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file to be sealed: where it goes, and how to read it from its beginning.

    ``size`` is given where the bytes are at hand: small ones stay in their row.
    """

    path: str
    media_type: str
    open: Callable[[], BinaryIO]
    size: int | None = None


def new_file(path: str, media_type: str, data: bytes) -> NewFile:
    """Return a file of bytes that are at hand."""
    return NewFile(path, media_type, lambda: BytesIO(data), len(data))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: the right, in which language, with sound or without."""

    kind: RequestKind
    language: Language
    with_audio: bool


@dataclass(slots=True)
class Built:
    """A contact as far as it is put together; filled item by item."""

    contact: Contact
    number: int
    wanted: Wanted
    desk: Desk
    items: list[ItemEntry] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    files: list[NewFile] = field(default_factory=list)
    written: list[WrittenContent] = field(default_factory=list)

    @property
    def folder(self) -> str:
        """Return where the files of the contact go."""
        return f"contacts/{self.number:04}"

    def add_file(self, name: str, media_type: str, data: bytes) -> str:
        """Add a file with these bytes and return its place in the package."""
        path = f"{self.folder}/{name}"
        self.files.append(new_file(path, media_type, data))
        return path


def build(
    contact: Contact,
    number: int,
    rows: list[AnswerItem],
    *,
    wanted: Wanted,
    desk: Desk,
) -> tuple[ContactEntry, tuple[NewFile, ...]]:
    """Return what the package tells of a contact, and its files.

    Raises PackageRefused and the refusals of the vault and the transcripts.
    """
    built = Built(contact, number, wanted, desk)
    for row in rows:
        try:
            _add(built, row)
        except ContentWithheld:
            built.left_out.append(LeftOut(row.kind, WITHHELD))
    _add_statements(built, rows)
    metadata = openings.metadata(openings.meta_of(contact), desk)
    vcon = _vcon(built, metadata)
    return _entry(built, metadata, vcon), tuple(built.files)


def _add(built: Built, row: AnswerItem) -> None:
    """Add an item as it was marked."""
    if _portable(built) and not package.automated(Channel(built.contact.channel)):
        built.left_out.append(LeftOut(row.kind, NOT_PROVIDED))
        return
    segments = list(row.segments.select_related("passages").order_by("number"))
    package.check_whole(tuple(one.number for one in segments), row.segments_total)
    if all(one.mark == Mark.LEAVE_OUT for one in segments):
        built.left_out.append(LeftOut(row.kind, segments[0].reason))
        return
    hidden = {
        one.number: (
            MarkReason(one.reason),
            package_reviews.passages(one, desk=built.desk),
        )
        for one in segments
        if one.mark != Mark.GIVE
    }
    if row.kind == Kind.RECORDING:
        _add_recording(built, row, hidden)
    elif row.kind == Kind.ATTACHMENT:
        _add_attachment(built, row)
    else:
        _add_written(built, row, hidden)


def _add_statements(built: Built, rows: list[AnswerItem]) -> None:
    """Add what the person had stated beside their items: it goes with them.

    Where several took part, only what was stated in a request of the same person.
    """
    if _portable(built):
        return
    found = rectifications.statements_of([row.item_id for row in rows])
    for row in rows:
        stated = found.get(row.item_id, ())
        own = rectifications.stated_by(row.request, stated) if row.several else stated
        kept = SealedObject.objects.in_bulk(own)
        for one in stated:
            if one in kept:
                _add_statement(built, kept[one])
            else:
                built.left_out.append(LeftOut(Kind.STATEMENT, MarkReason.OTHER_PRIVATE))


def _add_statement(built: Built, item: SealedObject) -> None:
    data = built.desk.vault.open(item.ref(), inline=item.inline())
    built.items.append(
        ItemEntry(
            number=len(built.items) + 1,
            kind=Kind.STATEMENT,
            at=_utc(item.captured_at),
            by=package_texts.YOU,
            text=data.decode(),
        )
    )


def _portable(built: Built) -> bool:
    return built.wanted.kind is RequestKind.PORTABILITY


def _add_written(built: Built, row: AnswerItem, hidden: Hidden) -> None:
    """Add a message, an answer or a note: its words, and the mail where it is whole."""
    one = package_texts.written(row.item, desk=built.desk)
    if _portable(built) and one.by != package_texts.YOU:
        built.left_out.append(LeftOut(row.kind, NOT_PROVIDED))
        return
    text = package_texts.redacted(
        row.item, hidden, request_id=row.request_id, desk=built.desk
    )
    files: tuple[FileEntry, ...] = ()
    place = len(built.items) + 1
    if row.kind == Kind.MESSAGE and built.contact.channel in {
        Channel.MAIL,
        Channel.FORM,
    }:
        files = () if hidden else tuple(_mail_files(built, row, place))
    built.items.append(
        ItemEntry(
            number=place,
            kind=row.kind,
            at=_utc(one.at),
            by=one.by,
            text=text,
            files=files,
            redacted=bool(hidden),
        )
    )
    built.written.append(
        WrittenContent(
            kind="text",
            started_at=one.at,
            media_type=TEXT,
            body=text.encode(),
            application=built.contact.channel,
        )
    )


def _mail_files(built: Built, row: AnswerItem, place: int) -> Iterator[FileEntry]:
    """Yield the mail as it is, and the files it carries."""
    data = package_texts.raw(row.item, desk=built.desk)
    path = built.add_file(f"{place:03}-message.eml", MAIL, data)
    yield FileEntry(path, MAIL)
    try:
        view = message_view.view_message(data)
    except MessageUnreadable:
        return
    for count, one in enumerate(view.attachments, start=1):
        found = message_view.open_attachment(data, one.number)
        name = f"{place:03}-file-{count}.{_ending(one.media_type)}"
        path = built.add_file(name, one.media_type, found.content)
        yield FileEntry(path, one.media_type, one.name)


def _ending(media_type: str) -> str:
    return ENDINGS.get(media_type.partition(";")[0], "bin")


def _add_attachment(built: Built, row: AnswerItem) -> None:
    metadata = openings.metadata(openings.meta_of(built.contact), built.desk)
    attachment = row.item.attachment
    place = len(built.items) + 1
    data = package_texts.raw(row.item, desk=built.desk)
    name = safe_name(metadata.filenames.get(str(row.item_id), ""), fallback="file")
    path = built.add_file(
        f"{place:03}-file.{_ending(attachment.media_type)}", attachment.media_type, data
    )
    built.items.append(
        ItemEntry(
            number=place,
            kind=row.kind,
            at=_utc(built.contact.started_at),
            by=_by(built.contact),
            files=(FileEntry(path, attachment.media_type, name),),
        )
    )
    built.written.append(
        WrittenContent(
            kind="file",
            started_at=built.contact.started_at,
            media_type=attachment.media_type,
            body=data,
            filename=name,
        )
    )


def _by(contact: Contact) -> str:
    inbound = contact.direction == Direction.INBOUND
    return package_texts.YOU if inbound else package_texts.US


def _add_recording(built: Built, row: AnswerItem, hidden: Hidden) -> None:
    """Add the certified transcript, and the sound where it was asked for."""
    if transcript_id(row) != row.text:
        raise PackageRefused("changed")
    words, silent = package_texts.hidden_words(
        row.item, hidden, request_id=row.request_id, desk=built.desk
    )
    turns = package.portable(words.turns) if _portable(built) else words.turns
    place = len(built.items) + 1
    files = _transcript_files(built, row, words, bool(silent), place)
    sound = built.wanted.with_audio and not _portable(built)
    if sound:
        files.append(_sound_file(built, row, silent, place))
    built.items.append(
        ItemEntry(
            number=place,
            kind=row.kind,
            at=_utc(row.item.dialog.started_at),
            by=package_texts.YOU if _portable(built) else "",
            turns=tuple(_turn(turn, silent, built.wanted.language) for turn in turns),
            seconds=round(words.seconds, 3),
            gaps=words.gaps,
            files=tuple(files),
            redacted=bool(silent),
        )
    )
    _write_recording(built, row, words, turns)


def transcript_id(row: AnswerItem) -> object:
    """Return which words of a recording are the newest."""
    known = getattr(row.item.dialog, "transcript", None)
    return known.object_id if known else None


def _transcript_files(
    built: Built, row: AnswerItem, words: Words, hides: bool, place: int
) -> list[FileEntry]:
    """Add the transcript to be read; for portability what the person said, as text."""
    name, language = f"{place:03}-transcript", built.wanted.language
    if _portable(built):
        own = transcript.lines(package.portable(words.turns), language)
        data = "".join(f"{line}\n" for line in own).encode()
        return [FileEntry(built.add_file(f"{name}.txt", TEXT, data), TEXT)]
    copy = package_transcripts.copy_of(row.item, words, hides=hides)
    return [
        FileEntry(built.add_file(f"{name}.{ending}", kind, data), kind)
        for ending, kind, data in package_transcripts.texts(
            copy, language, desk=built.desk
        )
    ]


def _turn(
    turn: Turn, silent: tuple[tuple[float, float], ...], language: Language
) -> TurnEntry:
    touched = any(start < turn.end and turn.start < end for start, end in silent)
    return TurnEntry(
        start=round(turn.start, 3),
        end=round(turn.end, 3),
        speaker=turn.speaker.value,
        text=transcript.said(turn, language),
        redacted=touched,
    )


def _sound_file(
    built: Built,
    row: AnswerItem,
    silent: tuple[tuple[float, float], ...],
    place: int,
) -> FileEntry:
    """Add the sound as browsers play it: silenced where words are hidden."""
    item, desk = row.item, built.desk
    plays = item.dialog.codec in {"mp3", "opus", "vorbis", "flac", "pcm_s16le"}
    media_type = item.dialog.media_type if plays and not silent else WAV

    def opened() -> BinaryIO:
        source = open_sealed(desk.vault, item.ref(), size=item.size)
        if silent:
            return desk.audio.silenced(source, stretches=silent)
        return source if plays else BytesIO(desk.audio.to_playable(source))

    path = f"{built.folder}/{place:03}-recording.{_ending(media_type)}"
    built.files.append(NewFile(path, media_type, opened))
    return FileEntry(path, media_type)


def _write_recording(
    built: Built, row: AnswerItem, words: Words, turns: tuple[Turn, ...]
) -> None:
    """Put the words into the vCon; the sound stands beside it in the package."""
    text = "\n".join(transcript.lines(turns, built.wanted.language))
    at = row.item.dialog.started_at
    place = sum(one.kind in {"recording", "text"} for one in built.written)
    built.written.append(
        WrittenContent(
            kind="text",
            started_at=at,
            media_type=TEXT,
            body=text.encode(),
            seconds=words.seconds,
            application=built.contact.channel,
        )
    )
    if not _portable(built):
        built.written.append(
            WrittenContent(
                kind="transcript",
                started_at=at,
                media_type="application/json",
                body=transcript_json.to_json(words),
                dialog=place,
            )
        )


def _entry(built: Built, metadata: Metadata, vcon: str) -> ContactEntry:
    contact, language = built.contact, built.wanted.language
    notice = store.parsed(contact.notice_version)
    classes = {one.id: one.name for one in notice.retention}
    name: Text | None = classes.get(contact.retention_class)
    return ContactEntry(
        number=built.number,
        channel=contact.channel,
        direction=contact.direction,
        started_at=_utc(contact.started_at),
        ended_at=_utc(contact.ended_at) if contact.ended_at else "",
        kept_until=_utc(contact.destroy_by),
        controller=contact.controller.name,
        retention_class=name.in_(language) if name else contact.retention_class,
        subject=_subject(built, metadata),
        parties=tuple(_parties(metadata)),
        others=sum(one.role is PartyRole.OTHER for one in metadata.parties),
        source=_source(notice.sources, language),
        items=tuple(built.items),
        left_out=tuple(built.left_out),
        vcon=vcon,
    )


def _subject(built: Built, metadata: Metadata) -> str:
    """Return the subject, unless anything of the contact is hidden or left out."""
    hidden = built.left_out or any(one.redacted for one in built.items)
    return "" if hidden else metadata.subject


def _parties(metadata: Metadata) -> Iterator[PartyEntry]:
    """Yield how the person is known; of everybody else nothing is told."""
    mine = [one for one in metadata.parties if one.role is PartyRole.CUSTOMER]
    if len(mine) != 1:
        return
    yield PartyEntry(
        role=PartyRole.CUSTOMER.value,
        name=mine[0].name,
        tel=mine[0].tel,
        mailto=mine[0].mailto,
        customer_no=mine[0].customer_no,
    )


def _source(sources: tuple[Source, ...], language: Language) -> str:
    """Return where contacts come from, as the notice says it."""
    direct = [one for one in sources if one.origin.direct]
    return direct[0].in_(language) if direct else ""


def _vcon(built: Built, metadata: Metadata) -> str:
    """Add the contact as a vCon, with what is given and nothing else."""
    if not built.written:
        return ""
    contact = built.contact
    written = WrittenContact(
        uuid=contact.pk,
        created_at=contact.received_at,
        started_at=contact.started_at,
        subject=_subject(built, metadata),
        parties=tuple(
            WrittenParty(
                role="customer",
                name=one.name,
                tel=one.tel,
                mailto=one.mailto,
                customer_no=one.customer_no,
            )
            for one in _parties(metadata)
        ),
        contents=tuple(built.written),
        grants=vcon_export.grants(store.parsed(contact.notice_version)),
        keep_until=contact.destroy_by,
        notice=f"{contact.register_id}/{contact.notice_version.number}",
    )
    return built.add_file("contact.vcon", VCON, vcon_write.to_json(written))


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
