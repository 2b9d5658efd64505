"""The words of an item that can be corrected, and its bytes with other words.

A mail keeps its headers and files, an answer to a form and a line of a chat
everything but the words. The caller has asked for leave.
"""

from dataclasses import replace

from seloste.domain.chat import LINE_TYPE, Author, Line
from seloste.domain.contact import Kind
from seloste.domain.correction import Wording
from seloste.domain.form import FormAnswer
from seloste.domain.rights_decision import DecisionRefused
from seloste.protocols import mail_reword
from seloste.protocols.unreadable import Unreadable
from seloste.records.models import SealedObject
from seloste.services import message_view
from seloste.services.message_view import MessageUnreadable

MAIL_LINES = ("subject",)
FORM_LINES = ("name", "email", "tel")


def read(item: SealedObject, data: bytes) -> Wording:
    """Return what can be corrected of an item.

    Raises DecisionRefused where nobody wrote it, or it cannot be read.
    """
    if item.kind == Kind.NOTE:
        return Wording(data.decode())
    if item.kind == Kind.FORM_ANSWER:
        one = FormAnswer.from_json(data)
        return Wording(
            one.message, name=one.name, email=one.email, tel=one.tel, lines=FORM_LINES
        )
    if is_line(item):
        return Wording(_line(data).text)
    return _mail(data)


def write(item: SealedObject, data: bytes, words: Wording) -> bytes:
    """Return the bytes of an item with other words. Raises DecisionRefused."""
    if item.kind == Kind.NOTE:
        return words.text.encode()
    if item.kind == Kind.FORM_ANSWER:
        answer = replace(
            FormAnswer.from_json(data),
            message=words.text,
            name=words.name,
            email=words.email,
            tel=words.tel,
        )
        return answer.to_json()
    if is_line(item):
        return replace(_line(data), text=words.text).to_json()
    try:
        return mail_reword.reworded(data, subject=words.subject, text=words.text)
    except Unreadable:
        raise DecisionRefused("impossible-outcome") from None


def is_line(item: SealedObject) -> bool:
    """Tell whether an item is a line of a chat."""
    return hasattr(item, "dialog") and item.dialog.media_type == LINE_TYPE


def _line(data: bytes) -> Line:
    line = Line.from_json(data)
    if line.author is Author.SYSTEM or not line.text:
        raise DecisionRefused("impossible-outcome")
    return line


def _mail(data: bytes) -> Wording:
    try:
        view = message_view.view_message(data)
    except MessageUnreadable:
        raise DecisionRefused("impossible-outcome") from None
    text = "\n".join(part for part in (view.text, view.quoted) if part)
    return Wording(text, subject=view.subject, lines=MAIL_LINES)
