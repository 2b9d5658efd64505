"""Forms of the pages of sources."""

from django import forms
from django.utils.translation import gettext_lazy as _

from seloste.services.sources import ATTESTATION_LIMIT
from seloste.web.forms import Form

HALF_A_YEAR = 180


class Attest(Form):
    """A person's statement that every caller of a source is told."""

    days = forms.IntegerField(
        label=_("For how many days"),
        min_value=1,
        max_value=ATTESTATION_LIMIT.days,
        initial=HALF_A_YEAR,
        help_text=_("A year at most; then somebody listens and attests again."),
    )
    heard = forms.BooleanField(
        label=_(
            "I have made sure that every caller of this source hears the announcement"
            " before the recording begins."
        )
    )
