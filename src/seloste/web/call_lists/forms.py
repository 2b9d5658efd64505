"""Forms of the lists of calls. What names people goes by POST only."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seloste.domain.call_list import CallResult
from seloste.services.call_list_page import Choice
from seloste.web.forms import Form, choices
from seloste.web.templatetags.words import in_language
from seloste.web.words import call_lists as words

LARGEST = 10 << 20


class Import(Form):
    """A file, and on what the calls stand."""

    stands_on = forms.ChoiceField(
        label=_("Where the data came from, and for what you call"),
        help_text=_("Only what the notice names: its registers, purposes and bases."),
    )
    controller = forms.ChoiceField(label=_("Controller"))
    ends_on = forms.DateField(
        label=_("Last day"),
        help_text=_("The list is destroyed after this day."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    file = forms.FileField(
        label=_("File"),
        help_text=_("A table (CSV) whose first row names its columns: phone, name, …"),
        max_length=200,
    )

    def __init__(self, *args: Any, offered: Iterable[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = list(offered)
        grouped: dict[str, list[tuple[str, str]]] = {}
        controllers: dict[str, str] = {}
        for one in offered:
            label = (
                f"{in_language(one.source)} – {in_language(one.purpose)} ({one.basis})"
            )
            grouped.setdefault(in_language(one.register), []).append((one.value, label))
            controllers.update(one.controllers)
        choices(self.fields["stands_on"], [("", _("Choose")), *grouped.items()])
        choices(self.fields["controller"], sorted(controllers.items()))

    def clean_file(self) -> Any:
        """Refuse a file that is larger than any list of calls."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("The file is larger than 10 MB."))
        return file


class Result(Form):
    """What came of a call."""

    result = forms.ChoiceField(
        label=_("What came of it"),
        choices=[(one.value, words.RESULTS[one]) for one in CallResult],
        widget=forms.RadioSelect,
    )
    informed = forms.BooleanField(
        label=_("I told where the data came from and where the notice is"),
        required=False,
    )


class Objection(Form):
    """Who will not be called any more."""

    register = forms.ChoiceField(label=_("Register"))
    tel = forms.CharField(
        label=_("Phone number"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "tel"}),
    )

    def __init__(
        self, *args: Any, registers: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices(self.fields["register"], registers)
