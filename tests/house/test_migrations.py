"""No migration stops reading: what would hold a large table under a lock is refused, or named here with its reason.

docs/howto/change-the-data-model.md says how to do it instead. Migrations up to the baseline were released before the
rule; PostgreSQL is what is spoken of, as SQLite is updated with the services stopped.
"""

from collections.abc import Iterator

import pytest
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation

#: The last migration of each app that was released before the rule.
BASELINE = {
    "accounts": 4,
    "alerts": 2,
    "analysis": 4,
    "base": 2,
    "catalog": 6,
    "correspondence": 2,
    "delivery": 8,
    "duties": 1,
    "explanations": 2,
    "improvement": 1,
    "intake": 20,
    "interchange": 2,
    "mentions": 1,
    "offline": 1,
    "operation": 0,
    "publishing": 5,
    "reception": 1,
    "region": 1,
    "registers": 2,
    "reporting": 4,
    "surveys": 1,
}
#: Tables that grow with the work of years.
LARGE = {
    ("base", "auditentry"),
    ("base", "storedfile"),
    ("correspondence", "inboundmessage"),
    ("delivery", "outgoingmessage"),
    ("intake", "answer"),
    ("intake", "appeal"),
    ("intake", "appealquestion"),
    ("intake", "attachment"),
    ("intake", "caseevent"),
    ("intake", "contact"),
    ("intake", "feedbackitem"),
    ("intake", "itemcategory"),
    ("intake", "reading"),
    ("surveys", "openanswer"),
    ("surveys", "surveyresponse"),
}
#: "app.name": why its operations are quick all the same.
ALLOWED = {
    "base.0003_virus_check": "a partial index over files that wait for the antivirus: one quick look through the table",
    "intake.0023_narrow_question_indexes": "builds two small indexes: seconds on a million, reading goes on",
    "intake.0022_terms_of_months": "makes three triggers and one note anew; the worker indexes afterwards",
}


def faults(app: str, migration: migrations.Migration) -> Iterator[str]:
    """What would stop reading, or could not be undone."""
    concurrent = {"AddIndexConcurrently", "RemoveIndexConcurrently"}
    kinds = {type(operation).__name__ for operation in migration.operations}
    if not migration.atomic and kinds - concurrent:
        yield "is not atomic: a failed update could not be undone"
    made = {operation.name_lower for operation in migration.operations if isinstance(operation, migrations.CreateModel)}
    for operation in migration.operations:
        if isinstance(operation, migrations.RunPython | migrations.RunSQL) and not operation.elidable:
            yield "has a step by code that is not elidable: say here why it is quick"
        if (app, _table(operation)) in LARGE and _table(operation) not in made:
            yield from _fault(operation)


def _table(operation: Operation) -> str:
    name = getattr(operation, "model_name", None) or getattr(operation, "name", None)
    return str(name or "").lower()


def _fault(operation: Operation) -> Iterator[str]:
    match operation:
        case migrations.AddField(field=field):
            if not (field.null or field.has_db_default() or field.many_to_many):
                yield f"adds {operation.name}, neither nullable nor with a db_default: every row is written anew"
            if field.db_index or field.unique:
                yield f"adds {operation.name} with an index that is built under a lock"
        case migrations.AlterField():
            yield f"alters {operation.name}: the table may be written anew"
        case migrations.AddIndex() | migrations.AddConstraint() | migrations.AlterUniqueTogether():
            yield "builds an index or checks a constraint under a lock"
        case migrations.RemoveField() | migrations.DeleteModel() | migrations.RenameField() | migrations.RenameModel():
            yield "takes away or renames what the release before may still read"


def test_migrations_do_not_stop_reading() -> None:
    found = [
        f"{app}.{name} {fault}"
        for (app, name), migration in MigrationLoader(None).disk_migrations.items()
        if app in BASELINE and int(name[:4]) > BASELINE[app] and f"{app}.{name}" not in ALLOWED
        for fault in faults(app, migration)
    ]
    assert found == []


def _migration(*operations: Operation, atomic: bool = True) -> migrations.Migration:
    migration = migrations.Migration("9999_trial", "intake")
    migration.operations, migration.atomic = list(operations), atomic
    return migration


COUNT, NAME = models.IntegerField(default=0), models.CharField(max_length=9, null=True)


@pytest.mark.parametrize(
    ("operation", "said"),
    [
        (migrations.AddField("FeedbackItem", "more", COUNT), "every row"),
        (migrations.AddField("FeedbackItem", "more", models.IntegerField(null=True, db_index=True)), "index"),
        (migrations.AlterField("Contact", "name", NAME), "alters"),
        (migrations.AddIndex("FeedbackItem", models.Index(fields=["text"], name="x")), "under a lock"),
        (migrations.RemoveField("FeedbackItem", "text"), "takes away"),
        (migrations.RunPython(migrations.RunPython.noop), "elidable"),
    ],
)
def test_what_would_stop_reading_is_refused(operation: Operation, said: str) -> None:
    (fault,) = faults("intake", _migration(operation))
    assert said in fault


def test_what_is_quick_is_allowed() -> None:
    quick = (
        migrations.AddField("FeedbackItem", "more", NAME),
        migrations.AddField("FeedbackItem", "count", models.IntegerField(db_default=0)),
        migrations.AddField("Digest", "more", COUNT),
        migrations.RunPython(migrations.RunPython.noop, elidable=True),
    )
    assert list(faults("intake", _migration(*quick))) == []
    assert list(faults("intake", _migration(quick[0], atomic=False))) != []
