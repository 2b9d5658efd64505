"""Numbers hidden, originals for few, special categories decided on and masked.

What is inside a copy is nobody's to read here: that a copy is there, whole, made
from the words as they are now, and that nobody else opened an original, is.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from seloste.domain.audit import Action
from seloste.domain.redaction import Scope
from seloste.domain.transcript import Making
from seloste.domain.verification import Evidence
from seloste.records.models import Redaction, SealedObject, Transcript
from seloste.services.verification.findings import (
    all_or_broken,
    any_broken,
    broken,
    gap,
    proved,
)
from seloste.services.verification.gather import Gathered, leaves

PATIENCE = timedelta(hours=1)


def hidden(facts: Gathered) -> Iterator[Evidence]:
    """Yield that all words were looked through, and what is shown of each is whole."""
    made = Transcript.objects.filter(
        dialog__object__register=facts.register, making=Making.MADE
    )
    copies = Redaction.objects.filter(dialog__object__register=facts.register)
    yield all_or_broken(
        _not_looked_through(made, facts),
        right="words-looked-through",
        count=made.count(),
        otherwise="words-not-looked-through",
    )
    yield from any_broken(_incomplete(copies), "copy-incomplete")
    yield from any_broken(_outliving(copies), "copy-outlives")
    yield from _originals(facts)


def _not_looked_through(
    made: QuerySet[Transcript, Transcript], facts: Gathered
) -> list[UUID]:
    """Return words that were there for an hour and of which no copy was made."""
    looked = Redaction.objects.filter(
        dialog=OuterRef("dialog"),
        scope=Scope.EVERYONE,
        transcript_version=OuterRef("version"),
    )
    old = made.filter(made_at__lt=facts.now - PATIENCE)
    return list(old.exclude(Exists(looked)).values_list("pk", flat=True))


def _incomplete(copies: QuerySet[Redaction, Redaction]) -> list[UUID]:
    """Return copies that hide something and lack sound, picture or words."""
    lacking = Q(audio=None) | Q(waveform=None)
    lacking |= Q(transcript_version__gt=0, words=None)
    gone = Q(audio__state=SealedObject.State.DESTROYING)
    rows = copies.filter(count__gt=0).filter(lacking | gone)
    return list(rows.values_list("pk", flat=True))


def _outliving(copies: QuerySet[Redaction, Redaction]) -> list[UUID]:
    """Return copies that are kept longer than the recording they stand for."""
    later = Q(audio__act_at__gt=F("dialog__object__act_at"))
    later |= Q(words__act_at__gt=F("dialog__object__act_at"))
    return list(copies.filter(later).values_list("pk", flat=True))


def _originals(facts: Gathered) -> Iterator[Evidence]:
    """Yield that only roles the notice names read originals, each in the log."""
    notices = [known.notice for known in facts.versions if known.notice]
    allowed = {
        (purpose.id, role)
        for notice in notices
        for purpose in notice.purposes
        for role in purpose.original_roles
    }
    read = [
        leaf
        for leaf in leaves(Action.CONTENT_OPENED, Action.ANSWER_SHOWN)
        if leaf.details.get("scope") == "original" and _of(facts, leaf.object_id)
    ]
    yield all_or_broken(
        [leaf.seq for leaf in read if (leaf.purpose, leaf.role) not in allowed],
        right="originals-for-few",
        count=len(read),
        otherwise="original-read-by-others",
    )


def _of(facts: Gathered, contact: str) -> bool:
    rows = SealedObject.objects.filter(register=facts.register)
    return rows.filter(contact_id=UUID(contact)).exists()


def special(facts: Gathered, categories: list[str]) -> Iterator[Evidence]:
    """Yield that what tells of special categories is masked for all but their roles.

    Where the log says that somebody marked something as sensitive, the copy that
    masks it has to be there, whole. Whether every hint was decided on by a person is
    said too: until then nobody knows whether something is left to mask.
    """
    others: list[Any] = [
        purpose.id
        for purpose in facts.notice.purposes
        if "recording" in purpose.categories
        and not purpose.categories & set(categories)
    ]
    lacking = _marked_special(facts) - _masked(facts)
    yield (
        broken("special-unmasked", len(lacking), lacking)
        if lacking
        else proved("special-masked", len(others), others)
    )
    undecided = Redaction.objects.filter(
        dialog__object__register=facts.register,
        scope=Scope.EVERYONE,
        hints__gt=0,
        decided_at=None,
    )
    if undecided.exists():
        ids = list(undecided.values_list("dialog__contact", flat=True))
        yield gap("special-undecided", len(ids), ids)


def _marked_special(facts: Gathered) -> set[UUID]:
    """Return the kept recordings in which something is marked as sensitive.

    A copy for purposes that reach it is made only then, just after the one for
    everyone, which ends what was true before.
    """
    marked: set[str] = set()
    for leaf in leaves(Action.REDACTION_MADE):
        item, scope = str(leaf.details["item"]), leaf.details["scope"]
        if scope == Scope.EVERYONE:
            marked.discard(item)
        elif scope == Scope.SPECIAL:
            marked.add(item)
    rows = SealedObject.objects.filter(
        pk__in=marked, register=facts.register, state=SealedObject.State.KEPT
    )
    return set(rows.values_list("pk", flat=True))


def _masked(facts: Gathered) -> set[UUID]:
    """Return the recordings whose copy for everyone hides something and is whole."""
    rows = Redaction.objects.filter(
        dialog__object__register=facts.register,
        scope=Scope.EVERYONE,
        by_people__gt=0,
        audio__state=SealedObject.State.KEPT,
        waveform__state=SealedObject.State.KEPT,
    ).filter(Q(transcript_version=0) | Q(words__state=SealedObject.State.KEPT))
    return set(rows.values_list("dialog__object", flat=True))
