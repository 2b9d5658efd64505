"""Words of quarantine: why something waits, and what can be done about it."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

REASONS = {
    "announcement-missing": _("No evidence that the caller was told of the recording"),
    "announcement-after-recording": _("The recording began before the caller was told"),
    "recording-not-promised": _("The notice promises that calls are not recorded"),
    "controller-unknown": _("No controller receives at this address"),
    "channel-not-promised": _("The notice says nothing of this channel"),
    "class-without-period": _("The notice gives this channel no period"),
    "ends-before-it-starts": _("It ends before it starts"),
    "checksum-mismatch": _("The content is not what the sender sealed"),
    "not-audio": _("The file is no audio"),
    "truncated": _("The recording is cut off"),
    "no-duration": _("The recording has no length"),
    "too-long": _("The recording is longer than twelve hours"),
    "unsupported": _("The recording is in a format that cannot be read"),
    "lying": _("The file says one thing and holds another"),
    "too-costly": _("Reading the file took too much time or memory"),
    "not-a-mail": _("The file is no e-mail"),
    "mail-unreadable": _("The e-mail cannot be read"),
    "unverified-participant": _(
        "An answer from somebody who is not in the conversation"
    ),
    "same-id-other-content": _("Another content under a known identifier"),
    "mail-too-large": _("The e-mail is too large"),
    "mail-too-deep": _("The e-mail is too complex: parts lie within parts"),
    "mail-too-many-parts": _("The e-mail is too complex: it has too many parts"),
    "mail-too-many-headers": _("The e-mail is too complex: it has too many headers"),
    "mail-header-too-long": _("The e-mail is too complex: a header is far too long"),
    "mail-too-many-lines": _("The e-mail is too complex: it has too many lines"),
    "time-unreadable": _("Its time cannot be read"),
    "time-ambiguous": _("Its time falls in the hour that autumn repeats"),
    "time-nonexistent": _("Its time falls in the hour that spring skips"),
    "column-missing": _("A column of the manifest is missing"),
    "channel-unknown": _("The channel is unknown"),
    "not-a-vcon": _("The file is no vCon"),
    "vcon-encrypted": _("The vCon is encrypted"),
    "looks-like-spam": _("It looks as if a machine had sent it"),
}
ATTEST = _("Attest that every caller of the source is told, then try again.")
NOTICE = _("A new version of the notice may settle this; then try again.")
SENDER = _("Ask the sender to deliver it again, then discard this one.")
DISCARD = _("It may not be kept: discard it.")
UNVERIFIED = _(
    "It came with a valid reply address from an unknown sender. Take it into the"
    " conversation only if the customer says it is theirs."
)
ADVICE = {
    "unverified-participant": UNVERIFIED,
    "announcement-missing": ATTEST,
    "announcement-after-recording": DISCARD,
    "recording-not-promised": DISCARD,
    "controller-unknown": _("Give the source its address, or correct the notice."),
    "channel-not-promised": NOTICE,
    "class-without-period": NOTICE,
    "looks-like-spam": _("Deliver it again if a person wrote it; else discard it."),
}
RESULTS = {
    "captured": pgettext_lazy("delivery", "captured"),
    "leg-added": pgettext_lazy("delivery", "added to a contact"),
    "duplicate": pgettext_lazy("delivery", "known already"),
    "quarantined": pgettext_lazy("delivery", "still waiting"),
    "destroyed-before": pgettext_lazy("delivery", "destroyed on time before"),
}
