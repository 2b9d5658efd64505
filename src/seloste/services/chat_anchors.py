"""One item stands for a whole chat: the first of its lines that is left.

Whoever lists what can be opened lists that one; an opening of it is an opening
of every line (``chat_reading``).
"""

from django.db.models import Exists, OuterRef, Q

from seloste.records.models import ChatLine, SealedObject


def stands_for_its_chat() -> Q:
    """Return the condition that no earlier line of the same chat is left.

    It holds for every item that is no line of a chat.
    """
    earlier = Exists(
        ChatLine.objects.filter(
            chat=OuterRef("chat_line__chat"),
            seq__lt=OuterRef("chat_line__seq"),
            object__state=SealedObject.State.KEPT,
        )
    )
    return ~Q(earlier)
