"""What is hidden of a recording in an answer, before anybody marks parts of it.

What is hidden from everyone, in the words as they are now, and whatever the copies
hide that were made by hand for this request. The caller has asked for leave.
"""

from itertools import chain
from uuid import UUID

from seloste.domain import redaction
from seloste.domain.redaction import Mark, Scope
from seloste.domain.transcript import Transcript as Words
from seloste.ports.desk import Desk
from seloste.records.models import Redaction, SealedObject, Transcript
from seloste.services import hiding, shown_copies
from seloste.services.shown_copies import ORDINARY, RedactionPending


def marks(
    item: SealedObject, said: Words, *, request_id: UUID, desk: Desk
) -> tuple[Mark, ...]:
    """Return what is hidden of a recording whose words are ``said``.

    What only special categories hide is the person's own and is not, unless a copy
    for the request hides it. Raises RedactionPending where nobody has looked for
    numbers yet.
    """
    everyone = shown_copies.redaction_of(item.dialog, ORDINARY)
    if everyone is None:
        raise RedactionPending
    now = hiding.marks_now(everyone, said, version=_version(item), desk=desk)
    apart = chain.from_iterable(
        hiding.kept_marks(copy, desk=desk)
        for copy in Redaction.objects.select_related("marks").filter(
            dialog=item.dialog, for_id=request_id, scope=Scope.SEPARATE
        )
    )
    every = (*redaction.without_special(now), *apart)
    return redaction.closed_up(dict.fromkeys(every))


def _version(item: SealedObject) -> int:
    rows = Transcript.objects.filter(dialog=item.dialog)
    found: int | None = rows.values_list("version", flat=True).first()
    return found or 0
