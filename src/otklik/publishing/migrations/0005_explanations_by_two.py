"""What citizens read of explanations stands apart from the writer's text, and each has its publication."""

from pathlib import Path

from django.conf import settings
from django.db import migrations
from django.utils import timezone

REMARK = "Опубликовано до того, как публикации стали утверждать двое."


def show_what_is_out(apps, schema_editor):  # type: ignore[no-untyped-def]
    from otklik.analysis.payload import digest_of
    from otklik.procedures.publication import ruling
    from otklik.procedures.registry import procedures

    publication = apps.get_model("publishing", "Publication")
    profiles = procedures(Path(settings.PROFILES_DIR))
    articles = apps.get_model("explanations", "Article").objects.filter(reader="citizen", state="published")
    for one in articles.filter(shown_version=None).select_related("administration", "changed_by"):
        one.shown_title, one.shown_text = one.title, one.text
        one.shown_version, one.shown_at = one.version, one.changed_at
        one.save(update_fields=["shown_title", "shown_text", "shown_version", "shown_at"])
        profile = profiles.get(one.administration.slug)
        found = ruling(profile, "explanations") if profile else None
        payload = {"title": one.title, "text": one.text, "version": one.version}
        publication.objects.create(
            administration_id=one.administration_id,
            kind="explanations",
            key=str(one.pk),
            artifact="explanations",
            ruled_as=found.ruled_as if found else "explanations",
            clause=found.clause if found else "",
            quote=found.quote if found else "",
            title=one.title,
            version=1,
            payload=payload,
            digest=digest_of(payload),
            state="published",
            proposed_by_id=one.changed_by_id,
            proposed_by_name=one.changed_by.full_name[:200] if one.changed_by else "",
            proposed_at=timezone.now(),
            decided_at=timezone.now(),
            remarks=REMARK,
            published_on=one.published_on or timezone.now().date(),
        )


class Migration(migrations.Migration):
    dependencies = [
        ("explanations", "0002_shown_text"),
        ("publishing", "0004_posts"),
    ]

    operations = [migrations.RunPython(show_what_is_out, migrations.RunPython.noop, elidable=True)]
