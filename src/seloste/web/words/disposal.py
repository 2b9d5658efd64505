"""Words of destruction and its certificates."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

CAUSES = {
    "due": _("Its time was over"),
    "released": _("Its last hold was released after its time was over"),
    "discarded": _("It was discarded from quarantine"),
    "orphaned": _("Nothing spoke for it any more"),
    "repeated": _("It had been destroyed, and a backup brought it back"),
    "requested": _("The person asked for it to be erased"),
    "rectified": _("A corrected version took its place"),
}
STORES = {
    "destroyed": pgettext_lazy("in a store", "destroyed"),
    "already-gone": pgettext_lazy("in a store", "was gone already"),
    "deleted": pgettext_lazy("in a store", "deleted"),
    "in-records": pgettext_lazy("in a store", "was kept in the records"),
    "none": pgettext_lazy("in a store", "was never there"),
}
