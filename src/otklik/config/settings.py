"""Django settings: one file; what a machine may change stands in `environment.py`."""

import sys
from pathlib import Path

from csp.constants import NONE, SELF

from otklik.base import logs
from otklik.base.queues import PATIENT_QUEUE, QUICK_QUEUE
from otklik.config import attachments, environment, sign_in

PACKAGE = Path(__file__).resolve().parents[1]
#: What the installer of the bundle lays beside the packages: static files, guide, profiles. A working tree has none.
LAID = Path(sys.prefix) / "share" / "otklik"
DATA_DIR = environment.data_dir()
DEBUG = environment.flag("OTKLIK_DEBUG")
SECRET_KEY = environment.secret_key()
#: Named by `manage check --deploy` (`base.checks`).
OPEN_SECRET_FILES = environment.open_secret_files()
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
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "otklik.base",  # before the queue's package, whose worker it puts its own in place of
    "django_tasks",
    "django_tasks_db",
    "otklik.delivery",
    "otklik.catalog",
    "otklik.accounts",
    "otklik.intake",
    "otklik.reception",
    "otklik.offline",
    "otklik.correspondence",
    "otklik.interchange",
    "otklik.registers",
    "otklik.mentions",
    "otklik.alerts",
    "otklik.analysis",
    "otklik.surveys",
    "otklik.explanations",
    "otklik.improvement",
    "otklik.reporting",
    "otklik.publishing",
    "otklik.duties",
    "otklik.region",
    "otklik.operation",
    "otklik.web",
]

MIDDLEWARE = [
    "otklik.web.shared.request_watch.RequestWatchMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "otklik.web.shared.answer_headers.AnswerHeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "otklik.api.door.ApiMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "otklik.accounts.session_ends.SessionEndMiddleware",
    "otklik.web.shared.visitor_rate.VisitorRateMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "otklik.web.shared.middleware.NoStoreMiddleware",
    "otklik.web.shared.middleware.AdministrationMiddleware",
]

#: The short chain of survey pages (`web.shared.short_chain`); their headers they set themselves.
SURVEY_MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "otklik.web.shared.answer_headers.AnswerHeadersMiddleware",
]
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

DATABASES = environment.databases()
DATABASE_ROUTERS = ["otklik.base.replica.ReplicaRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "otklik_cache",
        # Sign-in throttling keeps network addresses as keys; they are personal data, so only their digest is stored.
        "KEY_FUNCTION": "otklik.base.cache_keys.digest_key",
    },
    "memory": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Whole public pages by the stamp of what is published (`web.public.kept`): what is outdated is asked for no more.
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "TIMEOUT": 24 * 3600,
        "OPTIONS": {"MAX_ENTRIES": 400},
    },
}

AUTH_USER_MODEL = "accounts.User"
#: The own passwords first: an account of the house enters while the directory is away.
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "otklik.accounts.directory.backend.DirectoryBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "otklik.accounts.password_rules.HouseWords"},
    {"NAME": "otklik.accounts.password_rules.StolenPasswords"},
]
STOLEN_PASSWORDS = environment.existing_file("OTKLIK_STOLEN_PASSWORDS")
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
ALLAUTH_TRUSTED_PROXY_COUNT = environment.whole_number("OTKLIK_TRUSTED_PROXIES")
ACCOUNT_EMAIL_NOTIFICATIONS = True
MFA_ADAPTER = "otklik.accounts.second_factor_adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = False
MFA_TOTP_ISSUER = "Отклик"
MFA_TOTP_TOLERANCE = 1  # telephones' clocks go wrong by half a minute
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS  # browsers themselves allow keys over HTTP on localhost only

LDAP = sign_in.ldap()
SOCIALACCOUNT_ADAPTER = "otklik.accounts.provider_adapter.ProviderAdapter"
SOCIALACCOUNT_PROVIDERS = sign_in.providers()
SOCIALACCOUNT_STORE_TOKENS = False  # the one that is needed lies enciphered in `accounts.OutsideAccount`
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form of ours that ends at another host would be stopped by form-action
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
OIDC_ASKS_SECOND_FACTOR = environment.flag("OTKLIK_OIDC_SECOND_FACTOR")
SIGN_IN_MATCH = sign_in.sign_in_match()
SIGN_IN_GROUPS = sign_in.sign_in_groups()

SESSION_COOKIE_AGE = 60 * 60 * environment.whole_number("OTKLIK_SESSION_HOURS")
#: Seconds without a request after which the session of a signed-in person ends.
SESSION_IDLE_SECONDS = 60 * environment.whole_number("OTKLIK_IDLE_MINUTES")
# «__Host-»: set by this very host over HTTPS and by nobody else (`web.shared.cookies`).
SESSION_COOKIE_NAME = "__Host-sessionid" if HTTPS else "sessionid"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_NAME = "__Host-csrftoken" if HTTPS else "csrftoken"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "otklik.web.shared.errors.csrf_failure"
MESSAGE_STORAGE = "otklik.web.shared.cookies.MessageStorage"
SECURE_SSL_REDIRECT = HTTPS
#: Programs are refused over plain HTTP, not led on (`web.shared.answer_headers`); the proxy asks for health plainly.
SECURE_REDIRECT_EXEMPT = [r"^api/", r"^hooks/", r"^open311/", r"^healthz$", r"^metrics$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS and ALLAUTH_TRUSTED_PROXY_COUNT else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "object-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
        "report-uri": ["/csp-report/"],
    }
}

LANGUAGE_CODE = "ru"
TIME_ZONE = "Europe/Moscow"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATIC_ROOT = LAID / "static" if LAID.is_dir() else DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = DEBUG
#: Attachments (`base.file_store`): a folder, or a bucket, of whose files this machine has copies for some hours.
MEDIA_ROOT = attachments.files_folder()
FILES_BUCKET = attachments.files_bucket()
FILE_COPIES_DIR = DATA_DIR / "copies"
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
UPLOAD_LIMIT_BYTES = environment.whole_number("OTKLIK_UPLOAD_MB") * 1024 * 1024
#: What is over the limit is dropped while it arrives; the fields of its form are kept.
FILE_UPLOAD_HANDLERS = [
    "otklik.base.upload_limits.BoundedUploads",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
CLAMD = environment.clamd()
SCANS_DIR = environment.value("OTKLIK_SCANS_DIR") or str(DATA_DIR / "scans")
#: Where sources of files that are folders of this server stand: a folder for each administration.
REGISTERS_DIR = environment.value("OTKLIK_REGISTERS_DIR") or str(DATA_DIR / "registers")
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
#: The user guide; a package installed by hand may lack it, then the links to it are not shown.
GUIDE_DIR = (LAID if LAID.is_dir() else PACKAGE.parents[1]) / "docs" / "guide"
PROFILES_DIR = environment.value("OTKLIK_PROFILES_DIR") or str(DATA_DIR / "profiles")
FEED_HOSTS = [one.strip() for one in environment.value("OTKLIK_FEED_HOSTS").lower().split(",") if one.strip()]
WEBHOOK_HOSTS = [one.strip() for one in environment.value("OTKLIK_WEBHOOK_HOSTS").lower().split(",") if one.strip()]
BACKUP_DIR = environment.value("OTKLIK_BACKUP_DIR") or str(DATA_DIR / "backups")
BACKUP_KEYS = [one.strip() for one in environment.value("OTKLIK_BACKUP_KEY").split(",") if one.strip()]
BACKUP_KEEP = environment.whole_number("OTKLIK_BACKUP_KEEP")
BACKUP_HOUR = environment.whole_number("OTKLIK_BACKUP_HOUR")
STREAM_DIR = environment.value("OTKLIK_STREAM_DIR")
#: The key is given by a setting, so no file in the data folder decides it.
IS_SECRET_KEY_SET = bool(environment.value("OTKLIK_SECRET_KEY"))
PUBLIC_RATE = environment.value("OTKLIK_PUBLIC_RATE")
PAGE_RATE = environment.value("OTKLIK_PAGE_RATE")
SURVEY_RATE = environment.value("OTKLIK_SURVEY_RATE")

METRICS_TOKEN = environment.value("OTKLIK_METRICS_TOKEN")
METRICS_NETWORKS = environment.networks("OTKLIK_METRICS_NETWORKS")
KEEP_TASKS_DAYS = environment.whole_number("OTKLIK_KEEP_TASKS_DAYS")
KEEP_AUDIT_YEARS = environment.audit_years()

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", QUICK_QUEUE, PATIENT_QUEUE]}}

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

LOGGING = logs.RULES
logs.set_up_own_lines()
