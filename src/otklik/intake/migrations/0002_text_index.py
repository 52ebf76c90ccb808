"""Search by words: what the database itself keeps (SQLite: FTS5 with triggers; PostgreSQL: GIN)."""

from django.db import migrations

from otklik.intake import text_index


def install(apps, schema_editor):
    text_index.install(schema_editor.connection)


def remove(apps, schema_editor):
    text_index.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_initial")]
    operations = [migrations.RunPython(install, remove)]
