"""Words of lists of calls: results and refusals."""

from django.utils.translation import gettext_lazy as _

from seloste.domain.call_list import CallResult

RESULTS = {
    CallResult.REACHED: _("Reached"),
    CallResult.NO_ANSWER: _("No answer"),
    CallResult.WRONG_NUMBER: _("Wrong number"),
    CallResult.CALL_LATER: _("Asked to call later"),
    CallResult.DECLINED: _("Declined the offer"),
    CallResult.OBJECTED: _("Objects to being called"),
}
REFUSED = {
    "unknown-source": _("The notice names no such source."),
    "source-is-the-person": _("The notice names no register as the source."),
    "unknown-purpose": _("The notice names no such purpose for calls."),
    "no-basis": _("The notice gives the purpose no such basis."),
    "ends-too-late": _("The notice lets nothing be kept that long."),
    "ends-in-the-past": _("The last day has passed."),
    "nothing-to-call": _("No row has a phone number that may be called."),
    "no-phone-column": _("No column of the first row is called phone."),
    "not-a-table": _("The file is not a table."),
    "too-many": _("The file has more than 20,000 rows; divide it."),
    "ended": _("The list has ended."),
    "not-taken": _("This call was not taken; take it first."),
    "taken-by-another": _("Somebody else took this call."),
    "not-informed": _("Tell where the data came from, and tick that you did."),
    "nobody-left": _("Nobody is left to call now."),
}
