"""Forms of the review of an answer and of handing it over."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seloste.domain.package_review import REASONS as CARRIED
from seloste.domain.package_review import (
    Mark,
    MarkReason,
    passages_of,
)
from seloste.domain.rights_letter import Ground, LetterKind
from seloste.services.package_marks import Marking
from seloste.web.forms import Form
from seloste.web.words import packages as words

GIVING = [(one, words.REASONS[one]) for one in MarkReason if one in CARRIED[Mark.GIVE]]
WRITABLE = (
    LetterKind.RECEIPT,
    LetterKind.IDENTITY,
    LetterKind.EXTENSION,
    LetterKind.CONFIRMED,
    LetterKind.NOTHING_HELD,
    LetterKind.DONE,
    LetterKind.PARTIAL,
    LetterKind.REFUSAL,
)
"""Letters of which everything is known from the request itself."""
FOLLOWING = (LetterKind.FORWARDED, LetterKind.ERASED_LATER, LetterKind.LIFTING)
"""Letters of what follows a decision, offered where there is something to say."""


class MarkParts(Form):
    """How parts of an item are marked, and why."""

    mark = forms.ChoiceField(
        label=_("What becomes of it"),
        choices=list(words.MARKS.items()),
        widget=forms.RadioSelect,
        initial=Mark.GIVE,
    )
    reason = forms.ChoiceField(
        label=_("Reason"), choices=list(words.REASONS.items()), initial=MarkReason.OWN
    )
    passages = forms.CharField(
        label=_("Words to take out"),
        required=False,
        help_text=_(
            "One passage a line, as it stands in the text; one part at a time."
            " Without any, all of the part is taken out."
        ),
        widget=forms.Textarea({"rows": 3, "spellcheck": "false"}),
    )

    def marking(self, numbers: tuple[int, ...]) -> Marking:
        """Return what is meant for these parts."""
        given = self.cleaned_data
        mark = Mark(given["mark"])
        said = given["passages"] if mark is Mark.REDACT else ""
        return Marking(
            mark=mark,
            reason=MarkReason(given["reason"]),
            numbers=numbers,
            passages=passages_of(said),
        )


class GiveContact(Form):
    """Why everything of a contact that is not marked yet is given."""

    reason = forms.ChoiceField(label=_("Reason"), choices=GIVING)


class Build(Form):
    """Whether recordings are given as sound too."""

    with_audio = forms.BooleanField(
        label=_("Recordings as sound too"),
        required=False,
        help_text=_(
            "Only where the person asked for it; it needs strong identification."
        ),
    )


class OfferLink(Form):
    """Whether the link is mailed to the address of the request."""

    mail = forms.BooleanField(
        label=_("Send the link by mail; the code never goes the same way"),
        required=False,
        initial=True,
    )


class WriteLetter(Form):
    """Which letter is written."""

    kind = forms.ChoiceField(
        label=_("Letter"),
        choices=[(one, words.LETTERS[one]) for one in (*WRITABLE, *FOLLOWING)],
    )
    ground = forms.ChoiceField(
        label=_("Ground"),
        required=False,
        choices=[("", _("As decided")), *words.GROUNDS.items()],
    )

    def offer(self, following: Collection[LetterKind]) -> "WriteLetter":
        """Leave out the letters of what follows that have nothing to say now."""
        kinds = (*WRITABLE, *(one for one in FOLLOWING if one in following))
        choices = [(one, words.LETTERS[one]) for one in kinds]
        self.fields["kind"].choices = choices  # type: ignore[attr-defined] # it is a list of choices
        return self

    def chosen_ground(self) -> Ground | None:
        """Return the ground somebody names, or None: as it was decided."""
        given = self.cleaned_data["ground"]
        return Ground(given) if given else None


class Code(Form):
    """The code that came another way than the link."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        widget=forms.TextInput(
            {
                "autocomplete": "one-time-code",
                "spellcheck": "false",
                "autocapitalize": "characters",
            }
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = _("It came another way: by phone or letter.")
