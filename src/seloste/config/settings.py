"""Django's settings, read from the environment; docs/settings.md explains each.

Every SELOSTE_* variable is read here and nowhere else.
"""

import os
from pathlib import Path

from seloste.config import logs
from seloste.config.environment import database, secret_key
from seloste.config.security import (
    CONTENT_SECURITY_POLICY,
    PASSWORD_RULES,
    TWELVE_HOURS,
    cookie_name,
)

DATA = Path(os.environ.get("SELOSTE_DATA", "/var/lib/seloste/data")).absolute()
KEYS = Path(os.environ.get("SELOSTE_KEYS", f"{DATA.parent}/keys")).absolute()
ROOT_KEY = Path(
    os.environ.get("SELOSTE_ROOT_KEY", f"{KEYS.parent}/root.key")
).absolute()
KEY_BACKUP_DAYS = int(os.environ.get("SELOSTE_KEY_BACKUP_DAYS", "7"))
TIME_REFERENCES = tuple(os.environ.get("SELOSTE_TIME_REFERENCES", "ntp").split())
DRILL_CLOCK = os.environ.get("SELOSTE_DRILL_CLOCK", "")
RESERVE_MB = int(os.environ.get("SELOSTE_RESERVE_MB", "32"))
LOG_NAME = os.environ.get("SELOSTE_LOG_NAME", "seloste.local/log")
PUBLIC_URL = os.environ.get("SELOSTE_PUBLIC_URL", "http://127.0.0.1:8000")
DROP_FOLDERS = os.environ.get("SELOSTE_DROP_FOLDERS", "")

SECRET_KEY = secret_key(KEYS.parent / "secret.key")
DEBUG = False
ALLOWED_HOSTS = os.environ.get("SELOSTE_ALLOWED_HOSTS", "127.0.0.1 localhost").split()
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
SECURE = PUBLIC_URL.startswith("https://")
TRUSTED_PROXIES = tuple(os.environ.get("SELOSTE_TRUSTED_PROXIES", "").split())

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "seloste.records",
    "seloste.web",
]
DATABASES = {"default": database(os.environ.get("SELOSTE_DATABASE", ""), DATA)}
if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    INSTALLED_APPS.append("procrastinate.contrib.django")
AUTH_USER_MODEL = "records.StaffUser"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = PASSWORD_RULES
MIDDLEWARE = [  # the first sees every response, errors and files included
    "seloste.web.middleware.headers.SecurityHeaders",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "seloste.web.middleware.request_log.RequestLog",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.common.CommonMiddleware",
    "seloste.web.middleware.headers.FetchMetadata",
    "seloste.web.middleware.language.Language",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "seloste.web.middleware.sessions.SessionLimits",
    "django.contrib.messages.middleware.MessageMiddleware",
    "seloste.web.middleware.refusals.Refusals",
]
SECURE_CSP = CONTENT_SECURITY_POLICY
SESSION_COOKIE_NAME = cookie_name("seloste-session", secure=SECURE)
SESSION_COOKIE_SECURE = SECURE
SESSION_COOKIE_AGE = TWELVE_HOURS
CSRF_COOKIE_NAME = cookie_name("seloste-csrf", secure=SECURE)
CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "seloste.web.errors.forged"
DEVICE_COOKIE_NAME = cookie_name("seloste-device", secure=SECURE)
INVITATION_COOKIE_NAME = cookie_name("seloste-invitation", secure=SECURE)
LANGUAGE_COOKIE_NAME = cookie_name("seloste-language", secure=SECURE)
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
LOGGING = logs.LOGGING
logs.configure_structlog()
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
                "django.template.context_processors.csp",
                "seloste.web.context.shell",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "seloste.web.templatetags.seloste",
                "seloste.web.templatetags.words",
            ],
        },
    }
]
LANGUAGE_CODE = "fi"
LANGUAGES = [("fi", "suomi"), ("sv", "svenska"), ("en", "English")]
LOCALE_PATHS = [Path(__file__).parent.parent / "web" / "locale"]
USE_TZ = True
TIME_ZONE = "Europe/Helsinki"
STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "seloste.web.assets.FingerprintedStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/"
WHITENOISE_ALLOW_ALL_ORIGINS = False
FORM_RENDERER = "seloste.web.forms.Renderer"
LOGIN_URL = "/sign-in/"
