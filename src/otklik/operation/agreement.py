"""Whether nodes that share a database agree: one secret key for all, and the same orders of the administrations.

Each node tells its marks with every sign of life; who looks compares them with his own.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from otklik.catalog.models import Administration
from otklik.catalog.shared_profiles import profile_files
from otklik.operation.models import Observation
from otklik.procedures.loading import PROFILE_FILE
from otklik.procedures.registry import PROFILES

#: A node that was not heard of for so long is gone: the state page forgets it too.
HEARD_WITHIN = timedelta(days=2)
SHIPPED, ABSENT = "shipped", ""
_PREFIX, _ROUNDS = "node-", 100_000


def tell_marks(node: str, now: datetime) -> None:
    """What this node works with, for the others to compare."""
    slug = _PREFIX + hashlib.sha256(node.encode()).hexdigest()[:40]
    Observation.objects.update_or_create(slug=slug, defaults={"content": _own_marks(node), "seen_at": now})


def different_keys(node: str, now: datetime) -> str:
    """Which nodes have another secret key, in a sentence; empty when all have one."""
    by_key: dict[str, set[str]] = defaultdict(set)
    for told in _all_marks(node, now):
        by_key[told["key"]].add(told["node"])
    if len(by_key) == 1:
        return ""
    own = _key_mark(settings.SECRET_KEY)
    others = sorted({name for key, names in by_key.items() if key != own for name in names})
    if others == [node]:
        return f"Эта команда запущена с другим секретным ключом, чем службы узла {node}."
    return f"Секретный ключ узла {node} не такой, как на других: {', '.join(others)}."


def different_orders(node: str, now: datetime) -> list[str]:
    """Orders that some node lacks, or has in another wording; a sentence each."""
    by_slug: dict[str, dict[str, str]] = defaultdict(dict)
    for told in _all_marks(node, now):
        for slug, mark in told["orders"].items():
            by_slug[slug][told["node"]] = mark
    return [said for slug, marks in sorted(by_slug.items()) if (said := _told_order(slug, marks))]


def _told_order(slug: str, marks: dict[str, str]) -> str:
    lacking = sorted(node for node, mark in marks.items() if mark == ABSENT)
    if lacking:
        return f"Порядка «{slug}» нет на узлах: {', '.join(lacking)}. Страницы этой администрации там не откроются."
    if len(set(marks.values())) > 1:
        return f"Порядок «{slug}» на узлах разный: {', '.join(sorted(marks))}."
    return ""


def _all_marks(node: str, now: datetime) -> Iterator[dict[str, Any]]:
    """The marks of every node heard of, and those of this process itself, which may be no service at all."""
    heard = Observation.objects.filter(slug__startswith=_PREFIX, seen_at__gt=now - HEARD_WITHIN)
    yield from heard.values_list("content", flat=True)
    yield _own_marks(node)


def _own_marks(node: str) -> dict[str, Any]:
    slugs = Administration.objects.values_list("slug", flat=True)
    return {"node": node, "key": _key_mark(settings.SECRET_KEY), "orders": {slug: _order_mark(slug) for slug in slugs}}


@lru_cache(maxsize=4)
def _key_mark(key: str) -> str:
    """Tells keys apart and does not give them away: who holds the database must try each guess for long."""
    return hashlib.pbkdf2_hmac("sha256", key.encode(), b"otklik.operation.agreement", _ROUNDS).hex()[:32]


def _order_mark(slug: str) -> str:
    """The words of an order that was brought; one that ships goes with the version of the program."""
    folder = Path(settings.PROFILES_DIR) / slug
    if not (folder / PROFILE_FILE).is_file():
        return SHIPPED if (PROFILES / slug / PROFILE_FILE).is_file() else ABSENT
    digest = hashlib.sha256()
    try:
        for path in profile_files(folder):
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    except OSError:  # what cannot be read is not there for the pages either
        return ABSENT
    return digest.hexdigest()[:32]
