"""A decree's folder is brought to one node; the others of the same database take it from there.

It lies in OTKLIK_PROFILES_DIR of each node, where everything reads it; the database only hands it on. Nothing that lies
there already is changed: another wording on another node is told by `operation.agreement`.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile

import structlog
from django.conf import settings
from django.utils import timezone

from otklik.catalog.models import Administration, KeptProfile
from otklik.procedures import registry
from otklik.procedures.loading import PROFILE_FILE

log = structlog.get_logger(__name__)
#: What a decree's folder consists of; anything else that lies there is nobody's business.
TEXT_KINDS = frozenset({".toml", ".txt", ".tsv", ".md"})
MOST_BYTES = 10 * 1024 * 1024


def profile_files(folder: Path) -> Iterator[Path]:
    """The text files of a decree's folder, in the same order everywhere."""
    return iter(sorted(path for path in folder.rglob("*") if path.suffix.lower() in TEXT_KINDS and path.is_file()))


def keep_profile(administration: Administration) -> None:
    """Keep the folder as it lies here; for an administration whose decree ships nothing is kept any more."""
    folder = _folder(administration.slug)
    if not _lies_in(folder):
        KeptProfile.objects.filter(administration=administration).delete()
        return
    content = _packed(folder)
    if len(content) > MOST_BYTES:
        log.warning("profile_not_kept", slug=administration.slug, size=len(content))
        return
    given = {"folder": content, "kept_at": timezone.now()}
    KeptProfile.objects.update_or_create(administration=administration, defaults=given)


def share_profiles() -> None:
    """Take what was brought to other nodes and is not here; keep for them what nobody has kept yet."""
    kept = set(KeptProfile.objects.values_list("administration__slug", flat=True))
    for administration in Administration.objects.order_by("pk"):
        is_here = _lies_in(_folder(administration.slug))
        if is_here and administration.slug not in kept:
            keep_profile(administration)
        elif not is_here and administration.slug in kept:
            take_profile(administration.slug)


def take_profile(slug: str) -> bool:
    """Lay the kept folder here; False where there is none, or the disk does not take it."""
    kept = KeptProfile.objects.filter(administration__slug=slug).first()
    if kept is None:
        return False
    try:
        _lay(bytes(kept.folder), _folder(slug))
    except OSError as problem:
        log.warning("profile_not_taken", slug=slug, problem=type(problem).__name__)
        return False
    registry.forget()
    return True


def _folder(slug: str) -> Path:
    return Path(settings.PROFILES_DIR) / slug


def _lies_in(folder: Path) -> bool:
    return (folder / PROFILE_FILE).is_file()


def _packed(folder: Path) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED, strict_timestamps=False) as book:
        for path in profile_files(folder):
            book.write(path, path.relative_to(folder).as_posix())
    return out.getvalue()


def _lay(content: bytes, target: Path) -> None:
    """All of it at once: another process of this node may read, or lay the same."""
    target.parent.mkdir(parents=True, exist_ok=True)
    # one folder deeper than a profile stands, so that nobody takes it for one
    with TemporaryDirectory(prefix=".taken-", dir=target.parent) as place:
        whole = Path(place) / "whole" / target.name
        with ZipFile(BytesIO(content)) as book:
            book.extractall(whole)
        try:
            whole.replace(target)
        except OSError:
            if not _lies_in(target):
                raise
