"""TILT, the Transparency Information Language: export of a notice, and import."""

from seloste.services.notices.tilt.export import export
from seloste.services.notices.tilt.skeleton import TiltRefused, import_tilt

__all__ = ["TiltRefused", "export", "import_tilt"]
