"""The index of words knows the month of receipt; everything is indexed anew in the background, the newest first."""

from django.db import migrations

from otklik.intake import word_index_tables


def index_anew(apps, schema_editor):
    word_index_tables.index_anew(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("intake", "0021_due_counts")]
    operations = [migrations.RunPython(index_anew, migrations.RunPython.noop)]
