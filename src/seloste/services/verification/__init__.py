"""`seloste verify`: what is kept of what was promised, with evidence gathered now.

One module for each way of keeping a promise (``Enforce``); ``gather`` has the
facts they share. Nothing here changes anything or opens content.
"""

from seloste.services.verification.running import (
    PromiseUnknown,
    record_run,
    sign,
    signed_bytes,
    verify,
)

__all__ = ["PromiseUnknown", "record_run", "sign", "signed_bytes", "verify"]
