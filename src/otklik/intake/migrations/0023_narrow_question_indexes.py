"""Two narrow indexes over questions for the monitoring instead of a broad one: equal entries are kept as one."""

from django.db import migrations, models

_OF_QUARTER = ["administration_id", "quarter", "kind"]


class Migration(migrations.Migration):
    dependencies = [("intake", "0022_terms_of_months")]
    operations = [
        migrations.AddIndex("AppealQuestion", models.Index(fields=[*_OF_QUARTER, "topic"], name="question_topics")),
        migrations.AddIndex(
            "AppealQuestion", models.Index(fields=[*_OF_QUARTER, "position", "reason"], name="question_reasons")
        ),
        migrations.RemoveIndex("AppealQuestion", "question_by_quarter"),
    ]
