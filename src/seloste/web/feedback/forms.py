"""The fields of a public form, as its register configured them."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seloste.domain.form import LONGEST_LINE, LONGEST_MESSAGE, Asked, Field
from seloste.domain.work_item import Reason
from seloste.services.form_answers import File
from seloste.web.forms import Form
from seloste.web.memory_files import Uploaded, is_too_large
from seloste.web.words.forms import TOPICS

LARGEST_FILE = 5 << 20


class Write(Form):
    """What somebody writes to the organisation."""

    topic = forms.ChoiceField(label=_("What is it about?"))
    message = forms.CharField(
        label=_("Your message"),
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea({"rows": 8}),
        error_messages={"required": _("Write what you want to say.")},
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=LONGEST_LINE,
        widget=forms.TextInput({"autocomplete": "name"}),
        error_messages={"required": _("Write your name.")},
    )
    email = forms.EmailField(
        label=_("Your e-mail"),
        max_length=LONGEST_LINE,
        widget=forms.EmailInput({"autocomplete": "email"}),
        error_messages={"required": _("Write your e-mail address.")},
    )
    tel = forms.CharField(
        label=_("Your telephone number"),
        max_length=LONGEST_LINE,
        widget=forms.TextInput({"autocomplete": "tel", "inputmode": "tel"}),
        error_messages={"required": _("Write your telephone number.")},
    )
    answer = forms.BooleanField(label=_("I want an answer"), required=False)
    attachment = forms.FileField(
        label=_("A file"),
        required=False,
        allow_empty_file=True,
        help_text=_("At most 5 MB."),
    )

    def __init__(self, *args: Any, asked: Mapping[Field, Asked], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in Field:
            if field not in asked:
                del self.fields[field.value]
                continue
            required = asked[field] is Asked.REQUIRED
            self.fields[field.value].required = required
            self.fields[field.value].label = _label(
                self.fields[field.value].label, field, required=required
            )
        if Field.TOPIC in asked:
            self.fields["topic"].choices = [("", _("Choose")), *TOPICS.items()]  # type: ignore[attr-defined] # it is a list of choices

    def clean_attachment(self) -> Uploaded | None:
        """Refuse a file that is too large; it arrived empty."""
        file: Uploaded | None = self.cleaned_data["attachment"]
        if file is not None and is_too_large(file):
            raise forms.ValidationError(_("The file is too large: 5 MB at most."))
        return file

    def clean(self) -> dict[str, Any]:
        """Ask for a way to answer where an answer is wanted."""
        cleaned = super().clean() or self.cleaned_data
        where = [name for name in ("email", "tel") if name in self.fields]
        told = any(cleaned.get(name) for name in where)
        if cleaned.get("answer") and where and not told and not self.errors:
            self.add_error(where[0], _("Tell where to answer."))
        return cleaned

    def chosen_topic(self) -> Reason | None:
        """Return what it is about, where that was said."""
        chosen = self.cleaned_data.get("topic")
        return Reason(chosen) if chosen else None

    def file(self) -> File | None:
        """Return the file that came along."""
        sent: Uploaded | None = self.cleaned_data.get("attachment")
        if sent is None:
            return None
        media_type = sent.content_type or "application/octet-stream"
        return File(sent.name or "", media_type, sent.read())


def _label(label: Any, field: Field, *, required: bool) -> Any:
    """Say which fields may be left empty; most may."""
    if required or field is Field.ANSWER:
        return label
    return _("%(label)s (optional)") % {"label": label}
