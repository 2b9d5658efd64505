"""Forms of the pages that set up forms."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seloste.domain.form import MAY_BE_REQUIRED, Asked, Field
from seloste.domain.notice import Text
from seloste.services.form_sites import SiteSettings
from seloste.web.forms import Form, add_class, choices, css_class
from seloste.web.words.forms import ASKED, FIELDS


class Change(Form):
    """What is said of a form; its register and address stay once it is made."""

    name_fi = forms.CharField(label=_("Name in Finnish"), max_length=100)
    name_sv = forms.CharField(label=_("Name in Swedish"), max_length=100)
    name_en = forms.CharField(label=_("Name in English"), max_length=100)
    queue = forms.ChoiceField(label=_("Queue"), required=False)
    ancestors = forms.CharField(
        label=_("Sites that may show it in a frame"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("One origin a line, like https://www.example.fi."),
    )
    active = forms.BooleanField(label=_("Takes answers"), required=False, initial=True)

    def __init__(
        self, *args: Any, queues: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices(self.fields["queue"], [("", _("By address and channel")), *queues])
        for field in Field:
            asking = _asking(field)
            add_class(asking.widget, css_class(asking.widget))
            self.fields[f"ask_{field.value}"] = asking

    def settings(self, *, slug: str, register: str, address: str) -> SiteSettings:
        """Return what was wanted."""
        values = self.cleaned_data
        asked = {field.value: values[f"ask_{field.value}"] for field in Field}
        return SiteSettings(
            slug=slug,
            register=register,
            address=address,
            name=Text(fi=values["name_fi"], sv=values["name_sv"], en=values["name_en"]),
            fields={name: how for name, how in asked.items() if how},
            ancestors=tuple(values["ancestors"].split()),
            queue=values["queue"],
            active=values["active"],
        )


class Add(Change):
    """A new form, where it stands and for whom."""

    place = forms.ChoiceField(label=_("Address it answers for"))
    slug = forms.SlugField(
        label=_("Name in its address"),
        max_length=64,
        help_text=_("Small letters, numbers and hyphens; it does not change later."),
    )
    field_order = ("place", "slug")

    def __init__(
        self, *args: Any, places: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices(self.fields["place"], places)


class Find(Form):
    """Whose answer a reference stands for."""

    register = forms.ChoiceField(label=_("Register"))
    reference = forms.CharField(
        label=_("Reference"),
        max_length=40,
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, registers: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices(self.fields["register"], [(one, one) for one in registers])


def _asking(field: Field) -> forms.ChoiceField:
    """Return the question how a form asks for something."""
    ways = ["", Asked.OPTIONAL.value]
    if field in MAY_BE_REQUIRED:
        ways.append(Asked.REQUIRED.value)
    return forms.ChoiceField(
        label=FIELDS[field.value],
        required=False,
        choices=[(way, ASKED[way]) for way in ways],
        initial=Asked.OPTIONAL.value,
    )


def initial_of(settings: SiteSettings) -> dict[str, Any]:
    """Return what is said of a form now, for the fields."""
    return {
        "name_fi": settings.name.fi,
        "name_sv": settings.name.sv,
        "name_en": settings.name.en,
        "queue": settings.queue,
        "ancestors": "\n".join(settings.ancestors),
        "active": settings.active,
        **{f"ask_{f.value}": settings.fields.get(f.value, "") for f in Field},
    }
