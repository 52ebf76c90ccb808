"""Where the next file begins is kept apart from the period of the last one, which a person may have chosen."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def go_on_as_before(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    """Files made so far: the next began where the last had ended, which is no moment to come."""
    made = apps.get_model("registers", "RegisterExport").objects.filter(profile="", until__lte=models.F("made_at"))
    made.update(goes_on_from=models.F("until"))


class Migration(migrations.Migration):
    dependencies = [
        ("registers", "0002_layout"),
    ]

    operations = [
        migrations.AddField(
            model_name="registerexport",
            name="goes_on_from",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="registerexport",
            name="told_after",
            field=models.JSONField(null=True),
        ),
        migrations.RunPython(go_on_as_before, migrations.RunPython.noop, elidable=True),
    ]
