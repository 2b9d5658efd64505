"""The ASGI application of the live process, if the installation is in order."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seloste.config.settings")
django.setup()

from seloste.receivers import live  # noqa: E402 - settings are chosen first
from seloste.services import startup  # noqa: E402 - settings are chosen first

startup.leave_no_image()
application = live.application()
