"""What the machine's administrator may set: one table, read once from the environment.

The same table is documented in docs/settings.md and checked against it by a house test.
"""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit


@dataclass(frozen=True)
class Setting:
    """One environment variable: its name, default and meaning (Russian, for `otklik --help` and the docs)."""

    name: str
    default: str
    meaning: str


SETTINGS: tuple[Setting, ...] = (
    Setting("DATABASE_URL", "", "База данных: postgres://имя:пароль@узел:порт/база; пусто — SQLite в OTKLIK_DATA_DIR"),
    Setting("OTKLIK_DATA_DIR", "var", "Папка данных: база SQLite, вложения, ключ, журналы"),
    Setting("OTKLIK_SECRET_KEY", "", "Секретный ключ; пусто — создаётся в OTKLIK_DATA_DIR/secret.key"),
    Setting("OTKLIK_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]", "Имена узла через запятую"),
    Setting("OTKLIK_BASE_URL", "", "Адрес, под которым систему видят люди; пусто — http://HOST:PORT"),
    Setting("OTKLIK_HTTPS", "0", "1 — система стоит за HTTPS: безопасные cookie и HSTS"),
    Setting("OTKLIK_TRUSTED_PROXIES", "0", "Сколько своих посредников (nginx) стоит перед системой"),
    Setting("OTKLIK_HOST", "127.0.0.1", "На каком адресе слушать"),
    Setting("OTKLIK_PORT", "8000", "На каком порту слушать"),
    Setting("OTKLIK_WEB_WORKERS", "2", "Сколько процессов обслуживают страницы"),
    Setting("OTKLIK_EMAIL_URL", "", "Почта: smtp://имя:пароль@узел:порт?tls=1; пусто — письма печатаются в журнал"),
    Setting("OTKLIK_EMAIL_FROM", "otklik@localhost", "Адрес отправителя писем"),
    Setting("OTKLIK_PROFILES_DIR", "", "Папка с порядками других администраций; пусто — OTKLIK_DATA_DIR/profiles"),
    Setting("OTKLIK_UPLOAD_MB", "20", "Наибольший размер вложения, МБ"),
    Setting("OTKLIK_SCANS_DIR", "", "Папка сканера с папкой на администрацию; пусто — OTKLIK_DATA_DIR/scans"),
    Setting("OTKLIK_PUBLIC_RATE", "20/hour", "Сколько обращений принимается с одного адреса сети"),
    Setting("OTKLIK_SURVEY_RATE", "600/hour", "Сколько анкет принимается с одного адреса сети (адреса не хранятся)"),
    Setting("OTKLIK_DEBUG", "0", "1 — режим разработчика; никогда не включайте на рабочем узле"),
)


def value(name: str) -> str:
    """The variable's value or its documented default; KeyError for a name that the table does not have."""
    defaults = {setting.name: setting.default for setting in SETTINGS}
    return os.environ.get(name) or defaults[name]


def flag(name: str) -> bool:
    """True for 1, true, yes, on (any case)."""
    return value(name).strip().lower() in {"1", "true", "yes", "on"}


def data_dir() -> Path:
    """The data folder, made when absent, readable by its owner only."""
    folder = Path(value("OTKLIK_DATA_DIR")).resolve()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def secret_key() -> str:
    """The configured key, or one made once in the data folder."""
    if given := value("OTKLIK_SECRET_KEY"):
        return given
    path = data_dir() / "secret.key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(64), encoding="ascii")
    return path.read_text(encoding="ascii").strip()


def database() -> dict[str, object]:
    """Django's database entry for DATABASE_URL; SQLite in the data folder without it."""
    url = value("DATABASE_URL")
    if not url:
        return sqlite_database(data_dir() / "otklik.sqlite3")
    parts = urlsplit(url)
    if parts.scheme.startswith("sqlite"):
        return sqlite_database(Path(parts.path.removeprefix("/") if parts.netloc == "" else parts.path))
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError(f"DATABASE_URL: не понимаю «{parts.scheme}», нужно postgres:// или sqlite:///путь")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def sqlite_database(path: Path) -> dict[str, object]:
    """SQLite for many writers: WAL, immediate transactions and patience; NORMAL would lose what was acknowledged."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536;"
                "PRAGMA temp_store=MEMORY; PRAGMA mmap_size=268435456;"
            ),
        },
    }


def email() -> dict[str, object]:
    """Django's mail settings for OTKLIK_EMAIL_URL; the console backend without it."""
    url = value("OTKLIK_EMAIL_URL")
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    parts = urlsplit(url)
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or 25,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": "tls=1" in parts.query,
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 20,
    }
