"""Words of verdicts."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seloste.domain.verification import Verdict

VERDICTS = {
    Verdict.PROVED: pgettext_lazy("verdict", "Proved"),
    Verdict.ATTESTED: pgettext_lazy("verdict", "Attested"),
    Verdict.GAP: pgettext_lazy("verdict", "Gap"),
    Verdict.BROKEN: pgettext_lazy("verdict", "Broken"),
}
MEANINGS = {
    Verdict.PROVED: _("The program checked it just now."),
    Verdict.ATTESTED: _("People have stated it, with their name and a date."),
    Verdict.GAP: _("Nothing keeps or shows this yet."),
    Verdict.BROKEN: _("The promise is not kept: act now."),
}
TONES: dict[str, str] = {
    Verdict.PROVED: "good",
    Verdict.ATTESTED: "busy",
    Verdict.GAP: "care",
    Verdict.BROKEN: "bad",
}
