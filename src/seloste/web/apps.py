"""Django app: templates, static files and translations; no tables."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The web app."""

    name = "seloste.web"
