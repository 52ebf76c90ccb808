"""A django-helpdesk as its guide sets it up, on the database that HELPDESK_DATABASE names, writing no letters."""

import os
from urllib.parse import parse_qs, unquote, urlsplit

SECRET_KEY = "of a database that is thrown away"  # noqa: S105
DEBUG = False
INSTALLED_APPS = [
    "django.contrib.admin", "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions",
    "django.contrib.sites", "django.contrib.humanize", "django.contrib.messages", "django.contrib.staticfiles",
    "rest_framework", "django_cleanup.apps.CleanupConfig", "helpdesk",
]  # fmt: skip
MIDDLEWARE: list[str] = []
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]
ROOT_URLCONF = "urls"
SITE_ID = 1
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
MEDIA_ROOT = os.environ["HELPDESK_FOLDER"]
HELPDESK_TEAMS_MODE_ENABLED = False
_PARTS = urlsplit(os.environ["HELPDESK_DATABASE"])
if _PARTS.scheme == "sqlite":
    DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": _PARTS.path}}
else:
    _HOST = parse_qs(_PARTS.query).get("host", [_PARTS.hostname or ""])[0]
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.postgresql", "NAME": _PARTS.path.strip("/"), "HOST": unquote(_HOST),
            "USER": _PARTS.username or "", "PASSWORD": _PARTS.password or "", "PORT": str(_PARTS.port or ""),
        }
    }  # fmt: skip
