from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0006_forms_of_known_channels"),
    ]

    operations = [
        migrations.CreateModel(
            name="KeptProfile",
            fields=[
                (
                    "administration",
                    models.OneToOneField(
                        on_delete=models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="catalog.administration",
                    ),
                ),
                ("folder", models.BinaryField()),
                ("kept_at", models.DateTimeField()),
            ],
        ),
    ]
