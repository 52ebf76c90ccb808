"""Channels that stood here before they had a form: spoken ones of the decree are spoken."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from otklik.procedures import registry


def tell_forms(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    """By the slug of the administration's decree, which is its own."""
    rows = apps.get_model("catalog", "Channel").objects
    for slug, procedure in registry.procedures().items():
        for channel in procedure.channels:
            own = rows.filter(administration__slug=slug, slug=channel.slug)
            own.exclude(form=channel.form.value).update(form=channel.form.value)


class Migration(migrations.Migration):
    """Rows only."""

    dependencies = [("catalog", "0005_channel_form")]

    operations = [migrations.RunPython(tell_forms, migrations.RunPython.noop, elidable=True)]
