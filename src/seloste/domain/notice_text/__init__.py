"""The words of a notice, generated from its facts in Finnish, Swedish and English.

``compose`` gives the whole notice as a document, ``caller_text`` the short text
read before a call is recorded. Text and behaviour come from the same facts and
so cannot drift apart; a fact the notice does not state gives no sentence.
"""

from seloste.domain.notice_text.compose import KEY_BACKUP_DAYS, caller_text, compose
from seloste.domain.notice_text.document import NoticeDocument

__all__ = ["KEY_BACKUP_DAYS", "NoticeDocument", "caller_text", "compose"]
