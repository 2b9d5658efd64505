"""Forms of what the scanner found."""

from django import forms

from seloste.domain.scan import ReleaseReason
from seloste.web.forms import Form
from seloste.web.words import files


class Release(Form):
    """Asks why something is handed over although malware was found in it."""

    reason = forms.ChoiceField(
        label=files.WHY,
        choices=[(one.value, files.RELEASES[one]) for one in ReleaseReason],
    )
