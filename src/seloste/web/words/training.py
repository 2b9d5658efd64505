"""Words of training and quality."""

from django.utils.translation import gettext_lazy as _

from seloste.services.playlists import EntryState

ENTRY_STATES = {
    EntryState.USABLE: _("Can be opened"),
    EntryState.LEFT_OUT: _("Left out: it may not serve training any more"),
    EntryState.DESTROYED: _("Destroyed"),
}
SAMPLE_REFUSALS = {
    "nothing-found": _("Nothing was found that may be used. Widen the limits."),
    "bad-period": _("Choose a first and a last day, at most a year apart."),
    "bad-size": _("Draw from 1 to 100."),
    "bad-length": _("The longest must be longer than the shortest."),
    "unknown-queue": _("This queue belongs to another register."),
}
REFUSALS = {
    "grade-missing": _("Every point needs a grade."),
    "bad-grade": _("A grade is from 1 to 5."),
    "too-long": _("At most 4000 characters."),
    "no-agent": _("Choose an agent of this register."),
    "own-work": _("Own work cannot be evaluated."),
    "no-words": _("Write something."),
    "written-already": _("You have evaluated this already."),
    "answered-already": _("You have acknowledged this already."),
    "no-criteria": _("A form needs at least one point."),
    "too-many-criteria": _("At most 20 points."),
    "words-missing": _("Give the name in all three languages."),
    "criterion-twice": _("Two points are the same."),
    "bad-moment": _("Give a moment within the recording, such as 1:23."),
    "not-usable": _("This may not serve training any more."),
}
GRADES = {
    1: _("1 – not at all"),
    2: _("2 – in part"),
    3: _("3 – as agreed"),
    4: _("4 – well"),
    5: _("5 – an example to others"),
}
