"""Put the sections together, each with the articles and promises it covers."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from seloste.domain.contact import Channel
from seloste.domain.notice import Enforce, Language, Notice, Promise, Text
from seloste.domain.notice_text.document import Labels, NoticeDocument, Section
from seloste.domain.notice_text.phrases import page
from seloste.domain.notice_text.sections import (
    keeping,
    recording,
    rest,
    rights,
    sharing,
    use,
    who,
)
from seloste.domain.notice_text.sections.body import Body
from seloste.domain.notice_text.voice import Voice

KEY_BACKUP_DAYS = 7
SHORTEST_NAME = 3

type Writer = Callable[[Notice, Voice], Body]


@dataclass(frozen=True, slots=True)
class _Part:
    """A section to be: its heading, its writer and the facts it tells.

    ``enforces`` catches a promise whose facts belong to no section.
    """

    key: str
    heading: Text
    write: Writer
    facts: tuple[str, ...] = ()
    enforces: tuple[Enforce, ...] = ()
    explains: bool = False

    def tells(self, promise: Promise) -> bool:
        """Tell whether the promise rests on a fact of this section."""
        return any(
            _belongs(fact, told) for fact in promise.facts for told in self.facts
        )


def _belongs(fact: str, told: str) -> bool:
    return fact == told or fact.startswith(f"{told}.")


def compose(
    notice: Notice, language: Language, *, key_backup_days: int = KEY_BACKUP_DAYS
) -> NoticeDocument:
    """Return the notice as a document in one language.

    ``key_backup_days`` is how long a backup of the keys lives; the text says so
    where something is kept for the whole of its period.
    """
    voice = _voice(notice, language)
    parts = _parts(notice, key_backup_days)
    written = ((part, part.write(notice, voice)) for part in parts)
    kept = [(part, body) for part, body in written if body.blocks]
    told = _promises([part for part, _ in kept], notice.promises)
    return NoticeDocument(
        language=language,
        register=notice.register,
        title=voice.words(notice.name),
        controllers=who.names(notice, voice),
        effective=notice.effective,
        labels=_labels(notice, voice),
        sections=tuple(_section(voice, part, body, told) for part, body in kept),
    )


def caller_text(
    notice: Notice, channel: Channel, language: Language, *, address: str = ""
) -> str:
    """Return the short text for somebody who makes contact by ``channel``.

    For a recorded call it is what is read before the recording begins: who
    records, why, how long, where the notice is and what to do instead.
    ``address`` is where the notice is; without it the contact's e-mail is given.
    Raises ChannelNotPromised where the notice keeps nothing of the channel.
    """
    where = address or notice.contact.email
    return recording.spoken(notice, channel, _voice(notice, language), where=where)


def _voice(notice: Notice, language: Language) -> Voice:
    """Return a voice that knows the controllers' names as names."""
    words = {word for one in notice.controllers for word in one.name.split()}
    long_enough = (word for word in words if len(word) >= SHORTEST_NAME)
    names = sorted(word for word in long_enough if word[0].isupper())
    return Voice(language, tuple(names))


def _parts(notice: Notice, key_backup_days: int) -> tuple[_Part, ...]:
    retention = partial(keeping.retention, key_backup_days=key_backup_days)
    return (*_about_data(), _keeping(retention), *_about_people(notice))


def _about_data() -> tuple[_Part, ...]:
    return (
        _Part(
            "controllers",
            page.CONTROLLERS,
            who.controllers,
            ("controllers", "contact"),
            (Enforce.CONTROLLER_ROLE,),
        ),
        _Part("dpo", page.OFFICER, who.officer, ("dpo",)),
        _Part(
            "categories",
            page.CATEGORIES,
            use.categories,
            ("categories", "subjects"),
            (Enforce.CATEGORY,),
        ),
        _Part(
            "purposes", page.PURPOSES, use.purposes, ("purposes",), (Enforce.PURPOSE,)
        ),
        _Part("sources", page.SOURCES, use.sources, ("sources",), (Enforce.SOURCE,)),
        _Part(
            "recording",
            page.RECORDING,
            recording.recording_of_calls,
            ("channels",),
            (Enforce.ANNOUNCEMENT, Enforce.REFUSAL),
        ),
    )


def _keeping(write: Writer) -> _Part:
    facts = ("retention", "holds")
    return _Part("retention", page.RETENTION, write, facts, (Enforce.RETENTION,))


def _about_people(notice: Notice) -> tuple[_Part, ...]:
    objects = any(right.kind == rights.OBJECTION for right in notice.rights)
    others = page.RIGHTS if objects else page.RIGHTS_ALONE
    return (
        _Part(
            "recipients",
            page.RECIPIENTS,
            sharing.recipients,
            ("recipients",),
            (Enforce.RECIPIENT,),
        ),
        _Part(
            "transfers",
            page.TRANSFERS,
            sharing.transfers,
            ("transfers",),
            (Enforce.TRANSFER,),
        ),
        _Part("objection", page.OBJECTION, rights.objection, ("rights.objection",)),
        _Part("rights", others, rights.other_rights, ("rights",), (Enforce.RIGHT,)),
        _Part("provision", page.PROVISION, rest.provision, ("provision",)),
        _Part(
            "automation",
            page.AUTOMATION,
            rest.automation,
            ("automation",),
            (Enforce.AUTOMATION,),
        ),
        _Part(
            "security",
            page.SECURITY,
            rest.security,
            ("security",),
            (Enforce.ACCESS, Enforce.BREACH, Enforce.ATTESTATION),
        ),
        _Part("about", page.ABOUT, rest.about, ("effective", "name", "register")),
        _Part(
            "explanations",
            page.EXPLANATIONS,
            rest.explanations,
            ("explanations",),
            explains=True,
        ),
        _Part("promises", page.PROMISES, rest.promises),
    )


def _promises(
    parts: list[_Part], promises: tuple[Promise, ...]
) -> dict[str, tuple[str, ...]]:
    """Return the ids of the promises each section tells, by its key."""
    told: dict[str, list[str]] = {part.key: [] for part in parts}
    for promise in promises:
        for key in _tellers(parts, promise):
            told[key].append(promise.id)
    return {key: tuple(ids) for key, ids in told.items()}


def _tellers(parts: list[_Part], promise: Promise) -> list[str]:
    """Return the sections that tell a promise: by its facts, else by its kind."""
    by_facts = [part.key for part in parts if part.tells(promise)]
    if "objection" in by_facts and all(
        _belongs(fact, "rights.objection")
        for fact in promise.facts
        if _belongs(fact, "rights")
    ):
        by_facts.remove("rights")
    if by_facts:
        return by_facts
    return [part.key for part in parts if promise.enforce in part.enforces]


def _section(
    voice: Voice, part: _Part, body: Body, told: dict[str, tuple[str, ...]]
) -> Section:
    return Section(
        key=part.key,
        heading=voice.words(part.heading),
        blocks=body.blocks,
        articles=body.articles,
        promises=told[part.key],
        explains=part.explains,
    )


def _labels(notice: Notice, voice: Voice) -> Labels:
    day = {"day": voice.day(notice.effective)}
    return Labels(
        kind=voice.words(page.KIND),
        in_force=voice.say(page.IN_FORCE, day),
        contents=voice.words(page.CONTENTS),
        basis=voice.words(page.BASIS),
        promises=voice.words(page.PROMISE_IDS),
        explains=voice.words(page.EXPLAINS),
        page=voice.words(page.PAGE),
    )
