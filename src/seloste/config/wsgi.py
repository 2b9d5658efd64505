"""The WSGI application that granian serves, if the installation is in order."""

import os

from django.core.wsgi import get_wsgi_application
from django.db import connections

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seloste.config.settings")
application = get_wsgi_application()

from seloste import wiring  # noqa: E402 - settings are chosen first
from seloste.services import startup  # noqa: E402 - settings are chosen first

startup.leave_no_image()
wiring.open_desk()
connections.close_all()
