"""A backlog for the search by words (installed by 0011, after the columns that SQLite remakes tables for); fewer indexes."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def person(**facts):
    nobody = {"null": True, "on_delete": django.db.models.deletion.SET_NULL, "db_index": False}
    return models.ForeignKey(**nobody, **facts)


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0003_alter_importrun_state"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="TextBacklog",
            fields=[
                ("last_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("first_id", models.BigIntegerField()),
            ],
        ),
        migrations.RemoveConstraint(model_name="feedbackitem", name="item_number"),
        migrations.RemoveIndex(model_name="feedbackitem", name="item_by_kind"),
        migrations.RemoveIndex(model_name="feedbackitem", name="item_by_assignee"),
        migrations.RemoveField(model_name="contact", name="person_key"),
        migrations.AlterField(
            model_name="answer",
            name="signed_by",
            field=person(related_name="+", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name="appeal",
            name="registered_by",
            field=person(related_name="+", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name="appeal",
            name="repeat_of",
            field=person(related_name="repeats", to="intake.feedbackitem"),
        ),
        migrations.AddIndex(
            model_name="appeal",
            index=models.Index(
                condition=models.Q(("repeat_of__isnull", False)), fields=["repeat_of"], name="appeal_repeats"
            ),
        ),
        migrations.AddIndex(
            model_name="feedbackitem",
            index=models.Index(
                condition=models.Q(("assignee__isnull", False)),
                fields=["assignee", "-received_at", "-id"],
                name="item_by_assignee",
            ),
        ),
        migrations.AddConstraint(
            model_name="feedbackitem",
            constraint=models.UniqueConstraint(
                condition=models.Q(("number", ""), _negated=True),
                fields=("administration", "number"),
                name="item_number",
                opclasses=["int8_ops", "varchar_pattern_ops"],
            ),
        ),
    ]
