import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("base", "0002_stored_file_danger"),
        ("catalog", "0004_segments_and_situations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ProposalWatch",
            fields=[
                ("administration_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("looked_on", models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name="Survey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.SlugField(blank=True, max_length=60)),
                ("title", models.CharField(max_length=300)),
                ("lead", models.CharField(blank=True, max_length=2000)),
                (
                    "audience",
                    models.CharField(
                        choices=[("external", "Внешний клиент"), ("internal", "Внутренний клиент")], max_length=8
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "черновик"), ("open", "идёт"), ("closed", "завершён")],
                        default="draft",
                        max_length=8,
                    ),
                ),
                (
                    "entry",
                    models.CharField(
                        choices=[("anybody", "по общей ссылке"), ("invited", "по личным одноразовым ссылкам")],
                        default="anybody",
                        max_length=8,
                    ),
                ),
                ("is_short", models.BooleanField(default=False)),
                ("subject", models.SlugField(blank=True, max_length=80)),
                ("target", models.CharField(blank=True, max_length=500)),
                ("opens_on", models.DateField()),
                ("opens_itself", models.BooleanField(default=False)),
                ("closes_on", models.DateField(blank=True, null=True)),
                ("basis", models.CharField(blank=True, max_length=500)),
                ("hypothesis", models.CharField(blank=True, max_length=1000)),
                (
                    "hypothesis_outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("confirmed", "подтвердилась"),
                            ("partly", "подтвердилась отчасти"),
                            ("refuted", "не подтвердилась"),
                        ],
                        max_length=9,
                    ),
                ),
                ("verdict", models.CharField(blank=True, max_length=2000)),
                ("is_listed", models.BooleanField(default=False)),
                ("is_announced", models.BooleanField(default=False)),
                ("minimum_group", models.PositiveSmallIntegerField()),
                ("takes_contacts", models.BooleanField(default=False)),
                ("outside_url", models.URLField(blank=True)),
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="catalog.department",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="catalog.process",
                    ),
                ),
                (
                    "touchpoint",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="catalog.touchpoint",
                    ),
                ),
            ],
            options={
                "ordering": ("-opens_on", "-pk"),
                "indexes": [models.Index(fields=["administration", "state", "-opens_on"], name="survey_by_state")],
            },
        ),
        migrations.CreateModel(
            name="QualitativeSource",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("interview", "глубинное интервью"),
                            ("group", "фокус-группа"),
                            ("expert", "экспертная оценка"),
                            ("open", "ответы своими словами"),
                        ],
                        max_length=9,
                    ),
                ),
                ("title", models.CharField(max_length=300)),
                (
                    "audience",
                    models.CharField(
                        choices=[("external", "Внешний клиент"), ("internal", "Внутренний клиент")], max_length=8
                    ),
                ),
                ("held_on", models.DateField()),
                ("speakers", models.CharField(max_length=500)),
                ("speaker_count", models.PositiveSmallIntegerField(default=1)),
                ("speaker_name", models.CharField(blank=True, max_length=300)),
                (
                    "consent",
                    models.CharField(
                        choices=[
                            ("named", "дано, имя можно указать"),
                            ("unnamed", "дано, без имени"),
                            ("not_asked", "не требуется: личных сведений нет"),
                        ],
                        max_length=9,
                    ),
                ),
                ("consent_version", models.CharField(blank=True, max_length=40)),
                ("guide", models.TextField(blank=True)),
                ("text", models.TextField(blank=True)),
                ("created_at", models.DateTimeField()),
                ("erased_at", models.DateTimeField(null=True)),
                (
                    "administration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="catalog.administration"
                    ),
                ),
                (
                    "consent_file",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="base.storedfile"
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
                ("files", models.ManyToManyField(related_name="+", to="base.storedfile")),
                (
                    "process",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="catalog.process"
                    ),
                ),
                (
                    "segment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="catalog.clientsegment",
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
                "indexes": [models.Index(fields=["administration", "-held_on", "-id"], name="qualitative_newest")],
            },
        ),
        migrations.CreateModel(
            name="Passage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField()),
                ("text", models.TextField()),
                ("item_id", models.BigIntegerField(null=True)),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="passages",
                        to="surveys.qualitativesource",
                    ),
                ),
            ],
            options={
                "ordering": ("position",),
                "constraints": [models.UniqueConstraint(fields=("source", "position"), name="passage_position")],
            },
        ),
        migrations.CreateModel(
            name="Questionnaire",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=60)),
                ("title", models.CharField(max_length=500)),
                (
                    "audience",
                    models.CharField(
                        choices=[("external", "Внешний клиент"), ("internal", "Внутренний клиент")], max_length=8
                    ),
                ),
                ("from_profile", models.BooleanField(default=False)),
                ("is_active", models.BooleanField(default=True)),
                (
                    "administration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="catalog.administration"
                    ),
                ),
            ],
            options={
                "ordering": ("title", "pk"),
                "constraints": [models.UniqueConstraint(fields=("administration", "slug"), name="questionnaire_slug")],
            },
        ),
        migrations.CreateModel(
            name="QuestionnaireVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("content", models.JSONField()),
                ("frozen_on", models.DateField(null=True)),
                ("changed_at", models.DateTimeField()),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "questionnaire",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="surveys.questionnaire"
                    ),
                ),
            ],
            options={
                "ordering": ("-number",),
                "constraints": [
                    models.UniqueConstraint(fields=("questionnaire", "number"), name="questionnaire_version")
                ],
            },
        ),
        migrations.CreateModel(
            name="Sample",
            fields=[
                (
                    "survey",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="sample",
                        serialize=False,
                        to="surveys.survey",
                    ),
                ),
                (
                    "method",
                    models.CharField(
                        choices=[("random", "случайный отбор"), ("quota", "квоты")], default="random", max_length=8
                    ),
                ),
                (
                    "allocation",
                    models.CharField(
                        choices=[
                            ("proportional", "пропорционально численности"),
                            ("neyman", "по Нейману: больше там, где мнения расходятся"),
                            ("equal", "поровну"),
                        ],
                        default="proportional",
                        max_length=12,
                    ),
                ),
                ("margin", models.FloatField()),
                ("confidence", models.FloatField()),
                ("expected_share", models.FloatField(default=0.5)),
                ("expected_response", models.FloatField(default=1.0)),
                ("least_per_cell", models.PositiveIntegerField(default=0)),
                ("size", models.PositiveIntegerField()),
                ("invited_size", models.PositiveIntegerField()),
                ("targets", models.JSONField(default=list)),
                ("invited_targets", models.JSONField(default=list)),
                ("planned_at", models.DateTimeField()),
                ("seed", models.CharField(blank=True, max_length=64)),
                ("drawn_digest", models.CharField(blank=True, max_length=64)),
                ("drawn_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="SurveyWeights",
            fields=[
                (
                    "survey",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="weights",
                        serialize=False,
                        to="surveys.survey",
                    ),
                ),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("poststrata", "постстратификация по ячейкам"),
                            ("raking", "выравнивание по каждому признаку (рейкинг)"),
                        ],
                        max_length=10,
                    ),
                ),
                ("dimensions", models.JSONField()),
                ("columns", models.JSONField()),
                ("factors", models.JSONField()),
                ("n", models.PositiveIntegerField()),
                ("unplaced", models.PositiveIntegerField(default=0)),
                ("design_effect", models.FloatField()),
                ("effective_n", models.FloatField()),
                ("least", models.FloatField()),
                ("most", models.FloatField()),
                ("uses", models.BooleanField(default=True)),
                ("weighed_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="TargetPopulation",
            fields=[
                (
                    "survey",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="population",
                        serialize=False,
                        to="surveys.survey",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("register", "реестр взаимодействий"),
                            ("list", "загруженный список"),
                            ("cells", "численность по ячейкам"),
                        ],
                        max_length=8,
                    ),
                ),
                ("basis", models.CharField(max_length=500)),
                ("frame", models.JSONField()),
                ("size", models.PositiveIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("reachable", models.PositiveIntegerField(default=0)),
                ("counted_at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="survey",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="surveys", to="surveys.questionnaireversion"
            ),
        ),
        migrations.AddField(
            model_name="qualitativesource",
            name="survey",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="qualitative_sources",
                to="surveys.survey",
            ),
        ),
        migrations.CreateModel(
            name="OutsideFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file_name", models.CharField(max_length=200)),
                ("digest", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "ждёт сопоставления"), ("done", "загружен")], default="draft", max_length=8
                    ),
                ),
                ("row_count", models.PositiveIntegerField(default=0)),
                ("response_count", models.PositiveIntegerField(default=0)),
                ("left_out", models.JSONField(default=dict)),
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
                    "file",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="base.storedfile"
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="outside_files",
                        to="surveys.survey",
                    ),
                ),
            ],
            options={
                "ordering": ("-pk",),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "done")),
                        fields=("administration", "digest"),
                        name="outside_file_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OpenAnswer",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("link_id", models.BigIntegerField()),
                ("question", models.SlugField(max_length=130)),
                ("on", models.DateField()),
                ("text", models.TextField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "ждёт проверки: малая группа"),
                            ("passed", "передано на вычитку"),
                            ("left_out", "оставлено без передачи"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("item_id", models.BigIntegerField(null=True)),
                (
                    "administration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="catalog.administration"
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="open_answers", to="surveys.survey"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["survey", "state"], name="open_answer_by_state")],
            },
        ),
        migrations.CreateModel(
            name="InvitationCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("way", models.CharField(choices=[("email", "письмом"), ("slip", "на бумаге")], max_length=5)),
                ("given", models.PositiveIntegerField(default=0)),
                (
                    "department",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="catalog.department",
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitation_counts",
                        to="surveys.survey",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("department", None), _negated=True),
                        fields=("survey", "department", "way"),
                        name="invitation_count_unit",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("department", None)), fields=("survey", "way"), name="invitation_count_rest"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                (
                    "department",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="catalog.department",
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="invitations", to="surveys.survey"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="GivenRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject", models.SlugField(blank=True, max_length=80)),
                (
                    "administration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="catalog.administration"
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="catalog.process",
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="surveys.survey"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("process", None)),
                        fields=("administration", "subject"),
                        name="given_rule_subject",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("process", None), _negated=True),
                        fields=("administration", "process"),
                        name="given_rule_process",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FramePerson",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=80)),
                ("cell", models.PositiveIntegerField()),
                ("item_id", models.BigIntegerField(null=True)),
                ("name", models.CharField(blank=True, max_length=300)),
                ("email", models.CharField(blank=True, max_length=254)),
                ("phone", models.CharField(blank=True, max_length=60)),
                ("address", models.CharField(blank=True, max_length=500)),
                ("place", models.PositiveIntegerField(null=True)),
                ("erased_at", models.DateTimeField(null=True)),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="frame_people", to="surveys.survey"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["survey", "place"], name="frame_person_drawn")],
                "constraints": [models.UniqueConstraint(fields=("survey", "ref"), name="frame_person_once")],
            },
        ),
        migrations.CreateModel(
            name="SegmentRevision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("portrait", models.CharField(blank=True, max_length=2000)),
                ("needs", models.TextField()),
                ("changed", models.CharField(max_length=1000)),
                ("revised_on", models.DateField()),
                (
                    "revised_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "segment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="revisions",
                        to="catalog.clientsegment",
                    ),
                ),
            ],
            options={
                "ordering": ("-number",),
                "constraints": [models.UniqueConstraint(fields=("segment", "number"), name="segment_revision")],
            },
        ),
        migrations.CreateModel(
            name="SummedUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("done_on", models.DateField()),
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
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("administration", "starts_on", "ends_on"), name="summed_up_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SurveyContact",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("month", models.DateField()),
                ("name", models.CharField(blank=True, max_length=200)),
                ("reach", models.CharField(max_length=200)),
                ("consent_version", models.CharField(blank=True, max_length=20)),
                ("told_on", models.DateField(null=True)),
                ("told_how", models.CharField(blank=True, max_length=500)),
                (
                    "administration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="catalog.administration"
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="contacts", to="surveys.survey"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["administration", "told_on", "month"], name="survey_contacts_untold")],
            },
        ),
        migrations.CreateModel(
            name="SurveyDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
                ("response_count", models.PositiveIntegerField()),
                ("block", models.BinaryField()),
                ("link_ids", models.JSONField(default=list)),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="days", to="surveys.survey"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="surveys.questionnaireversion"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("survey", "version", "on"), name="survey_day")],
            },
        ),
        migrations.CreateModel(
            name="SurveyLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=12, unique=True)),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("site", "сайт"),
                            ("vk", "ВКонтакте"),
                            ("ok", "Одноклассники"),
                            ("telegram", "Телеграм"),
                            ("max", "MAX"),
                            ("email", "электронная почта"),
                            ("answer", "ответ на обращение"),
                            ("poster", "плакат с QR-кодом"),
                            ("kiosk", "планшет в приёмной"),
                            ("embed", "другой сайт"),
                            ("paper", "бумажная анкета"),
                            ("phone", "консультационная линия"),
                            ("invitation", "личное приглашение"),
                            ("workplace", "внутренние ресурсы"),
                            ("outside", "внешний сервис"),
                        ],
                        max_length=12,
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=200)),
                ("frame_hosts", models.CharField(blank=True, max_length=500)),
                ("is_active", models.BooleanField(default=True)),
                (
                    "process",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="catalog.process",
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="links", to="surveys.survey"
                    ),
                ),
                (
                    "touchpoint",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="catalog.touchpoint",
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="PaperBatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=200)),
                ("answered_on", models.DateField()),
                ("sheet_count", models.PositiveSmallIntegerField()),
                ("second_sheets", models.JSONField(default=list)),
                (
                    "state",
                    models.CharField(
                        choices=[("entering", "вводится"), ("recorded", "записана"), ("dropped", "отменена")],
                        default="entering",
                        max_length=8,
                    ),
                ),
                ("compared_count", models.PositiveIntegerField(default=0)),
                ("differing_count", models.PositiveIntegerField(default=0)),
                ("recorded_count", models.PositiveSmallIntegerField(default=0)),
                ("spoiled_count", models.PositiveSmallIntegerField(default=0)),
                ("recorded_on", models.DateField(null=True)),
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
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="batches", to="surveys.survey"
                    ),
                ),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="surveys.surveylink"
                    ),
                ),
            ],
            options={
                "ordering": ("-answered_on", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="GivenCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject", models.SlugField(blank=True, max_length=80)),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("email", "ссылкой в электронном ответе"),
                            ("status", "ссылкой на странице обращения"),
                            ("printed", "на бумаге вместе с ответом"),
                            ("hand", "на приёме"),
                            ("invited", "личным приглашением"),
                        ],
                        max_length=8,
                    ),
                ),
                ("quarter", models.PositiveIntegerField()),
                ("count", models.PositiveIntegerField(default=0)),
                (
                    "administration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="catalog.administration"
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="catalog.process"
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="given", to="surveys.survey"
                    ),
                ),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="surveys.surveylink"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["administration", "quarter"], name="given_by_quarter")],
                "constraints": [
                    models.UniqueConstraint(fields=("link", "subject", "way", "quarter"), name="given_count_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SurveyProposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=160)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("negative", "много негативных оценок"),
                            ("drop", "показатель снизился"),
                            ("surge", "всплеск обращений"),
                            ("complaints", "всплеск жалоб"),
                            ("pain", "новая «боль» клиента"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "ждёт решения"),
                            ("accepted", "принято, опрос готовится или идёт"),
                            ("declined", "отклонено"),
                            ("closed", "завершено"),
                        ],
                        default="open",
                        max_length=8,
                    ),
                ),
                ("audience", models.CharField(max_length=8)),
                ("title", models.CharField(max_length=300)),
                ("why", models.JSONField(default=list)),
                ("facts", models.JSONField(default=dict)),
                ("query", models.CharField(blank=True, max_length=300)),
                ("population", models.CharField(max_length=500)),
                ("population_size", models.PositiveIntegerField(default=0)),
                ("sample_size", models.PositiveIntegerField(default=0)),
                ("opens_on", models.DateField()),
                ("closes_on", models.DateField()),
                ("quarter", models.PositiveIntegerField()),
                ("raised_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("refusal", models.CharField(blank=True, max_length=1000)),
                ("finding", models.CharField(blank=True, max_length=2000)),
                ("closed_at", models.DateTimeField(null=True)),
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
                    "process",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="catalog.process"
                    ),
                ),
                (
                    "questionnaire",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="surveys.questionnaire",
                    ),
                ),
                (
                    "source_survey",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="surveys.survey"
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="proposals",
                        to="surveys.survey",
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
                "indexes": [models.Index(fields=["administration", "state", "-id"], name="survey_proposal_state")],
                "constraints": [models.UniqueConstraint(fields=("administration", "key"), name="survey_proposal_once")],
            },
        ),
        migrations.CreateModel(
            name="SurveyResponse",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("version_id", models.BigIntegerField()),
                ("link_id", models.BigIntegerField()),
                ("answered_on", models.DateField()),
                ("language", models.CharField(blank=True, max_length=5)),
                ("answers", models.JSONField()),
                (
                    "survey",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="responses",
                        to="surveys.survey",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["survey", "answered_on"], name="response_by_day")],
            },
        ),
        migrations.CreateModel(
            name="AnswerMapping",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.SlugField(max_length=80)),
                ("title", models.CharField(max_length=200)),
                ("content", models.JSONField()),
                (
                    "administration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="catalog.administration"
                    ),
                ),
            ],
            options={
                "ordering": ("title",),
                "constraints": [models.UniqueConstraint(fields=("administration", "name"), name="answer_mapping_name")],
            },
        ),
        migrations.CreateModel(
            name="BankQuestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=60)),
                ("theme", models.CharField(blank=True, max_length=120)),
                ("title", models.CharField(max_length=500)),
                ("content", models.JSONField()),
                ("is_active", models.BooleanField(default=True)),
                (
                    "administration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="catalog.administration"
                    ),
                ),
            ],
            options={
                "ordering": ("theme", "title", "pk"),
                "constraints": [models.UniqueConstraint(fields=("administration", "slug"), name="bank_question_slug")],
            },
        ),
        migrations.CreateModel(
            name="InteractionCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("desk", "отмечено при оказании"),
                            ("typed", "введено числом"),
                            ("file", "загружено из файла"),
                        ],
                        max_length=8,
                    ),
                ),
                ("count", models.PositiveIntegerField()),
                (
                    "administration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="catalog.administration"
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
                "indexes": [models.Index(fields=["administration", "on"], name="interactions_by_day")],
                "constraints": [
                    models.UniqueConstraint(fields=("process", "on", "source"), name="interaction_count_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="PaperEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("turn", models.PositiveSmallIntegerField(choices=[(1, "первый ввод"), (2, "второй ввод")])),
                ("answers", models.JSONField(default=dict)),
                ("is_spoiled", models.BooleanField(default=False)),
                ("is_agreed", models.BooleanField(default=False)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="entries", to="surveys.paperbatch"
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("number", "turn"),
                "constraints": [models.UniqueConstraint(fields=("batch", "number", "turn"), name="paper_entry_once")],
            },
        ),
        migrations.CreateModel(
            name="PassageCoding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("codebook_number", models.PositiveSmallIntegerField(null=True)),
                ("at", models.DateTimeField()),
                ("categories", models.ManyToManyField(related_name="+", to="catalog.category")),
                (
                    "coder",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "passage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="codings", to="surveys.passage"
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
                "constraints": [models.UniqueConstraint(fields=("passage", "coder"), name="passage_coding_once")],
            },
        ),
        migrations.AddField(
            model_name="sample",
            name="drawn_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="sample",
            name="planned_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="surveyweights",
            name="weighed_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="targetpopulation",
            name="counted_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
    ]
