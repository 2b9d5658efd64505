"""Access by need, and the protection of what is stored."""

from collections.abc import Iterator

from django.db.models import Q, QuerySet

from seloste.domain.audit import Action
from seloste.domain.notice import Promise
from seloste.domain.staff import Role
from seloste.domain.verification import Evidence
from seloste.ports.installation import InstallationFacts
from seloste.records.models import SealedObject, StaffRole
from seloste.services.notices import store
from seloste.services.verification import redaction, search_rows, work_access
from seloste.services.verification.attestation import statement
from seloste.services.verification.findings import (
    all_or_broken,
    any_broken,
    broken,
    gap,
    proved,
)
from seloste.services.verification.gather import Gathered, leaves
from seloste.services.verification.reads import check_reads

ACCESS = "security.access"


def check(promise: Promise, facts: Gathered) -> Iterator[Evidence]:
    """Yield who may read, or how what is stored is protected, or both."""
    if any(fact != ACCESS and fact.startswith("security.") for fact in promise.facts):
        yield from _protection(facts)
    if ACCESS in promise.facts or not promise.facts:
        yield from _roles(facts)
        yield from redaction.hidden(facts)
    yield from check_reads(facts)
    yield statement(promise, facts)


def sealed_whole(facts: Gathered) -> Iterator[Evidence]:
    """Yield whether each object has its key and bytes, and a draw of them verifies."""
    kept = SealedObject.objects.filter(
        register_id=facts.register, state=SealedObject.State.KEPT
    )
    yield all_or_broken(
        facts.inventory.incomplete.get(facts.register, ()),
        right="sealed-whole",
        count=kept.count(),
        otherwise="object-incomplete",
    )
    yield all_or_broken(
        facts.sample.damaged,
        right="bytes-verified",
        count=facts.sample.checked,
        otherwise="object-damaged",
    )


def _protection(facts: Gathered) -> Iterator[Evidence]:
    yield from sealed_whole(facts)
    if facts.installation is None:
        yield gap("installation-unknown")
    else:
        yield from _installation(facts.installation)
    yield gap("second-factor-not-built")


def _installation(found: InstallationFacts) -> Iterator[Evidence]:
    """Yield what looking at files and settings shows."""
    for holds, right, wrong in (
        (found.root_key_private, "root-key-private", "root-key-exposed"),
        (found.keys_forgettable, "keys-forgettable", "keys-recoverable"),
        (found.passwords_hashed, "passwords-hashed", "passwords-weak"),
        (not found.debug, "debug-off", "debug-on"),
    ):
        yield proved(right) if holds else broken(wrong)
    yield proved("keys-apart") if found.keys_apart else gap("keys-together")
    yield proved("https-served") if found.https else gap("https-missing")


def _roles(facts: Gathered) -> Iterator[Evidence]:
    """Yield whether every role in force serves the notice and was given openly."""
    grants = _in_force(facts)
    yield all_or_broken(
        _without_purpose(facts, grants),
        right="roles-in-notice",
        count=grants.count(),
        otherwise="role-without-purpose",
    )
    yield from any_broken(_unrecorded(grants), "role-unrecorded")
    itself = [g.pk for g in grants if g.granted_by == f"staff:{g.staff_id}"]
    yield from any_broken(itself, "role-self-granted")
    yield from work_access.assignments(facts)
    yield from search_rows.found(facts)


def _in_force(facts: Gathered) -> QuerySet[StaffRole]:
    """Return the roles that reach this register now."""
    reaching = Q(register__isnull=True) | Q(register_id=facts.register)
    standing = Q(ends_at__isnull=True) | Q(ends_at__gt=facts.now)
    return StaffRole.objects.filter(reaching, standing).order_by("pk")


def _without_purpose(facts: Gathered, grants: QuerySet[StaffRole]) -> list[object]:
    """Return roles that no purpose needs; one for all registers needs just one."""
    here = _serving([facts.register], facts)
    anywhere = _serving(store.registers(), facts)
    return [
        grant.pk
        for grant in grants
        if Role(grant.role) not in (here if grant.register_id else anywhere)
    ]


def _serving(registers: list[str] | tuple[str, ...], facts: Gathered) -> set[Role]:
    """Return the roles some purpose of these registers gives work to."""
    found = {Role.ADMIN}
    for register in registers:
        begun = [
            version.notice
            for version in store.versions(register)
            if version.notice.effective <= facts.today
        ]
        found |= {r for notice in begun[:1] for p in notice.purposes for r in p.roles}
    return found


def _unrecorded(grants: QuerySet[StaffRole]) -> list[object]:
    """Return the roles whose granting the log does not know."""
    granted = {
        (leaf.object_id, leaf.details.get("role"), leaf.details.get("register", ""))
        for leaf in leaves(Action.STAFF_ROLE_GRANTED)
    }
    return [
        grant.pk
        for grant in grants
        if (str(grant.staff_id), grant.role, grant.register_id or "") not in granted
    ]
