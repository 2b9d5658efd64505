"""The form of a template of replies."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seloste.domain.reply_template import LONGEST
from seloste.services.registers import Named
from seloste.services.templates import TemplateText
from seloste.web.forms import Form, choices
from seloste.web.templatetags.words import in_language
from seloste.web.words.inbox import TEMPLATE_KINDS


def _text(label: Any, language: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "lang": language}),
    )


class TemplateForm(Form):
    """A template with its word and its text in each language."""

    register = forms.ChoiceField(label=_("Register"))
    name = forms.CharField(label=_("Name"), max_length=100)
    word = forms.CharField(
        label=_("Word"),
        max_length=40,
        help_text=_("Typed after a slash, with a space after it, it inserts the text."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=TEMPLATE_KINDS.items())
    text_fi = _text(_("Text in Finnish"), "fi")
    text_sv = _text(_("Text in Swedish"), "sv")
    text_en = _text(_("Text in English"), "en")

    def __init__(self, *args: Any, registers: Iterable[Named], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(one.slug, in_language(one.name)) for one in registers]
        choices(self.fields["register"], known)

    def wanted(self) -> TemplateText:
        """Return what was written."""
        given = self.cleaned_data
        return TemplateText(
            register=given["register"],
            word=given["word"],
            name=given["name"],
            kind=given["kind"],
            text_fi=_unix(given["text_fi"]),
            text_sv=_unix(given["text_sv"]),
            text_en=_unix(given["text_en"]),
        )


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n")
