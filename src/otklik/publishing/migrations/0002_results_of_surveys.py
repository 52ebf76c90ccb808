"""Carry the published results of surveys over: the same pages at the same addresses, from now on by two persons."""

from pathlib import Path

from django.conf import settings
from django.db import migrations
from django.utils import timezone

REMARK = "Опубликовано до того, как публикации стали утверждать двое."


def carry_over(apps, schema_editor):  # type: ignore[no-untyped-def]
    from otklik.analysis.payload import digest_of
    from otklik.procedures.publication import ruling
    from otklik.procedures.registry import procedures

    publication = apps.get_model("publishing", "Publication")
    profiles = procedures(Path(settings.PROFILES_DIR))
    rows = apps.get_model("analysis", "PublishedResults").objects.select_related("administration", "survey")
    for row in rows.iterator():
        profile = profiles.get(row.administration.slug)
        found = ruling(profile, "survey_results") if profile else None
        name = row.published_by.full_name if row.published_by else ""
        publication.objects.create(
            administration_id=row.administration_id,
            kind="survey_results",
            key=str(row.survey_id),
            artifact="survey_results",
            ruled_as=found.ruled_as if found else "survey_results",
            clause=found.clause if found else "",
            quote=found.quote if found else "",
            title=row.survey.title,
            period=_period(row.survey.closes_on or row.published_on),
            version=1,
            payload=row.payload | {"survey_id": row.survey_id},
            digest=digest_of(row.payload | {"survey_id": row.survey_id}),
            state="published",
            proposed_by_id=row.published_by_id,
            proposed_by_name=name[:200],
            proposed_at=timezone.now(),
            decided_at=timezone.now(),
            remarks=REMARK,
            published_on=row.published_on,
        )


def _period(day):  # type: ignore[no-untyped-def]
    return f"{day.year}Q{(day.month + 2) // 3}"


class Migration(migrations.Migration):
    dependencies = [
        ("analysis", "0002_published_results"),
        ("publishing", "0001_initial"),
        ("surveys", "0001_initial"),
    ]

    operations = [migrations.RunPython(carry_over, migrations.RunPython.noop, elidable=True)]
