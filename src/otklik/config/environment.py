"""What the machine's administrator may set: one table, read once from the environment.

The same table is documented in docs/settings.md and checked against it by a house test.
"""

import ipaddress
import os
import re
import secrets
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from otklik.base.secret_sources import SettingRefused, open_to_all, secret_value
from otklik.config.setting_table import LEAST_AUDIT_YEARS, SETTINGS


def value(name: str) -> str:
    """The variable's value or its documented default; KeyError for a name that the table does not have.

    SettingRefused for a secret whose file cannot be read.
    """
    setting = {one.name: one for one in SETTINGS}[name]
    return (secret_value(name) if setting.is_secret else os.environ.get(name)) or setting.default


def whole_number(name: str) -> int:
    """The variable as a number from 0; SettingRefused for anything else."""
    given = value(name).strip()
    if not (given.isascii() and given.isdigit()):
        raise SettingRefused(f"{name}: нужно целое число, а задано «{given}».")
    return int(given)


def existing_file(name: str) -> str:
    """The path of a file that can be read, or nothing; SettingRefused where it is not there."""
    given = value(name)
    if given and not os.access(given, os.R_OK):
        raise SettingRefused(f"{name}: файла «{given}» нет или его нельзя прочитать.")
    return given


def open_secret_files() -> list[str]:
    """Files of secrets that everybody on the machine may read."""
    return [str(path) for path in open_to_all(setting.name for setting in SETTINGS if setting.is_secret)]


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
    parts = parsed_address("DATABASE_URL", url)
    if parts.scheme.startswith("sqlite"):
        return sqlite_database(Path(parts.path.removeprefix("/") if parts.netloc == "" else parts.path))
    return _postgresql("DATABASE_URL", parts)


#: Parameters of libpq that an address may carry.
CIPHERING = {"sslmode", "sslrootcert", "sslcert", "sslkey"}
#: From which time on a statement asked inside `base.planned_once` is prepared (ADR 0054).
PREPARED: dict[str, object] = {"prepare_threshold": 5}


def _postgresql(name: str, parts: SplitResult) -> dict[str, object]:
    if parts.scheme not in {"postgres", "postgresql"}:
        also = " или sqlite:///путь" if name == "DATABASE_URL" else ""
        raise SettingRefused(f"{name}: не понимаю «{parts.scheme}», нужно postgres://{also}")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**_ciphering(name, parts), **PREPARED},
    }


def _ciphering(name: str, parts: SplitResult) -> dict[str, object]:
    """What the address asks of TLS; anything else after «?» is refused, for it would be silently left out."""
    asked: dict[str, object] = dict(parse_qsl(parts.query, keep_blank_values=True))
    if unknown := sorted(set(asked) - CIPHERING):
        raise SettingRefused(f"{name}: после ? понимаю только {', '.join(sorted(CIPHERING))}, а задано {unknown[0]}.")
    return asked


def databases() -> dict[str, dict[str, object]]:
    """The database, and its replica when one is named (`otklik.base.replica`)."""
    found = {"default": database()}
    if value("OTKLIK_REPLICA_URL"):
        if found["default"]["ENGINE"] != "django.db.backends.postgresql":
            raise SettingRefused(
                "OTKLIK_REPLICA_URL: копия для чтения бывает только у PostgreSQL, задайте DATABASE_URL."
            )
        parts = parsed_address("OTKLIK_REPLICA_URL", value("OTKLIK_REPLICA_URL"))
        found["replica"] = {
            **_postgresql("OTKLIK_REPLICA_URL", parts),
            # One that is away is to be known of at once: the primary answers instead.
            "OPTIONS": {
                **_ciphering("OTKLIK_REPLICA_URL", parts),
                "connect_timeout": 2,
                "options": "-c default_transaction_read_only=on",
            },
            "TEST": {"MIRROR": "default"},
        }
    return found


def parsed_address(name: str, url: str) -> SplitResult:
    """The parts of an address; what Python says of a wrong one would repeat a piece of the password."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        advice = "Знаки @ : / ? # в пароле пишутся как %40 %3A %2F %3F %23."
        raise SettingRefused(f"{name}: адрес не разобрать. {advice}") from None
    return parts


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


def networks(name: str) -> list[str]:
    """Networks of a setting; SettingRefused for what is none."""
    given = [one.strip() for one in value(name).split(",") if one.strip()]
    try:
        return [str(ipaddress.ip_network(one)) for one in given]
    except ValueError:
        raise SettingRefused(f"{name}: нужны сети вида 10.0.0.0/24 через запятую, а задано «{value(name)}».") from None


def audit_years() -> int:
    """How long the audit trail is kept; 0 for ever. SettingRefused for a term that serves nobody."""
    years = whole_number("OTKLIK_KEEP_AUDIT_YEARS")
    if 0 < years < LEAST_AUDIT_YEARS:
        raise SettingRefused(f"OTKLIK_KEEP_AUDIT_YEARS: не меньше {LEAST_AUDIT_YEARS} лет или 0 — хранить всегда.")
    return years


def clamd() -> str:
    """The address of the antivirus; SettingRefused for one of another form."""
    given = value("OTKLIK_CLAMD")
    if given and not re.fullmatch(r"unix:///.+|tcp://[^\s/:]+(:\d{1,5})?", given):
        raise SettingRefused(f"OTKLIK_CLAMD: нужно unix:///путь или tcp://узел:порт, а задано «{given}».")
    return given


def email() -> dict[str, object]:
    """Django's mail settings for OTKLIK_EMAIL_URL; without it, those that the node's keeper set on the page."""
    url = value("OTKLIK_EMAIL_URL")
    if not url:
        return {"EMAIL_BACKEND": "otklik.operation.mail_backend.PageMailBackend"}
    if url == "console:":
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    parts = parsed_address("OTKLIK_EMAIL_URL", url)
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
