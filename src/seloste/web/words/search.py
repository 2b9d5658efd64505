"""Words of the search."""

from django.utils.translation import gettext_lazy as _

REFUSALS = {
    "nothing": _("Write at least one word."),
    "too-long": _("This is too long: use fewer words."),
    "too-many": _("These are too many words: use up to twelve."),
    "short-prefix": _("Write at least two letters before the star."),
    "bad-period": _("The period ends before it begins."),
    "bad-page": _("There are no further pages: use more words."),
}
