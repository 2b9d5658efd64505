"""Words of the inbox, of drafts and of templates."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seloste.domain.conversation import ConversationState
from seloste.domain.inbox import Bulk, Order, Tab
from seloste.domain.outgoing import OutgoingState
from seloste.domain.reply_template import Blank

TABS = {
    Tab.MINE: pgettext_lazy("inbox", "Mine"),
    Tab.UNASSIGNED: pgettext_lazy("inbox", "Nobody's"),
    Tab.QUEUE: pgettext_lazy("inbox", "My queues"),
    Tab.WAITING: pgettext_lazy("inbox", "Waiting for the customer"),
    Tab.DONE: pgettext_lazy("inbox", "Done"),
    Tab.ALL: pgettext_lazy("inbox", "All"),
}
STATES = {
    ConversationState.NEW: pgettext_lazy("conversation", "New"),
    ConversationState.OPEN: pgettext_lazy("conversation", "Open"),
    ConversationState.WAITING: pgettext_lazy("conversation", "Waiting"),
    ConversationState.DONE: pgettext_lazy("conversation", "Done"),
}
TONES = {
    ConversationState.NEW: "care",
    ConversationState.OPEN: "busy",
    ConversationState.WAITING: "",
    ConversationState.DONE: "good",
}
SENDING = {
    OutgoingState.WAITING: _("Waiting to be sent"),
    OutgoingState.SENDING: _("Being sent"),
    OutgoingState.DEFERRED: _("Not taken yet; tried again"),
    OutgoingState.SENT: _("Handed to the mail server"),
    OutgoingState.FAILED: _("Could not be sent"),
    OutgoingState.BOUNCED: _("Came back undelivered"),
}
SENDING_TONES = {
    OutgoingState.WAITING: "busy",
    OutgoingState.SENDING: "busy",
    OutgoingState.DEFERRED: "care",
    OutgoingState.SENT: "good",
    OutgoingState.FAILED: "bad",
    OutgoingState.BOUNCED: "bad",
}
ORDERS = {
    Order.NEWEST: _("Newest first"),
    Order.OLDEST: _("Longest waiting first"),
}
BULK = {
    Bulk.TAKE: _("Assign to me"),
    Bulk.FINISH: _("Mark as done"),
    Bulk.QUEUE: _("Move to a queue"),
}
LEFT_ALONE = {
    "no-such-move": _("already in a state that does not allow this"),
    "already": _("already so"),
    "other-register": _("of another register than the queue"),
    "not-here": _("no longer here, or not yours"),
    "changed": _("changed by somebody else meanwhile"),
    "taken": _("taken by somebody else"),
    "other-queue": _("of another register than the queue"),
    "not-a-member": _("not open to whom it was to be given"),
}
REFUSALS = {
    "nothing-chosen": _("Choose at least one conversation."),
    "too-many": _("Choose at most 100 conversations at a time."),
    "no-queue": _("Choose the queue."),
    "no-name": _("Give it a name."),
    "too-many-views": _("There are 30 saved views already; remove one first."),
}
DRAFT_REFUSALS = {
    "empty": _("Write something first."),
    "too-long": _("This is too long to be sent."),
    "no-recipient": _("Say to whom it goes."),
    "bad-address": _("One of the addresses is not an e-mail address."),
    "too-many-recipients": _("At most 20 people at a time."),
    "unknown-recipient": _(
        "One of the addresses takes no part in this conversation. "
        "If it is right, tick the box and send again."
    ),
    "too-many-files": _("At most ten files go with one message."),
    "too-large": _("The files are too large: at most 15 MB together."),
    "no-such-file": _("That file is not there any more."),
}
OUTGOING_REFUSALS = {
    "no-mail-server": _("No mail server is set up, so nothing can be sent."),
    "no-mailbox": _("The address that was contacted has no mailbox to answer from."),
    "mailbox-paused": _("The mailbox is paused; an administrator can start it again."),
    "no-recipient": _("Say to whom it goes."),
    "bad-address": _("One of the addresses is not an e-mail address."),
    "bad-header": _("The subject or an address holds a character that mail forbids."),
    "too-large": _("The files are too large to be sent."),
    "no-text": _("Write something first."),
    "not-kept": _("The notice does not let this be kept, so it was not sent."),
}
CONFLICTS = {
    "arrived": _("The customer has written again since you began."),
    "answered": _("Somebody else has answered since you began."),
}
TEMPLATE_REFUSALS = {
    "bad-word": _("Use small letters, digits and hyphens, at most 40."),
    "word-taken": _("Another template has this word."),
    "no-name": _("Give it a name."),
    "no-text": _("Write the text in all three languages."),
    "too-long": _("This is too long."),
    "unknown-blank": _("A word in braces is none of the blanks listed below."),
}
PERSONAL = {
    "account": _("a bank account number"),
    "identity-code": _("a personal identity code"),
    "mail": _("an e-mail address"),
    "phone": _("a telephone number"),
}
TEMPLATE_KINDS = {
    "reply": _("Whole reply"),
    "snippet": _("Snippet"),
}
BLANKS = {
    Blank.CUSTOMER_NAME: _("the customer's name"),
    Blank.AGENT_NAME: _("your name"),
    Blank.NUMBER: _("the number of the conversation"),
    Blank.QUEUE: _("the queue"),
    Blank.CONTROLLER: _("the controller"),
    Blank.SUBJECT: _("the subject"),
    Blank.TODAY: _("today's date"),
    Blank.SATISFACTION_LINK: _("a link to the anonymous question, made when sending"),
}
