"""The audit log and the notice's own text: what other evidence rests on.

Whatever is read from the log proves nothing if the log was changed, so every
promise shown by its leaves carries this evidence too.
"""

from collections.abc import Iterator

from seloste.domain.audit import Action, digest
from seloste.domain.verification import Evidence
from seloste.services.verification.findings import all_or_broken, broken, proved
from seloste.services.verification.gather import Gathered, Known, leaves


def log_holds(facts: Gathered) -> Evidence:
    """Say whether the log is the one that was signed and witnessed."""
    report = facts.log
    if report.sound:
        return proved("log-sound", report.size)
    defects = [f"{defect.code}@{defect.at}" for defect in report.defects]
    return broken("log-changed", len(defects), defects)


def notice_unchanged(facts: Gathered) -> Evidence:
    """Say whether every version is word for word what the log says was published."""
    published = {
        leaf.object_id: (leaf.details.get("sha256"), leaf.details.get("version"))
        for leaf in leaves(Action.NOTICE_PUBLISHED)
    }
    wrong = [
        known.row.pk
        for known in facts.versions
        if not _as_published(known)
        or published.get(str(known.row.pk)) != (known.row.sha256, known.row.number)
    ]
    return all_or_broken(
        wrong,
        right="notice-unchanged",
        count=len(facts.versions),
        otherwise="notice-changed",
    )


def _as_published(known: Known) -> bool:
    row, notice = known.row, known.notice
    if notice is None or digest(row.document.encode()) != row.sha256:
        return False
    return notice.effective == row.effective and notice.register == row.register_id


def base(facts: Gathered) -> Iterator[Evidence]:
    """Yield both: what a promise shown by history rests on."""
    yield notice_unchanged(facts)
    yield log_holds(facts)
