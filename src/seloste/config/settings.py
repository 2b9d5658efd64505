"""Django's settings, read from the environment; docs/settings.md explains each.

Every SELOSTE_* variable is read here and nowhere else.
"""

import os
from pathlib import Path

from seloste.config.environment import database, secret_key

DATA = Path(os.environ.get("SELOSTE_DATA", "/var/lib/seloste/data")).absolute()
KEYS = Path(os.environ.get("SELOSTE_KEYS", f"{DATA.parent}/keys")).absolute()
ROOT_KEY = Path(
    os.environ.get("SELOSTE_ROOT_KEY", f"{KEYS.parent}/root.key")
).absolute()
KEY_BACKUP_DAYS = int(os.environ.get("SELOSTE_KEY_BACKUP_DAYS", "7"))
TIME_REFERENCES = tuple(os.environ.get("SELOSTE_TIME_REFERENCES", "ntp").split())
DRILL_CLOCK = os.environ.get("SELOSTE_DRILL_CLOCK", "")
LOG_NAME = os.environ.get("SELOSTE_LOG_NAME", "seloste.local/log")
PUBLIC_URL = os.environ.get("SELOSTE_PUBLIC_URL", "http://127.0.0.1:8000")
DROP_FOLDERS = os.environ.get("SELOSTE_DROP_FOLDERS", "")

SECRET_KEY = secret_key(KEYS.parent / "secret.key")
DEBUG = False
ALLOWED_HOSTS = os.environ.get("SELOSTE_ALLOWED_HOSTS", "127.0.0.1 localhost").split()
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
SECURE = PUBLIC_URL.startswith("https://")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "seloste.records",
    "seloste.web",
]
DATABASES = {"default": database(os.environ.get("SELOSTE_DATABASE", ""), DATA)}
if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    INSTALLED_APPS.append("procrastinate.contrib.django")
AUTH_USER_MODEL = "records.StaffUser"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
ROOT_URLCONF = "seloste.config.urls"
WSGI_APPLICATION = "seloste.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.request",
            ]
        },
    }
]
LANGUAGE_CODE = "fi"
LANGUAGES = [("fi", "suomi"), ("sv", "svenska"), ("en", "English")]
LOCALE_PATHS = [Path(__file__).parent.parent / "web" / "locale"]
USE_TZ = True
TIME_ZONE = "Europe/Helsinki"
STATIC_URL = "/static/"
LOGIN_URL = "/sign-in/"
