"""The search by dictionary forms instead of stems; everything that is stored waits in the backlog to be indexed."""

from django.db import migrations, models

from otklik.intake import word_index_tables


def install(apps, schema_editor):
    word_index_tables.install(schema_editor.connection)


def remove(apps, schema_editor):
    word_index_tables.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("intake", "0011_card_drafts")]
    operations = [
        migrations.CreateModel(
            name="WordBacklog",
            fields=[
                ("last_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("first_id", models.BigIntegerField()),
            ],
        ),
        migrations.RunPython(install, remove),
    ]
