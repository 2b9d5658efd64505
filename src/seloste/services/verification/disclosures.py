"""What went out: to recipients of the notice, on a ground, by two people.

The rows say what was disclosed, the audit log that it was. A row that was made
behind the log's back, or a leaf without its row, shows.
"""

from collections.abc import Collection, Iterator
from datetime import datetime

from seloste.domain import disclosure as rules
from seloste.domain.audit import Action, Leaf
from seloste.domain.disclosure import DisclosureState, Form, TellState
from seloste.domain.notice import Notice, Recipient
from seloste.domain.retention import local_day
from seloste.domain.verification import Evidence
from seloste.records.models import Disclosure, Hold, RecipientNotice
from seloste.services.notices import store
from seloste.services.verification.findings import (
    all_or_broken,
    any_broken,
    gap,
    proved,
)
from seloste.services.verification.gather import Gathered, leaves


def check(facts: Gathered, kinds: Collection[str]) -> Iterator[Evidence]:
    """Yield whether every disclosure kept to what the notice and the law allow.

    ``kinds`` are those of the recipients a promise speaks of. What went to none of
    the notice's recipients breaks every promise about recipients.
    """
    rows = list(
        Disclosure.objects.filter(
            register=facts.register, state=DisclosureState.HANDED_OVER
        ).order_by("number")
    )
    named = {one.pk: _recipient(facts, one) for one in rows}
    about = [one for one in rows if (who := named[one.pk]) is None or who.kind in kinds]
    outside = [one.pk for one in about if not _allowed(one, named[one.pk])]
    yield all_or_broken(
        outside,
        right="disclosures-allowed",
        count=len(about),
        otherwise="disclosure-outside-notice",
    )
    yield from any_broken(
        [one.pk for one in about if _claimless(one, named[one.pk])],
        "disclosure-without-claim",
    )
    yield from any_broken(
        [one.pk for one in about if _requestless(one, named[one.pk])],
        "disclosure-without-request",
    )
    yield from any_broken(
        [one.pk for one in about if one.decided_by in {"", one.prepared_by}],
        "disclosure-alone",
    )
    yield from any_broken(_unrecorded(facts, rows), "disclosure-unrecorded")


def _recipient(facts: Gathered, row: Disclosure) -> Recipient | None:
    """Return the recipient of the notice that was in force when it went out."""
    notice = _notice(facts, row.handed_at or facts.now)
    return next((one for one in notice.recipients if one.id == row.recipient), None)


def _notice(facts: Gathered, at: datetime) -> Notice:
    return store.in_force(facts.register, local_day(at)).notice


def _allowed(row: Disclosure, who: Recipient | None) -> bool:
    if who is None or who.kind == rules.PROCESSOR:
        return False
    if who.kind == rules.GROUP and row.form == Form.CONTENT and not row.claim_hold:
        return False
    return not who.purposes or row.purpose in who.purposes


def _claimless(row: Disclosure, who: Recipient | None) -> bool:
    """Tell whether no claim stood when it was prepared, though one must."""
    if who is None or who.kind not in rules.FOR_CLAIMS:
        return False
    if row.claim_hold is None:
        return True
    hold = Hold.objects.filter(pk=row.claim_hold).first()
    if hold is None or hold.placed_at > row.prepared_at:
        return True
    return hold.released_at is not None and hold.released_at <= row.prepared_at


def _requestless(row: Disclosure, who: Recipient | None) -> bool:
    if who is None or who.kind != rules.AUTHORITY:
        return False
    return not row.statute or row.document_id is None


def _unrecorded(facts: Gathered, rows: Collection[Disclosure]) -> list[str]:
    """Return disclosures the log does not have as they are, and leaves without one."""
    made: dict[str, Leaf] = {}
    for leaf in leaves(Action.DISCLOSURE_MADE):
        if "sha256" in leaf.details:
            made[leaf.object_id] = leaf
    wrong = [str(one.pk) for one in rows if not _agrees(one, made.get(str(one.pk)))]
    every = Disclosure.objects.filter(state=DisclosureState.HANDED_OVER)
    known = {str(one) for one in every.values_list("pk", flat=True)}
    del facts
    return sorted({*wrong, *(set(made) - known)})


def _agrees(row: Disclosure, leaf: Leaf | None) -> bool:
    if leaf is None:
        return False
    said = (leaf.details.get("sha256"), leaf.details.get("recipient"))
    return said == (row.package_sha256, row.recipient)


def told(facts: Gathered) -> Iterator[Evidence]:
    """Yield whether every recipient of what changed was told (Art. 19)."""
    rows = RecipientNotice.objects.filter(disclosure__register=facts.register)
    ended = rows.exclude(state=TellState.WAITING)
    reasonless = ended.filter(state=TellState.IMPOSSIBLE, reason=None)
    said = {
        str(leaf.details.get("reference")) for leaf in leaves(Action.RECIPIENT_TOLD)
    }
    unsaid = [pk for pk in ended.values_list("pk", flat=True) if str(pk) not in said]
    yield from any_broken(
        sorted({*unsaid, *reasonless.values_list("pk", flat=True)}),
        "recipient-told-unrecorded",
    )
    waiting = list(rows.filter(state=TellState.WAITING).values_list("pk", flat=True))
    if waiting:
        yield gap("recipient-waiting", len(waiting), waiting)
    else:
        yield proved("recipients-told", ended.count())
