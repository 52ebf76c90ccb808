"""Files in a bucket of an S3-compatible server (MinIO, Ceph, a provider's), by django-storages."""

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Any, cast

from boto3.exceptions import Boto3Error
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import File
from storages.backends.s3 import S3Storage

from otklik.base.flushed_files import write_flushed

GONE = 404
#: Bytes of an object that memory holds while it is read; what is over goes to the machine's temporary folder.
IN_MEMORY = 4 * 1024 * 1024


class _Bucket(S3Storage):  # type: ignore[misc] # the package has no types
    """A bucket whose objects nobody is given an address of; what it is told to keep it keeps under that very name."""

    def get_available_name(self, name: str, **_limits: Any) -> str:
        """The name itself: the same bytes have the same name."""
        return name


class BucketStore:
    """The bucket; whole files that a reader wants on the disk are copied there for some hours."""

    def __init__(self, options: dict[str, Any], copies: Path) -> None:
        patience = Config(
            connect_timeout=5, read_timeout=60, retries={"max_attempts": 3, "mode": "standard"},
            s3={"addressing_style": "path"}, request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )  # fmt: skip
        kept = {
            "file_overwrite": True,
            "querystring_auth": True,
            "default_acl": None,
            "gzip": False,
            "max_memory_size": IN_MEMORY,
        }
        self._bucket = _Bucket(**kept, **options, client_config=patience)
        self._copies = copies

    def put(self, place: str, source: IO[bytes]) -> None:
        """An object appears when all of it came."""
        if not (hasattr(source, "seekable") and source.seekable()):  # the client reads what it sends more than once
            with SpooledTemporaryFile(IN_MEMORY) as whole:
                shutil.copyfileobj(source, whole)
                whole.seek(0)
                self.put(place, cast("IO[bytes]", whole))
            return
        with _told(place):
            self._bucket.save(place, File(source))

    def take(self, place: str, path: Path) -> None:
        """It stays here as a copy: whoever gave it is to read it."""
        with path.open("rb") as stream:
            self.put(place, stream)
        copy = self._copy(place)
        copy.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.move(path, copy)

    def open(self, place: str) -> IO[bytes]:
        """As a stream that keeps no more than a few megabytes in memory."""
        with _told(place):
            opened = self._bucket.open(place, "rb")
            return cast("IO[bytes]", opened.file)  # fetched here, so that a broken line is told here

    def path(self, place: str) -> Path:
        """A copy on this machine, made when there is none; its name ends as the place does."""
        copy = self._copy(place)
        if copy.is_file():
            copy.touch()
            return copy
        with self.open(place) as stream:
            write_flushed(copy, stream)
        return copy

    def exists(self, place: str) -> bool:
        """Whether the bucket has the object."""
        with _told(place):
            return bool(self._bucket.exists(place))

    def size(self, place: str) -> int:
        """As the bucket says it."""
        with _told(place):
            return int(self._bucket.size(place))

    def remove(self, place: str) -> None:
        """The object, and the copy on this machine; copies on others go by their age."""
        shutil.rmtree(self._copy(place).parent, ignore_errors=True)
        with _told(place):
            self._bucket.delete(place)

    def places(self) -> Iterator[str]:
        """Every object under the prefix."""
        prefix = f"{self._bucket.location.strip('/')}/" if self._bucket.location else ""
        with _told(prefix):
            for one in self._bucket.bucket.objects.filter(Prefix=prefix):
                yield one.key.removeprefix(prefix)

    def trouble(self) -> str:
        """A server that does not answer, a wrong key, no bucket."""
        try:
            self._bucket.connection.meta.client.head_bucket(Bucket=self._bucket.bucket_name)
        except (BotoCoreError, ClientError) as problem:
            return f"Хранилище вложений не отвечает: {_reason(problem)}. Проверьте OTKLIK_FILES_URL и сеть до него."
        return ""

    def _copy(self, place: str) -> Path:
        return self._copies / hashlib.sha256(place.encode()).hexdigest()[:32] / Path(place).name


@contextmanager
def _told(place: str) -> Iterator[None]:
    """What the client raises, as what a folder would raise."""
    try:
        yield
    except FileNotFoundError:
        raise
    except (BotoCoreError, ClientError, Boto3Error) as problem:
        if isinstance(problem, ClientError) and problem.response["ResponseMetadata"].get("HTTPStatusCode") == GONE:
            raise FileNotFoundError(place) from problem
        raise OSError(f"Хранилище вложений не отвечает: {_reason(problem)}.") from problem


def _reason(problem: Exception) -> str:
    """The server's own short word; its long ones may repeat the address with the key."""
    if isinstance(problem, ClientError):
        return str(problem.response.get("Error", {}).get("Code", "отказ"))
    return type(problem).__name__
