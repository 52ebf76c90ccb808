
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("base", "0002_stored_file_danger"),
        ("catalog", "0006_forms_of_known_channels"),
        ("reporting", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Consolidated",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("period", models.CharField(max_length=6)),
                ("edition", models.PositiveSmallIntegerField(default=1)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "собирается"),
                            ("failed", "не собрался"),
                            ("draft", "черновик"),
                            ("frozen", "зафиксирован"),
                        ],
                        default="waiting",
                        max_length=7,
                    ),
                ),
                ("stage", models.CharField(blank=True, max_length=200)),
                ("done_count", models.PositiveSmallIntegerField(default=0)),
                ("total_count", models.PositiveSmallIntegerField(default=0)),
                ("touched_at", models.DateTimeField(null=True)),
                ("payload", models.JSONField(null=True)),
                ("texts", models.JSONField(default=dict)),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("version", models.PositiveIntegerField(default=1)),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("made_at", models.DateTimeField()),
                ("frozen_at", models.DateTimeField(null=True)),
                ("frozen_by_name", models.CharField(blank=True, max_length=200)),
                (
                    "administration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="catalog.administration"
                    ),
                ),
                (
                    "frozen_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-period", "-edition"),
            },
        ),
        migrations.CreateModel(
            name="HandOver",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("to_person", models.CharField(max_length=200)),
                ("to_position", models.CharField(blank=True, max_length=300)),
                ("handed_on", models.DateField()),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("person", "лично, на бумаге"),
                            ("office", "через систему электронного документооборота"),
                            ("mail", "по электронной почте"),
                            ("meeting", "на совещании"),
                        ],
                        max_length=7,
                    ),
                ),
                ("document", models.CharField(blank=True, max_length=300)),
                ("digest", models.CharField(max_length=64)),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by_name", models.CharField(max_length=200)),
                (
                    "consolidated",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hand_overs",
                        to="reporting.consolidated",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="base.storedfile"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("handed_on", "pk"),
            },
        ),
        migrations.CreateModel(
            name="SignatureFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40)),
                ("target_id", models.PositiveBigIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("name", models.CharField(max_length=200)),
                ("content", models.BinaryField()),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("matches", "подпись относится к этому файлу"),
                            ("differs", "подпись сделана под другим файлом"),
                            ("unknown", "проверить нельзя"),
                        ],
                        max_length=7,
                    ),
                ),
                ("told", models.JSONField(default=dict)),
                ("added_at", models.DateTimeField()),
                ("added_by_name", models.CharField(max_length=200)),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "administration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="catalog.administration"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="base.storedfile"
                    ),
                ),
            ],
            options={
                "ordering": ("added_at", "pk"),
            },
        ),
        migrations.CreateModel(
            name="SignOff",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40)),
                ("target_id", models.PositiveBigIntegerField()),
                ("title", models.CharField(max_length=300)),
                ("digest", models.CharField(max_length=64)),
                ("role", models.CharField(max_length=20)),
                ("position", models.CharField(blank=True, max_length=300)),
                ("person_name", models.CharField(max_length=200)),
                ("signed_at", models.DateTimeField()),
                (
                    "administration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="catalog.administration"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("signed_at", "pk"),
            },
        ),
        migrations.AddConstraint(
            model_name="consolidated",
            constraint=models.UniqueConstraint(
                fields=("administration", "period", "edition"), name="consolidated_edition"
            ),
        ),
        migrations.AddIndex(
            model_name="signaturefile",
            index=models.Index(fields=["administration", "kind", "target_id"], name="signature_of_paper"),
        ),
        migrations.AddConstraint(
            model_name="signoff",
            constraint=models.UniqueConstraint(
                fields=("administration", "kind", "target_id", "role"), name="signed_once_in_role"
            ),
        ),
    ]
