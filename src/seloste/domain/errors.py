"""The root of every anticipated refusal.

A refusal has a stable ``code`` that callers, users and docs/errors.md share.
Its message names identifiers only, never a person. Each refusal is defined
beside the function that raises it.
"""

from typing import ClassVar


class SelosteError(Exception):
    """Something Seloste refuses to do, and says so."""

    code: ClassVar[str] = "seloste"
