"""Which columns hold personal data; every model says so for every column.

``erase`` columns go when the record they belong to is disposed of; ``keep``
columns hold nothing about a person. ``exported`` says whether the table is in
the export of a register's records, and if not, why.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PersonalData:
    """Columns erased at disposal, columns that stay, and why not exported."""

    erase: set[str]
    keep: set[str]
    not_exported: str = ""
