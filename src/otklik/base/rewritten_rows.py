"""Many rows written anew at once: a prepared statement each, where `bulk_update` composes one CASE of all values."""

from collections.abc import Sequence

from django.db import connections, models, router, transaction


def rewrite(rows: Sequence[models.Model], names: Sequence[str]) -> None:
    """Store these fields of rows that are there already, as `bulk_update` does with far less work."""
    if not rows:
        return
    model = type(rows[0])
    alias = router.db_for_write(model)
    connection, meta = connections[alias], model._meta  # noqa: SLF001 - Django documents _meta
    columns = {field.name: field for field in meta.concrete_fields}
    fields = [columns[name] for name in names]
    quoted = connection.ops.quote_name
    wanted = ", ".join(f"{quoted(str(field.column))} = %s" for field in fields)
    statement = f"UPDATE {quoted(meta.db_table)} SET {wanted} WHERE {quoted(str(meta.pk.column))} = %s"  # noqa: S608
    values = [
        (*(field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields), row.pk) for row in rows
    ]
    with transaction.atomic(using=alias), connection.cursor() as cursor:
        cursor.executemany(statement, values)
