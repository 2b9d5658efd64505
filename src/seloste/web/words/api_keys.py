"""Words of API keys: what a scope opens, and why a key is refused."""

from django.utils.translation import gettext_lazy as _

from seloste.domain.api_key import Scope

SCOPES = {
    Scope.CONTACTS_READ: _("Read contacts without their content"),
    Scope.CONTACTS_WRITE: _("Write notes on contacts"),
    Scope.CONTENT_READ: _("Open content for a purpose"),
    Scope.EXPORT_READ: _("Export contacts as vCon"),
    Scope.CONVERSATIONS_READ: _("Read conversations without their content"),
    Scope.CONVERSATIONS_WRITE: _("Move, give on and answer conversations"),
    Scope.WORK_READ: _("Read work"),
    Scope.WORK_WRITE: _("Open and change work"),
    Scope.CUSTOMERS_READ: _("View customers"),
    Scope.CUSTOMERS_WRITE: _("Merge and split customers"),
    Scope.CALLS_READ: _("Read how far lists of calls are"),
    Scope.CALLS_WRITE: _("Import and work through lists of calls"),
    Scope.PAPER_READ: _("Read where paper is"),
    Scope.PAPER_WRITE: _("Register, move and confirm paper"),
    Scope.FIGURES_READ: _("Read figures"),
    Scope.TRAINING_READ: _("Read playlists"),
    Scope.TRAINING_WRITE: _("Draw samples"),
    Scope.QUEUES_READ: _("Read queues"),
    Scope.RIGHTS_READ: _("Read rights requests"),
    Scope.RIGHTS_WRITE: _("Receive rights requests and move them on"),
    Scope.COMPLETENESS_READ: _("Read which calls are missing"),
    Scope.WEBHOOKS_READ: _("Read webhooks"),
    Scope.WEBHOOKS_WRITE: _("Change webhooks"),
}
REFUSED = {
    "no-name": _("Say what the key is for."),
    "no-scope": _("Choose at least one."),
    "unknown-register": _("There is no such register."),
}
OTHERWISE = _("A key cannot be issued like that.")
FIELD_OF = {"no-name": "name", "no-scope": "scopes", "unknown-register": "register"}
