"""Feedback that turns out to be a complaint: the complaint is opened from it.

It takes the same links and its own copy of the words, and its hold stands
before that of the feedback is released. Called while the feedback is closed.
"""

from datetime import datetime
from uuid import UUID

from seloste.domain.staff import Actor
from seloste.domain.work_item import Priority, Reason, WorkKind
from seloste.ports.desk import Desk
from seloste.records.models import HoldItem, WorkItem
from seloste.services import work_items, work_words
from seloste.services.work_items import NewWork


def open_complaint(
    feedback: WorkItem, *, desk: Desk, actor: Actor, now: datetime
) -> UUID:
    """Open a complaint with what a feedback links and says; return its id.

    Raises WorkRefused, HoldRefused, NotFound.
    """
    partly = feedback.links.filter(whole=False).values_list("contact", flat=True)
    items = HoldItem.objects.filter(hold=feedback.hold, contact_id__in=partly)
    whole = feedback.links.filter(whole=True).values_list("contact", flat=True)
    wanted = NewWork(
        register=feedback.register_id,
        kind=WorkKind.COMPLAINT,
        words=work_words.open_words(feedback, desk),
        contact_ids=list(whole),
        item_ids=list(items.values_list("item_id", flat=True)),
        controller=feedback.controller.key,
        priority=Priority(feedback.priority),
        reason=Reason(feedback.reason) if feedback.reason else None,
    )
    return work_items.open_work(wanted, desk=desk, actor=actor, now=now)
