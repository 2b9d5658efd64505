"""The fields of the public portal: what somebody wants, and how they are reached."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seloste.domain.rights import Asker, RequestKind
from seloste.domain.rights_words import LONGEST_LINE, LONGEST_MESSAGE, RequestWords
from seloste.services import rights_words
from seloste.web.forms import Form
from seloste.web.words import rights as words


class Ask(Form):
    """A request. Nothing but a way to answer has to be given."""

    kind = forms.ChoiceField(
        label=_("What do you want?"),
        choices=list(words.WISHES.items()),
        initial=RequestKind.ACCESS,
        widget=forms.RadioSelect,
    )
    message = forms.CharField(
        label=_("Tell more, if you want (optional)"),
        required=False,
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("For example which call or message, and when it was."),
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=LONGEST_LINE,
        widget=forms.TextInput({"autocomplete": "name"}),
        error_messages={"required": _("Write your name.")},
    )
    email = forms.EmailField(
        label=_("Your e-mail"),
        required=False,
        max_length=LONGEST_LINE,
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    tel = forms.CharField(
        label=_("Your telephone number"),
        required=False,
        max_length=LONGEST_LINE,
        widget=forms.TextInput({"autocomplete": "tel", "inputmode": "tel"}),
    )
    address = forms.CharField(
        label=_("Your postal address, if you want a letter (optional)"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 2, "autocomplete": "street-address"}),
    )
    known_by = forms.CharField(
        label=_("Other numbers or addresses you have used with us (optional)"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("One a line. They help us find everything about you."),
    )
    asker = forms.ChoiceField(
        label=_("For whom do you ask?"),
        choices=list(words.ASKING.items()),
        initial=Asker.PERSON,
    )
    subject_name = forms.CharField(
        label=_("Their name, if you ask for somebody else (optional)"),
        required=False,
        max_length=LONGEST_LINE,
    )
    authority = forms.CharField(
        label=_("On what your authority rests, for example a mandate (optional)"),
        required=False,
        max_length=1000,
    )
    protected = forms.BooleanField(
        label=_("I have a non-disclosure for personal safety (turvakielto)"),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Ask for a way to answer."""
        cleaned = super().clean() or self.cleaned_data
        reached = any(cleaned.get(one) for one in ("email", "tel", "address"))
        if not reached and "email" not in self.errors:
            self.add_error("email", words.PORTAL_REFUSED["no-way-to-answer"])
        return cleaned

    def words(self) -> RequestWords:
        """Return what was written, to be sealed."""
        given = self.cleaned_data
        return RequestWords(
            message=given["message"],
            name=given["name"],
            email=given["email"],
            tel=given["tel"],
            address=given["address"],
            identifiers=rights_words.known_by(given["known_by"]),
            subject_name=given["subject_name"],
            authority=given["authority"],
            protected=given["protected"],
        )
