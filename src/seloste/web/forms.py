"""The look of every form: a label, the field, and its error beside it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.forms.renderers import TemplatesSetting

LANGUAGE_NAMES: tuple[tuple[str, str], ...] = tuple(settings.LANGUAGES)
CHOICES = (forms.Select, forms.SelectMultiple)
TICKS = (forms.CheckboxInput, forms.RadioSelect, forms.CheckboxSelectMultiple)


class Renderer(TemplatesSetting):
    """Draws forms with the templates of ``templates/parts``."""

    form_template_name = "parts/form.html"
    field_template_name = "parts/field.html"


class Form(forms.Form):
    """A form whose fields carry the classes that Tabler draws.

    Django adds ``aria-describedby`` and ``aria-invalid`` by itself.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            add_class(field.widget, css_class(field.widget))

    def add_error(self, field: str | None, error: Any) -> None:
        """Note what is wrong, and draw its field so."""
        super().add_error(field, error)
        for name in self.errors:
            if name in self.fields:
                add_class(self.fields[name].widget, "is-invalid")


def add_class(widget: forms.Widget, name: str) -> None:
    """Let a widget carry one more class."""
    classes = str(widget.attrs.get("class", "")).split()
    if name not in classes:
        widget.attrs["class"] = " ".join([*classes, name])


def choices(field: forms.Field, options: Iterable[Any]) -> None:
    """Give a list its options, as soon as they are known."""
    if isinstance(field, forms.ChoiceField):
        field.choices = list(options)


def css_class(widget: forms.Widget) -> str:
    """Return the class that draws a widget."""
    if isinstance(widget, CHOICES):
        return "form-select"
    return "form-check-input" if isinstance(widget, TICKS) else "form-control"
