"""Django's settings, read from the environment; docs/settings.md explains each.

Every SELOSTE_* variable is read here and nowhere else.
"""

import os
from pathlib import Path

from seloste.config import logs
from seloste.config.environment import database, live_url, secret_key
from seloste.config.security import (
    FINNISH_LEVELS,
    PASSWORD_RULES,
    TWELVE_HOURS,
    cookie_name,
    policy,
    static_headers,
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
PAPER_SECOND_PERSON = os.environ.get("SELOSTE_PAPER_SECOND_PERSON", "") == "1"
PUBLIC_URL = os.environ.get("SELOSTE_PUBLIC_URL", "http://127.0.0.1:8000")
LIVE_URL = os.environ.get("SELOSTE_LIVE_URL") or live_url(PUBLIC_URL)
SOURCE_SECRETS = Path(
    os.environ.get("SELOSTE_SOURCE_SECRETS", f"{KEYS.parent}/source-secrets")
).absolute()
EGRESS_OWN = tuple(os.environ.get("SELOSTE_EGRESS_OWN", "").split())
EGRESS_AUTHORITIES = os.environ.get("SELOSTE_EGRESS_AUTHORITIES", "")
IDENTITY_ISSUER = os.environ.get("SELOSTE_IDENTITY_ISSUER", "")
IDENTITY_CLIENT = os.environ.get("SELOSTE_IDENTITY_CLIENT", "")
IDENTITY_AUTHORIZATION = os.environ.get("SELOSTE_IDENTITY_AUTHORIZATION", "")
IDENTITY_TOKEN = os.environ.get("SELOSTE_IDENTITY_TOKEN", "")
IDENTITY_PUSHED = os.environ.get("SELOSTE_IDENTITY_PUSHED", "")
IDENTITY_KEYS = Path(
    os.environ.get("SELOSTE_IDENTITY_KEYS", f"{KEYS.parent}/identity-keys.json")
).absolute()
IDENTITY_PROVIDER_KEYS = os.environ.get("SELOSTE_IDENTITY_PROVIDER_KEYS", "")
IDENTITY_LEVELS = tuple(
    os.environ.get("SELOSTE_IDENTITY_LEVELS", FINNISH_LEVELS).split()
)
IDENTITY_ASKED_LEVELS = tuple(
    os.environ.get("SELOSTE_IDENTITY_ASKED_LEVELS", "").split()
)
IDENTITY_SCOPE = os.environ.get("SELOSTE_IDENTITY_SCOPE", "openid profile")
VCON_KEY = os.environ.get("SELOSTE_VCON_KEY", "")
VCON_CHAIN = os.environ.get("SELOSTE_VCON_CHAIN", "")
CLAMD = os.environ.get("SELOSTE_CLAMD", "")
SEARCH = os.environ.get("SELOSTE_SEARCH", "")
STAFF_FIGURES_DAYS = int(os.environ.get("SELOSTE_STAFF_FIGURES_DAYS", "90"))
TEAM_NAMES = os.environ.get("SELOSTE_TEAM_NAMES", "no") == "yes"
METRICS_TOKEN = os.environ.get("SELOSTE_METRICS_TOKEN", "")
METRICS_REGISTERS = os.environ.get("SELOSTE_METRICS_REGISTERS", "yes") == "yes"
MAIL_SERVER = os.environ.get("SELOSTE_MAIL_SERVER", "")
MAIL_SECRETS = Path(
    os.environ.get("SELOSTE_MAIL_SECRETS", f"{KEYS.parent}/mail-secrets")
).absolute()
MAIL_AUTHORITIES = os.environ.get("SELOSTE_MAIL_AUTHORITIES", "")
SMTP_LISTEN = os.environ.get("SELOSTE_SMTP_LISTEN", "")
SMTP_CERTIFICATE = os.environ.get("SELOSTE_SMTP_CERTIFICATE", "")
SMTP_KEY = os.environ.get("SELOSTE_SMTP_KEY", "")
SMTP_REQUIRE_TLS = os.environ.get("SELOSTE_SMTP_REQUIRE_TLS", "") == "1"
SMTP_PEERS = tuple(os.environ.get("SELOSTE_SMTP_PEERS", "").split())
SPEECH_MODEL = os.environ.get("SELOSTE_SPEECH_MODEL", "")
SPEECH_DEVICE = os.environ.get("SELOSTE_SPEECH_DEVICE", "cpu")
SPEECH_COMPUTE = os.environ.get("SELOSTE_SPEECH_COMPUTE", "int8")
SPEECH_TIME_LIMIT = float(os.environ.get("SELOSTE_SPEECH_TIME_LIMIT", "4"))
LIVE_PROCESSES = int(os.environ.get("SELOSTE_LIVE_PROCESSES", "1"))
SPEECH_WORKERS = int(os.environ.get("SELOSTE_SPEECH_WORKERS", "1"))
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
SECURE_CSP = policy(LIVE_URL)
SESSION_COOKIE_NAME = cookie_name("seloste-session", secure=SECURE)
SESSION_COOKIE_SECURE = SECURE
SESSION_COOKIE_AGE = TWELVE_HOURS
CSRF_COOKIE_NAME = cookie_name("seloste-csrf", secure=SECURE)
CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "seloste.web.errors.forged"
DEVICE_COOKIE_NAME = cookie_name("seloste-device", secure=SECURE)
IDENTITY_COOKIE_NAME = cookie_name("seloste-identity", secure=SECURE)
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
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/(?!widget/)"
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_ADD_HEADERS_FUNCTION = static_headers
# Files of forms stay in memory: nothing unsealed is ever written to a disk.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 32 << 20
FORM_RENDERER = "seloste.web.forms.Renderer"
LOGIN_URL = "/sign-in/"
