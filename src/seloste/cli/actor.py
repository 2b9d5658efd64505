"""Who acts at the command line: the account of the machine, by number."""

import os

from seloste.domain.staff import Actor


def operator() -> Actor:
    """Return the operator as the audit log knows them: ``operator:<uid>``."""
    return Actor(id=f"operator:{os.getuid()}")
