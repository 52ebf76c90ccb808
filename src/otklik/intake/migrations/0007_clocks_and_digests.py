import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

OPEN = ("in_work", "new", "prolonged", "registered")


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_user_password_is_temporary"),
        ("catalog", "0002_shortened_days_and_heads"),
        ("intake", "0006_personal_data"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Digest",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("is_on", models.BooleanField(default=True)),
                ("done_on", models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="DueRecount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("why", models.CharField(max_length=300)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "ждёт очереди"),
                            ("running", "идёт"),
                            ("done", "закончен"),
                            ("failed", "не удался"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("beat_at", models.DateTimeField(auto_now=True)),
                ("total", models.PositiveIntegerField(default=0)),
                ("looked", models.PositiveIntegerField(default=0)),
                ("moved", models.PositiveIntegerField(default=0)),
                ("message", models.CharField(blank=True, max_length=500)),
                (
                    "administration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="catalog.administration"
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"ordering": ("-pk",)},
        ),
        migrations.RemoveIndex(model_name="feedbackitem", name="item_waiting_due"),
        migrations.AddIndex(
            model_name="feedbackitem",
            index=models.Index(
                condition=models.Q(("due_on__isnull", False), ("status__in", OPEN)),
                fields=["administration", "due_on", "id"],
                name="item_waiting_due",
            ),
        ),
        migrations.AddIndex(
            model_name="feedbackitem",
            index=models.Index(
                condition=models.Q(("assignee__isnull", True), ("status__in", OPEN)),
                fields=["administration", "-received_at", "-id"],
                name="item_open_nobody",
            ),
        ),
        migrations.AddIndex(
            model_name="feedbackitem",
            index=models.Index(
                condition=models.Q(("assignee__isnull", False), ("status__in", OPEN)),
                fields=["assignee", "due_on"],
                name="item_open_assignee",
            ),
        ),
    ]
