from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0018_employee_letters"),
    ]

    operations = [
        migrations.AlterField(
            model_name="answer",
            name="way",
            field=models.CharField(
                choices=[
                    ("email", "электронной почтой"),
                    ("letter", "письмом"),
                    ("oral", "устно"),
                    ("status", "на странице статуса"),
                    ("channel", "тем же каналом"),
                ],
                max_length=8,
            ),
        ),
    ]
