"""Django settings: one file; what a machine may change stands in `environment.py`."""

from pathlib import Path

from csp.constants import NONE, SELF

from otklik.base import logs
from otklik.config import environment

PACKAGE = Path(__file__).resolve().parents[1]
DATA_DIR = environment.data_dir()
DEBUG = environment.flag("OTKLIK_DEBUG")
SECRET_KEY = environment.secret_key()
ALLOWED_HOSTS = [host.strip() for host in environment.value("OTKLIK_ALLOWED_HOSTS").split(",") if host.strip()]
HTTPS = environment.flag("OTKLIK_HTTPS")
HOST = environment.value("OTKLIK_HOST")
PORT = environment.value("OTKLIK_PORT")
WEB_WORKERS = environment.value("OTKLIK_WEB_WORKERS")
BASE_URL = environment.value("OTKLIK_BASE_URL") or f"http://{HOST}:{PORT}"
CSRF_TRUSTED_ORIGINS = [BASE_URL] if BASE_URL.startswith("https://") else []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "otklik.base",
    "otklik.delivery",
    "otklik.catalog",
    "otklik.accounts",
    "otklik.intake",
    "otklik.reception",
    "otklik.alerts",
    "otklik.analysis",
    "otklik.surveys",
    "otklik.explanations",
    "otklik.improvement",
    "otklik.reporting",
    "otklik.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "otklik.web.shared.middleware.NoStoreMiddleware",
    "otklik.web.shared.middleware.AdministrationMiddleware",
]

#: The short chain of survey pages (`web.shared.short_chain`); their headers they set themselves.
SURVEY_MIDDLEWARE = ["django.middleware.security.SecurityMiddleware"]
ROOT_URLCONF = "otklik.config.urls"
WSGI_APPLICATION = "otklik.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "otklik.web.shared.context.page",
            ],
            "builtins": ["otklik.web.templatetags.russian", "otklik.web.templatetags.search"],
        },
    }
]

DATABASES = {"default": environment.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "otklik_cache",
        # Sign-in throttling keeps network addresses as keys; they are personal data, so only their digest is stored.
        "KEY_FUNCTION": "otklik.base.cache_keys.digest_key",
    },
    "memory": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "otklik.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # else anybody could have us write to any address
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "20/m/ip,5/5m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = int(environment.value("OTKLIK_TRUSTED_PROXIES"))
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = False
MFA_TOTP_ISSUER = "Отклик"

SESSION_COOKIE_AGE = 60 * 60 * 10
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "otklik.web.shared.errors.csrf_failure"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS and ALLAUTH_TRUSTED_PROXY_COUNT else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}

LANGUAGE_CODE = "ru"
TIME_ZONE = "Europe/Moscow"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = DEBUG
MEDIA_ROOT = DATA_DIR / "files"
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
UPLOAD_LIMIT_BYTES = int(environment.value("OTKLIK_UPLOAD_MB")) * 1024 * 1024
#: What is over the limit is dropped while it arrives; the fields of its form are kept.
FILE_UPLOAD_HANDLERS = [
    "otklik.base.upload_limits.BoundedUploads",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
SCANS_DIR = environment.value("OTKLIK_SCANS_DIR") or str(DATA_DIR / "scans")
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
#: The user guide stands beside the code; an installed package may lack it, then the links to it are not shown.
GUIDE_DIR = PACKAGE.parents[1] / "docs" / "guide"
PROFILES_DIR = environment.value("OTKLIK_PROFILES_DIR") or str(DATA_DIR / "profiles")
PUBLIC_RATE = environment.value("OTKLIK_PUBLIC_RATE")
SURVEY_RATE = environment.value("OTKLIK_SURVEY_RATE")

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

mail = environment.email()
EMAIL_BACKEND = mail["EMAIL_BACKEND"]
EMAIL_HOST = mail.get("EMAIL_HOST", "localhost")
EMAIL_PORT = mail.get("EMAIL_PORT", 25)
EMAIL_HOST_USER = mail.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = mail.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = mail.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = mail.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = mail.get("EMAIL_TIMEOUT")
DEFAULT_FROM_EMAIL = environment.value("OTKLIK_EMAIL_FROM")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": "structlog.stdlib.ProcessorFormatter",
            "processors": [logs.drop_internals, logs.render_json],
        }
    },
    "filters": {"surveys": {"()": "otklik.base.logs.HideSurveyAddresses"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json", "filters": ["surveys"]}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"django.security.DisallowedHost": {"level": "ERROR"}},
}
