"""No key, no bytes and no index outlive what they were for."""

from collections.abc import Iterator

from seloste.domain import retention
from seloste.domain.verification import Evidence
from seloste.records.models import PartyIndex, SealedObject
from seloste.services.verification import backups, search_rows
from seloste.services.verification.findings import all_or_broken, any_broken
from seloste.services.verification.gather import SLA, Gathered


def check(facts: Gathered) -> Iterator[Evidence]:
    """Yield whether anything is left of what is over."""
    inventory = facts.inventory
    yield all_or_broken(
        inventory.strays,
        right="no-strays",
        count=inventory.objects,
        otherwise="stray",
    )
    yield from search_rows.kept(facts)
    yield _days(facts)
    yield from _months(facts)
    yield backups.expiring(facts)


def _days(facts: Gathered) -> Evidence:
    """Say whether keys of past days are gone, but for those of open disposals."""
    alive = facts.desk.vault.days(tenant=facts.register)
    last = retention.local_day(facts.now - SLA)
    open_days = set(
        SealedObject.objects.filter(
            register_id=facts.register, state=SealedObject.State.DESTROYING
        ).values_list("key_day", flat=True)
    )
    late = [day for day in alive if day < last and day not in open_days]
    return all_or_broken(
        late, right="key-days-ended", count=len(alive), otherwise="key-day-late"
    )


def _months(facts: Gathered) -> Iterator[Evidence]:
    """Yield the months whose search key lives with nothing left to search."""
    used = set(
        PartyIndex.objects.filter(contact__register_id=facts.register).values_list(
            "month", flat=True
        )
    )
    last = f"{retention.local_day(facts.now - SLA):%Y-%m}"
    alive = facts.desk.vault.months(tenant=facts.register)
    late = [month for month in alive if month < last and month not in used]
    yield from any_broken(late, "key-month-late")
