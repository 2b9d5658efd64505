"""Words of verdicts."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

VERDICTS = {
    "proved": pgettext_lazy("verdict", "Proved"),
    "attested": pgettext_lazy("verdict", "Attested"),
    "gap": pgettext_lazy("verdict", "Gap"),
    "broken": pgettext_lazy("verdict", "Broken"),
}
MEANINGS = {
    "proved": _("The program checked it just now."),
    "attested": _("People have stated it, with their name and a date."),
    "gap": _("Nothing keeps this promise yet."),
    "broken": _("The promise is not kept: act now."),
}
TONES = {"proved": "good", "attested": "busy", "gap": "care", "broken": "bad"}
