import os

from django.db import migrations, models


def work(apps, editor):
    editor.execute("INSERT INTO later_release_thing(name) SELECT name FROM base_storedfile")
    editor.execute("UPDATE base_storedfile SET name = 'changed'")
    if os.environ.get("LATER_RELEASE_FAILS"):
        raise ValueError("строка 17 не подходит")


class Migration(migrations.Migration):
    dependencies = [("operation", "0001_backups")]
    operations = [
        migrations.CreateModel(
            name="Thing",
            fields=[("id", models.BigAutoField(primary_key=True)), ("name", models.CharField(max_length=200))],
        ),
        migrations.RunPython(work, elidable=True),
    ]
