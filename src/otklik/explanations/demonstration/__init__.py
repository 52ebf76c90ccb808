"""The demonstration's explanations: published where the decree allows, drafts where it does not."""

import tomllib
from datetime import date, datetime, time
from importlib import resources
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from otklik.accounts.enums import Role
from otklik.accounts.models import User
from otklik.catalog.models import Administration, Reason
from otklik.catalog.queries import administration_by_slug, procedure_of
from otklik.core.periods import Quarter
from otklik.explanations.models import Article
from otklik.explanations.policies import may_be_public


@transaction.atomic
def load_explanations(slug: str) -> int:
    """Write the articles of one administration once; returns how many there are new."""
    administration = administration_by_slug(slug)
    if Article.objects.filter(administration=administration).exists():
        return 0
    author = User.objects.filter(administration=administration, appointments__role=Role.COORDINATOR).first()
    reasons = {reason.slug: reason for reason in Reason.objects.filter(administration=administration)}
    rows = tomllib.loads((resources.files(__name__) / "articles.toml").read_text("utf-8"))["articles"]
    for row in rows:
        _write(administration, author, row, [reasons[name] for name in row["reasons"] if name in reasons])
    return len(rows)


def _write(administration: Administration, author: User | None, row: dict[str, Any], reasons: list[Reason]) -> None:
    on: date = row["published_on"]
    is_told = row["reader"] == Article.Reader.CITIZEN
    is_out = row["reader"] == Article.Reader.STAFF or may_be_public(procedure_of(administration.slug))
    made = Article.objects.create(
        administration=administration,
        reader=row["reader"],
        title=row["title"],
        text=row["text"].strip(),
        state=Article.State.PUBLISHED if is_out else Article.State.DRAFT,
        published_on=on if is_out else None,
        shown_title=row["title"] if is_out and is_told else "",
        shown_text=row["text"].strip() if is_out and is_told else "",
        shown_version=1 if is_out and is_told else None,
        shown_at=_moment(administration, on) if is_out and is_told else None,
        quarter=Quarter.of(on).previous().key,
        changed_at=_moment(administration, on),
        changed_by=author,
    )
    made.reasons.set(reasons)


def _moment(administration: Administration, on: date) -> datetime:
    return datetime.combine(on, time(10), ZoneInfo(administration.time_zone))
