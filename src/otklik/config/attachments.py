"""Where attachments lie, from `OTKLIK_FILES_URL`: a folder of this machine or a bucket that nodes share."""

from pathlib import Path
from urllib.parse import parse_qsl, unquote

from otklik.base.secret_sources import SettingRefused
from otklik.config.environment import data_dir, parsed_address, value


def files_folder() -> Path:
    """Where attachments lie when they lie in a folder; SettingRefused for an address that is neither folder nor S3."""
    parts = parsed_address("OTKLIK_FILES_URL", value("OTKLIK_FILES_URL"))
    if parts.scheme in {"", "s3"} and not (parts.scheme == "" and parts.path):
        return data_dir() / "files"
    if parts.scheme != "file" or parts.netloc or parts.path in {"", "/"}:
        raise SettingRefused("OTKLIK_FILES_URL: нужно file:///папка или s3://ключ:секрет@узел:порт/ведро.")
    return Path(unquote(parts.path))


def files_bucket() -> dict[str, object]:
    """The bucket of an S3-compatible server as django-storages wants it; empty when attachments lie in a folder."""
    parts = parsed_address("OTKLIK_FILES_URL", value("OTKLIK_FILES_URL"))
    if parts.scheme != "s3":
        return {}
    bucket, _, prefix = parts.path.strip("/").partition("/")
    if not (parts.hostname and parts.username and parts.password and bucket):
        raise SettingRefused("OTKLIK_FILES_URL: нужно s3://ключ:секрет@узел:порт/ведро, с ключом, секретом и ведром.")
    asked = dict(parse_qsl(parts.query))
    is_open = asked.get("tls") == "0"
    port = f":{parts.port}" if parts.port else ""
    return {
        "endpoint_url": f"{'http' if is_open else 'https'}://{parts.hostname}{port}",
        "access_key": unquote(parts.username),
        "secret_key": unquote(parts.password),
        "bucket_name": bucket,
        "location": prefix,
        "region_name": asked.get("region", "us-east-1"),
        "verify": asked.get("ca") or None,
    }
