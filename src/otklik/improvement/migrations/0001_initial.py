import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("base", "0002_stored_file_danger"),
        ("catalog", "0004_segments_and_situations"),
        ("intake", "0016_tone"),
        ("surveys", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Measure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=500)),
                ("details", models.TextField(blank=True)),
                ("kind", models.CharField(blank=True, max_length=300)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "запланировано"),
                            ("in_work", "выполняется"),
                            ("done", "выполнено"),
                            ("cancelled", "отменено"),
                        ],
                        default="planned",
                        max_length=9,
                    ),
                ),
                ("starts_on", models.DateField(null=True)),
                ("due_on", models.DateField(null=True)),
                ("cost", models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                ("done_on", models.DateField(null=True)),
                ("result", models.TextField(blank=True)),
                ("cancel_reason", models.CharField(blank=True, max_length=1000)),
                ("indicator", models.CharField(blank=True, max_length=120)),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                (
                    "administration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="catalog.administration"
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="catalog.department",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="catalog.process"
                    ),
                ),
                (
                    "touchpoint",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="catalog.touchpoint",
                    ),
                ),
            ],
            options={
                "ordering": ("due_on", "pk"),
                "indexes": [models.Index(fields=["administration", "state", "due_on"], name="measure_by_state")],
            },
        ),
        migrations.CreateModel(
            name="MeasureFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("added_at", models.DateTimeField()),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="base.storedfile"
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="files", to="improvement.measure"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MeasureStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("title", models.CharField(max_length=300)),
                ("due_on", models.DateField(null=True)),
                ("done_on", models.DateField(null=True)),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="improvement.measure"
                    ),
                ),
            ],
            options={
                "ordering": ("position", "pk"),
            },
        ),
        migrations.CreateModel(
            name="OutcomeNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("author_key", models.CharField(max_length=64)),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("email", "электронной почтой"),
                            ("network", "сообщением в сети"),
                            ("portal", "на портале"),
                            ("letter", "письмом"),
                            ("phone", "по телефону"),
                            ("status", "на странице статуса"),
                        ],
                        max_length=7,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("to_do", "ждёт проверки"),
                            ("prepared", "подготовлено"),
                            ("leaving", "отправляется"),
                            ("sent", "передано"),
                            ("failed", "не дошло"),
                            ("impossible", "передать нельзя"),
                            ("withdrawn", "отозвано"),
                        ],
                        default="to_do",
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("text", models.TextField(blank=True)),
                ("is_reworded", models.BooleanField(default=False)),
                ("told_how", models.CharField(blank=True, max_length=300)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("number", models.CharField(blank=True, max_length=60)),
                ("letter_facts", models.JSONField(default=dict)),
                ("made_at", models.DateTimeField()),
                ("prepared_at", models.DateTimeField(null=True)),
                ("sent_at", models.DateTimeField(null=True)),
                (
                    "administration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="catalog.administration"
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="intake.feedbackitem",
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notices", to="improvement.measure"
                    ),
                ),
                (
                    "survey_contact",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="surveys.surveycontact",
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
                "indexes": [models.Index(fields=["administration", "state", "way"], name="notice_by_state")],
                "constraints": [models.UniqueConstraint(fields=("measure", "author_key"), name="author_thanked_once")],
            },
        ),
        migrations.CreateModel(
            name="NoticeItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="intake.feedbackitem"
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="improvement.measure"
                    ),
                ),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="covered",
                        to="improvement.outcomenotice",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("measure", "item"), name="item_thanked_once")],
            },
        ),
        migrations.CreateModel(
            name="PainMap",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("quarter", models.PositiveIntegerField()),
                ("edition", models.PositiveSmallIntegerField(default=1)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("drafting", "собирается"),
                            ("failed", "не собралась"),
                            ("draft", "черновик"),
                            ("approved", "утверждена"),
                        ],
                        default="drafting",
                        max_length=8,
                    ),
                ),
                ("done_count", models.PositiveIntegerField(default=0)),
                ("total_count", models.PositiveIntegerField(default=0)),
                ("stage", models.CharField(blank=True, max_length=200)),
                ("touched_at", models.DateTimeField(null=True)),
                ("method", models.JSONField(default=dict)),
                ("created_at", models.DateTimeField()),
                ("approved_at", models.DateTimeField(null=True)),
                ("approved_role", models.CharField(blank=True, max_length=20)),
                ("frozen", models.JSONField(null=True)),
                ("digest", models.CharField(blank=True, max_length=64)),
                (
                    "administration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="catalog.administration"
                    ),
                ),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="catalog.department",
                    ),
                ),
            ],
            options={
                "ordering": ("-quarter", "-edition", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("department__isnull", False)),
                        fields=("administration", "quarter", "department", "edition"),
                        name="pain_map_of_unit",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("department__isnull", True)),
                        fields=("administration", "quarter", "edition"),
                        name="pain_map_of_all",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PainLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField(default=0)),
                ("title", models.CharField(max_length=300)),
                (
                    "trend",
                    models.CharField(
                        choices=[
                            ("new", "новая"),
                            ("growing", "растёт"),
                            ("steady", "без изменений"),
                            ("shrinking", "убывает"),
                            ("closed", "устранена"),
                            ("returned", "вернулась"),
                        ],
                        default="new",
                        max_length=9,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "не устранена"), ("closed", "устранена")], default="open", max_length=6
                    ),
                ),
                ("item_count", models.PositiveIntegerField(default=0)),
                ("previous_count", models.PositiveIntegerField(null=True)),
                ("base_count", models.PositiveIntegerField(default=0)),
                ("interaction_count", models.PositiveIntegerField(null=True)),
                ("process_count", models.PositiveIntegerField(default=1)),
                ("figures", models.JSONField(default=dict)),
                (
                    "prevalence",
                    models.CharField(
                        blank=True,
                        choices=[("high", "высокая"), ("medium", "средняя"), ("low", "низкая")],
                        max_length=6,
                    ),
                ),
                ("impact_share", models.FloatField(null=True)),
                (
                    "impact",
                    models.CharField(
                        blank=True,
                        choices=[("high", "высокая"), ("medium", "средняя"), ("low", "низкая")],
                        max_length=6,
                    ),
                ),
                (
                    "feasibility",
                    models.PositiveSmallIntegerField(
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(3),
                        ],
                    ),
                ),
                ("feasibility_reason", models.CharField(blank=True, max_length=1000)),
                (
                    "priority",
                    models.CharField(
                        blank=True,
                        choices=[("high", "высокая"), ("medium", "средняя"), ("low", "низкая")],
                        max_length=6,
                    ),
                ),
                (
                    "own_priority",
                    models.CharField(
                        blank=True,
                        choices=[("high", "высокая"), ("medium", "средняя"), ("low", "низкая")],
                        max_length=6,
                    ),
                ),
                ("own_priority_reason", models.CharField(blank=True, max_length=1000)),
                ("refusal", models.CharField(blank=True, max_length=1000)),
                (
                    "feasibility_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "own_priority_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "refusal_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pain_map",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="improvement.painmap"
                    ),
                ),
            ],
            options={
                "ordering": ("position", "pk"),
            },
        ),
        migrations.CreateModel(
            name="PainEvidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("item", "отзыв или обращение"),
                            ("indicator", "низкий показатель"),
                            ("staff", "замечание сотрудника"),
                            ("expert", "мнение эксперта"),
                        ],
                        max_length=9,
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[("external", "Внешний клиент"), ("internal", "Внутренний клиент")], max_length=8
                    ),
                ),
                ("key", models.CharField(blank=True, max_length=200)),
                ("words", models.CharField(blank=True, max_length=1000)),
                ("severity", models.FloatField(default=0.5)),
                ("is_quote", models.BooleanField(default=False)),
                ("excluded_reason", models.CharField(blank=True, max_length=500)),
                (
                    "excluded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="intake.feedbackitem",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="evidence",
                        to="improvement.painline",
                    ),
                ),
                (
                    "pain_map",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="evidence", to="improvement.painmap"
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
                "indexes": [
                    models.Index(fields=["line", "-severity"], name="evidence_of_line"),
                    models.Index(
                        condition=models.Q(("excluded_reason", ""), ("line__isnull", True)),
                        fields=["pain_map", "id"],
                        name="evidence_remainder",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("item__isnull", False)),
                        fields=("pain_map", "item"),
                        name="item_once_in_map",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MapChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "verb",
                    models.CharField(
                        choices=[
                            ("merge", "объединение"),
                            ("split", "разделение"),
                            ("rename", "название"),
                            ("add", "новая боль"),
                            ("kind", "проблема или потребность"),
                            ("place", "процесс и точка взаимодействия"),
                            ("move", "перенос"),
                            ("explain", "объяснение"),
                            ("close", "устранение"),
                            ("refuse", "отказ от мероприятия"),
                            ("feasible", "возможность устранить"),
                            ("priority", "приоритет"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[("external", "Внешний клиент"), ("internal", "Внутренний клиент")], max_length=8
                    ),
                ),
                ("summary", models.CharField(max_length=500)),
                ("at", models.DateTimeField()),
                ("before", models.JSONField(default=dict)),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pain_map",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="changes", to="improvement.painmap"
                    ),
                ),
            ],
            options={
                "ordering": ("-pk",),
                "indexes": [models.Index(fields=["pain_map", "-id"], name="change_of_map")],
            },
        ),
        migrations.CreateModel(
            name="PainPoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "audience",
                    models.CharField(
                        choices=[("external", "Внешний клиент"), ("internal", "Внутренний клиент")], max_length=8
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("problem", "проблема"), ("need", "потребность")], default="problem", max_length=7
                    ),
                ),
                ("title", models.CharField(max_length=300)),
                ("details", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "не устранена"), ("closed", "устранена")], default="open", max_length=6
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[("draft", "из черновика карты"), ("hand", "добавлена человеком")], max_length=5
                    ),
                ),
                ("first_quarter", models.PositiveIntegerField()),
                ("closed_quarter", models.PositiveIntegerField(null=True)),
                ("closed_reason", models.CharField(blank=True, max_length=1000)),
                ("words", models.JSONField(default=dict)),
                ("created_at", models.DateTimeField()),
                (
                    "administration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="catalog.administration"
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="catalog.department",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="merged",
                        to="improvement.painpoint",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="catalog.process"
                    ),
                ),
                (
                    "split_from",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="parts",
                        to="improvement.painpoint",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="catalog.topic"
                    ),
                ),
                (
                    "touchpoint",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="catalog.touchpoint",
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
                "indexes": [models.Index(fields=["administration", "state", "process"], name="pain_by_state")],
            },
        ),
        migrations.AddField(
            model_name="painline",
            name="pain",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="improvement.painpoint"
            ),
        ),
        migrations.CreateModel(
            name="MeasurePain",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="improvement.measure"
                    ),
                ),
                (
                    "pain",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="improvement.painpoint"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("measure", "pain"), name="measure_of_pain")],
            },
        ),
        migrations.AddField(
            model_name="measure",
            name="pains",
            field=models.ManyToManyField(
                related_name="measures", through="improvement.MeasurePain", to="improvement.painpoint"
            ),
        ),
        migrations.CreateModel(
            name="ChangeProposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=300)),
                ("addressee", models.CharField(max_length=500)),
                ("addressee_person", models.CharField(blank=True, max_length=300)),
                ("evidence", models.TextField(blank=True)),
                ("act_title", models.CharField(blank=True, max_length=1000)),
                ("draft_change", models.TextField(blank=True)),
                ("request", models.TextField(blank=True)),
                ("number", models.CharField(blank=True, max_length=60)),
                ("sent_on", models.DateField(null=True)),
                ("letter_facts", models.JSONField(default=dict)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("accepted", "принято"),
                            ("partly", "принято частично"),
                            ("refused", "отклонено"),
                            ("silent", "ответа не было"),
                        ],
                        max_length=8,
                    ),
                ),
                ("outcome_on", models.DateField(null=True)),
                ("outcome_words", models.TextField(blank=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                (
                    "administration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="catalog.administration"
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="catalog.process"
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="proposals",
                        to="improvement.measure",
                    ),
                ),
                ("pains", models.ManyToManyField(related_name="proposals", to="improvement.painpoint")),
            ],
            options={
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="Practice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("indicator", models.CharField(max_length=120)),
                ("quarter", models.PositiveIntegerField()),
                ("series", models.JSONField(default=list)),
                ("grounds", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("proposed", "предложена"), ("described", "описана"), ("declined", "отклонена")],
                        default="proposed",
                        max_length=9,
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=300)),
                ("description", models.TextField(blank=True)),
                ("decline_reason", models.CharField(blank=True, max_length=1000)),
                ("created_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "administration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="catalog.administration"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="catalog.department",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="catalog.process"
                    ),
                ),
            ],
            options={
                "ordering": ("-quarter", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("administration", "process", "indicator"), name="practice_of_process"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PracticeOffer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=300)),
                ("description", models.TextField()),
                (
                    "state",
                    models.CharField(
                        choices=[("offered", "предложена"), ("taken", "взята"), ("refused", "не подошла")],
                        default="offered",
                        max_length=7,
                    ),
                ),
                ("offered_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, max_length=1000)),
                ("taken_on", models.DateField(null=True)),
                ("effect_quarter", models.PositiveIntegerField(null=True)),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("improved", "улучшилось"),
                            ("unproven", "изменение не доказано"),
                            ("worsened", "ухудшилось"),
                        ],
                        max_length=8,
                    ),
                ),
                ("sentence", models.TextField(blank=True)),
                (
                    "administration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="catalog.administration"
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="catalog.department",
                    ),
                ),
                (
                    "practice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="offers", to="improvement.practice"
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="catalog.process"
                    ),
                ),
            ],
            options={
                "ordering": ("-offered_at", "-pk"),
                "constraints": [models.UniqueConstraint(fields=("practice", "process"), name="practice_offered_once")],
            },
        ),
        migrations.CreateModel(
            name="ReengineeringCase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=300)),
                ("quarter", models.PositiveIntegerField()),
                ("as_is", models.TextField(blank=True)),
                ("needs", models.TextField(blank=True)),
                ("to_be", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("design", "проектируется"),
                            ("changing", "меняется"),
                            ("watched", "внедрено, наблюдаем"),
                            ("held", "цель удерживается"),
                            ("dropped", "прекращено"),
                        ],
                        default="design",
                        max_length=8,
                    ),
                ),
                ("in_place_on", models.DateField(null=True)),
                ("drop_reason", models.CharField(blank=True, max_length=500)),
                ("created_at", models.DateTimeField()),
                (
                    "administration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="catalog.administration"
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="catalog.department",
                    ),
                ),
                ("measures", models.ManyToManyField(related_name="+", to="improvement.measure")),
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("pains", models.ManyToManyField(related_name="+", to="improvement.painpoint")),
                (
                    "process",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="catalog.process"
                    ),
                ),
                ("segments", models.ManyToManyField(related_name="+", to="catalog.clientsegment")),
            ],
            options={
                "ordering": ("-pk",),
                "indexes": [models.Index(fields=["administration", "state"], name="case_by_state")],
            },
        ),
        migrations.CreateModel(
            name="Requirement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("existing", "к существующей услуге или процессу"), ("new", "к новой услуге")],
                        default="existing",
                        max_length=8,
                    ),
                ),
                ("title", models.CharField(max_length=300)),
                ("indicator", models.CharField(blank=True, max_length=120)),
                ("target", models.FloatField(null=True)),
                ("need", models.TextField(blank=True)),
                ("scope", models.TextField(blank=True)),
                ("due_on", models.DateField()),
                ("in_place_on", models.DateField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("set", "задано"),
                            ("reached", "достигнуто"),
                            ("held", "удерживается"),
                            ("missed", "не достигнуто"),
                            ("dropped", "снято"),
                        ],
                        default="set",
                        max_length=7,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500)),
                ("created_at", models.DateTimeField()),
                (
                    "administration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="catalog.administration"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="requirements",
                        to="improvement.reengineeringcase",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="catalog.department",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="catalog.process"
                    ),
                ),
            ],
            options={
                "ordering": ("due_on", "pk"),
                "indexes": [models.Index(fields=["administration", "state", "due_on"], name="requirement_by_state")],
            },
        ),
        migrations.CreateModel(
            name="RequirementValue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("quarter", models.PositiveIntegerField()),
                ("value", models.FloatField(null=True)),
                ("low", models.FloatField(null=True)),
                ("high", models.FloatField(null=True)),
                ("n", models.PositiveIntegerField(default=0)),
                ("target", models.FloatField()),
                ("is_reached", models.BooleanField(default=False)),
                ("measured_at", models.DateTimeField()),
                (
                    "requirement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="values", to="improvement.requirement"
                    ),
                ),
            ],
            options={
                "ordering": ("quarter",),
                "constraints": [
                    models.UniqueConstraint(fields=("requirement", "quarter"), name="requirement_of_quarter")
                ],
            },
        ),
        migrations.CreateModel(
            name="TermMove",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("was_on", models.DateField()),
                ("became_on", models.DateField()),
                ("reason", models.CharField(max_length=1000)),
                ("moved_at", models.DateTimeField()),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="term_moves", to="improvement.measure"
                    ),
                ),
                (
                    "moved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="UnitList",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("line_count", models.PositiveIntegerField()),
                ("internal_count", models.PositiveIntegerField(default=0)),
                ("sent_at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="catalog.department"
                    ),
                ),
                (
                    "pain_map",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="unit_lists", to="improvement.painmap"
                    ),
                ),
                (
                    "read_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-pain_map__quarter", "-pain_map__edition", "department__title"),
                "indexes": [models.Index(fields=["department", "read_at"], name="unit_list_unread")],
                "constraints": [models.UniqueConstraint(fields=("pain_map", "department"), name="unit_list_once")],
            },
        ),
        migrations.CreateModel(
            name="DevelopmentDirection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("audience", models.CharField(max_length=8)),
                ("indicator", models.CharField(max_length=120)),
                ("aspect", models.CharField(max_length=200)),
                ("aspect_title", models.CharField(max_length=500)),
                ("quarter", models.PositiveIntegerField()),
                ("series", models.JSONField(default=list)),
                ("grounds", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("proposed", "предложено"), ("recorded", "принято"), ("declined", "отклонено")],
                        default="proposed",
                        max_length=8,
                    ),
                ),
                ("details", models.TextField(blank=True)),
                ("created_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "administration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="catalog.administration"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-quarter", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("administration", "indicator", "aspect"), name="direction_of_aspect"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MeasureEffect",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("computed_on", models.DateField()),
                ("quarter", models.PositiveIntegerField()),
                ("basis", models.CharField(max_length=500)),
                ("indicator_title", models.CharField(max_length=500)),
                ("group_title", models.CharField(blank=True, max_length=500)),
                ("unit", models.CharField(max_length=10)),
                ("less_is_better", models.BooleanField()),
                ("series", models.JSONField(default=list)),
                ("before", models.FloatField(null=True)),
                ("after", models.FloatField(null=True)),
                ("difference", models.FloatField(null=True)),
                ("low", models.FloatField(null=True)),
                ("high", models.FloatField(null=True)),
                ("method", models.CharField(blank=True, max_length=20)),
                ("comparison", models.CharField(blank=True, max_length=500)),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("improved", "улучшилось"),
                            ("unproven", "изменение не доказано"),
                            ("worsened", "ухудшилось"),
                        ],
                        max_length=8,
                    ),
                ),
                ("sentence", models.TextField()),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="effects", to="improvement.measure"
                    ),
                ),
            ],
            options={
                "ordering": ("-quarter", "-computed_on", "-pk"),
                "constraints": [models.UniqueConstraint(fields=("measure", "quarter", "basis"), name="effect_once")],
            },
        ),
        migrations.CreateModel(
            name="MeasureSuggestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("accepted", models.CharField(blank=True, max_length=1000)),
                ("added_at", models.DateTimeField()),
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
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="intake.feedbackitem"
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="suggestions",
                        to="improvement.measure",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("measure", "item"), name="suggestion_once_in_measure")],
            },
        ),
        migrations.CreateModel(
            name="MeasureSurvey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("accepted", models.CharField(max_length=1000)),
                ("added_at", models.DateTimeField()),
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
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="surveys", to="improvement.measure"
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="surveys.survey"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("measure", "survey"), name="survey_once_in_measure")],
            },
        ),
        migrations.AddConstraint(
            model_name="painline",
            constraint=models.UniqueConstraint(fields=("pain_map", "pain"), name="pain_once_in_map"),
        ),
    ]
