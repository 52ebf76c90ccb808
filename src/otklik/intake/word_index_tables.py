"""The table of the search by words and the triggers that tell what it does not know yet.

`intake_wordindex` holds, for each item, the terms of `core.text_terms` (dictionary forms, numbers, telephones). They
are made in Python, so that every database answers alike; a trigger only notes the id in `intake_wordbacklog`, whoever
wrote the row, and `word_index.index_next` does the rest. A mass import notes its ids itself, by ranges.
"""
# ruff: noqa: S608 - statements are put together from the constants of this file

from django.db.backends.base.base import BaseDatabaseWrapper

from otklik.intake.name_index_tables import BULK_FLAG

INDEX, BACKLOG, ITEMS = "intake_wordindex", "intake_wordbacklog", "intake_feedbackitem"
#: Columns that terms are made of.
COLUMNS = ("title", "text", "place", "number", "source_number", "received_at")
#: Signs that belong to a term, beside letters and digits.
_SIGNS = "@._+/#:=-"
_TRIGGERS = ("added", "changed", "removed")
#: The index that stood here before (words cut to stems by the database itself).
_FORMER = "intake_text"


def install(wrapper: BaseDatabaseWrapper) -> None:
    """Make table and triggers anew; everything that is stored waits to be indexed."""
    remove(wrapper)
    made = _SQLITE if wrapper.vendor == "sqlite" else _POSTGRES
    _run(wrapper, (*made, *_triggers(wrapper.vendor), f"DELETE FROM {BACKLOG}", _EVERYTHING))


def keep_triggers(wrapper: BaseDatabaseWrapper) -> None:
    """Make the triggers that are gone: SQLite loses them where a migration makes the table of items anew."""
    if wrapper.vendor == "sqlite" and INDEX in wrapper.introspection.table_names():
        _run(wrapper, _triggers(wrapper.vendor))


def index_anew(wrapper: BaseDatabaseWrapper) -> None:
    """After a change of the terms: everything waits to be indexed, and is found by its former terms until then."""
    drops = _sqlite_drops() if wrapper.vendor == "sqlite" else _postgres_drops()
    _run(wrapper, (*drops, *_triggers(wrapper.vendor), f"DELETE FROM {BACKLOG}", _EVERYTHING))


def remove(wrapper: BaseDatabaseWrapper) -> None:
    """Drop table and triggers, those of the former index too."""
    _run(wrapper, _sqlite_removal() if wrapper.vendor == "sqlite" else _postgres_removal())


def _run(wrapper: BaseDatabaseWrapper, statements: tuple[str, ...]) -> None:
    with wrapper.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


_EVERYTHING = f"""INSERT INTO {BACKLOG}(last_id, first_id)
    SELECT max(id), min(id) FROM {ITEMS} HAVING max(id) IS NOT NULL"""
_CHANGED = " OR ".join(f"OLD.{column} <> NEW.{column}" for column in COLUMNS)
_TOKENIZER = f"unicode61 remove_diacritics 0 tokenchars '{_SIGNS}'"
#: The terms themselves are kept beside the index: SQLite forgets a row only when it is told the terms that it had.
_SQLITE = (f'CREATE VIRTUAL TABLE {INDEX} USING fts5(words, tokenize="{_TOKENIZER}", detail=none, columnsize=0)',)
_POSTGRES = (
    f"CREATE TABLE {INDEX} (item_id bigint PRIMARY KEY, words tsvector NOT NULL)",
    f"CREATE INDEX {INDEX}_words ON {INDEX} USING gin (words)",
    # An update locks the note that is there already: otherwise the row might be indexed as it was before the change.
    f"""CREATE FUNCTION intake_word_note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        INSERT INTO {BACKLOG}(last_id, first_id) VALUES (NEW.id, NEW.id)
        ON CONFLICT (last_id) DO UPDATE SET first_id = {BACKLOG}.first_id;
        RETURN NULL;
    END $$""",
    f"""CREATE FUNCTION intake_word_forget() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        DELETE FROM {INDEX} WHERE item_id = OLD.id;
        RETURN NULL;
    END $$""",
)


def _triggers(vendor: str) -> tuple[str, ...]:
    return _sqlite_triggers() if vendor == "sqlite" else _postgres_triggers()


def _sqlite_triggers() -> tuple[str, ...]:
    noted = f"SELECT 1 FROM {BACKLOG} WHERE last_id >= NEW.id AND first_id <= NEW.id"
    note = f"INSERT INTO {BACKLOG}(last_id, first_id) VALUES (NEW.id, NEW.id);"
    begin, columns = "CREATE TRIGGER IF NOT EXISTS intake_word", ", ".join(COLUMNS)
    changed = f"({_CHANGED}) AND NOT EXISTS ({noted})"
    return (
        f"{begin}_added AFTER INSERT ON {ITEMS} WHEN NOT EXISTS ({noted}) BEGIN {note} END",
        f"{begin}_changed AFTER UPDATE OF {columns} ON {ITEMS} WHEN {changed} BEGIN {note} END",
        f"{begin}_removed AFTER DELETE ON {ITEMS} BEGIN DELETE FROM {INDEX} WHERE rowid = OLD.id; END",
    )


def _postgres_triggers() -> tuple[str, ...]:
    alone = f"WHEN (coalesce(current_setting('{BULK_FLAG}', true), '') <> 'on')"
    begin, note = "CREATE TRIGGER intake_word", "EXECUTE FUNCTION intake_word_note()"
    return (
        f"{begin}_added AFTER INSERT ON {ITEMS} FOR EACH ROW {alone} {note}",
        f"{begin}_changed AFTER UPDATE OF {', '.join(COLUMNS)} ON {ITEMS} FOR EACH ROW WHEN ({_CHANGED}) {note}",
        f"{begin}_removed AFTER DELETE ON {ITEMS} FOR EACH ROW EXECUTE FUNCTION intake_word_forget()",
    )


def _sqlite_drops() -> tuple[str, ...]:
    return tuple(f"DROP TRIGGER IF EXISTS {name}_{when}" for name in ("intake_word", _FORMER) for when in _TRIGGERS)


def _postgres_drops() -> tuple[str, ...]:
    return tuple(f"{drop} ON {ITEMS}" for drop in _sqlite_drops())


def _sqlite_removal() -> tuple[str, ...]:
    return (*_sqlite_drops(), f"DROP TABLE IF EXISTS {INDEX}", f"DROP TABLE IF EXISTS {_FORMER}index")


def _postgres_removal() -> tuple[str, ...]:
    functions = ("intake_word_note", "intake_word_forget", f"{_FORMER}_keep")
    tables = (f"DROP TABLE IF EXISTS {INDEX}", f"DROP TABLE IF EXISTS {_FORMER}index")
    return (*_postgres_drops(), *(f"DROP FUNCTION IF EXISTS {name}()" for name in functions), *tables)
