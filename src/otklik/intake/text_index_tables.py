"""Tables of the search by words, and the triggers that keep them.

Both databases hold `intake_textindex` (title, text, place of an item) and `intake_nameindex` (name, organisation,
address, telephone, e-mail, ИНН of its author), apart from the tables that they describe. A message taken in alone is
indexed by a trigger at once. A mass import notes its ids in `intake_textbacklog` within the chunk's transaction, the
triggers leave those rows alone, and `text_index.catch_up` indexes them set by set.
"""
# ruff: noqa: S608 - statements are put together from the constants of this file

from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper

#: PostgreSQL: the import's transaction says so, because a trigger's condition there may not look into another table.
BULK_FLAG = "otklik.bulk"


@dataclass(frozen=True)
class Indexed:
    """One index: its table, the table that it describes, the row's id there, the columns whose change it follows."""

    index: str
    table: str
    key: str
    columns: tuple[str, ...]

    @property
    def name(self) -> str:
        """Beginning of the trigger's names."""
        return self.index.removesuffix("index")


TEXT = Indexed("intake_textindex", "intake_feedbackitem", "id", ("title", "text", "place"))
#: Shelves of an author's words: each can be asked alone («a street of this name», not «a person of this name»).
NAME = Indexed(
    "intake_nameindex", "intake_contact", "item_id", ("name", "organization", "address", "phone", "email", "inn")
)
SHELVES = ("name", "organization", "address", "reach")
#: PostgreSQL: shelf -> the weight that marks it.
WEIGHTS = dict(zip(SHELVES, "ABCD", strict=True))
#: The last digits of a telephone stand in the index as one word with this beginning.
PHONE, PHONE_DIGITS = "tel", 10
INDEXES = (TEXT, NAME)


def install(wrapper: BaseDatabaseWrapper) -> None:
    """Make tables and triggers anew and index everything that is stored."""
    remove(wrapper)
    make = _sqlite_index if wrapper.vendor == "sqlite" else _postgres_index
    _run(wrapper, tuple(statement for one in INDEXES for statement in make(one)))


def remove(wrapper: BaseDatabaseWrapper) -> None:
    """Drop tables and triggers."""
    drop = _sqlite_removal if wrapper.vendor == "sqlite" else _postgres_removal
    _run(wrapper, tuple(statement for one in INDEXES for statement in drop(one)))


def index_range(vendor: str, one: Indexed) -> str:
    """Statement that indexes the rows from one id to another (two parameters); what is indexed already stays."""
    wanted = f"{one.key} BETWEEN %s AND %s"
    if vendor == "sqlite":
        return f"{_sqlite_filling(one)} WHERE {wanted}"
    return f"{_postgres_filling(one)} WHERE {wanted} ON CONFLICT (item_id) DO NOTHING"


def _run(wrapper: BaseDatabaseWrapper, statements: tuple[str, ...]) -> None:
    with wrapper.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _sqlite_columns(one: Indexed) -> str:
    return ", ".join(("owner", *(one.columns if one is TEXT else SHELVES)))


def _sqlite_values(one: Indexed, row: str) -> str:
    """The row's id and its words with ё as е, which the tokenizer takes for another letter."""
    row = row or f"{one.table}."
    words = (
        [f"{row}{column}" for column in one.columns]
        if one is TEXT
        else [f"{row}name", f"{row}organization", f"{row}address", _sqlite_reach(row)]
    )
    folded = [f"replace(replace({word}, 'ё', 'е'), 'Ё', 'Е')" for word in words]
    owner = f"{row}administration_id" if one is TEXT else _owner(row)
    return ", ".join([f"{row}{one.key}", f"'owner' || {owner}", *folded])


def _owner(row: str) -> str:
    """The administration of a contact."""
    return f"(SELECT administration_id FROM intake_feedbackitem WHERE id = {row}item_id)"


def _sqlite_reach(row: str) -> str:
    """Telephone by its last digits, e-mail, ИНН."""
    digits = f"{row}phone"
    for sign in (" ", "-", "(", ")", "+", ".", "\u00a0"):
        digits = f"replace({digits}, '{sign}', '')"
    phone = f"CASE WHEN {row}phone = '' THEN '' ELSE '{PHONE}' || substr({digits}, -{PHONE_DIGITS}) END"
    return f"{phone} || ' ' || {row}email || ' ' || {row}inn"


def _sqlite_filling(one: Indexed) -> str:
    return f"INSERT INTO {one.index}(rowid, {_sqlite_columns(one)}) SELECT {_sqlite_values(one, '')} FROM {one.table}"


def _sqlite_index(one: Indexed) -> tuple[str, ...]:
    columns = _sqlite_columns(one)
    added = f"INSERT INTO {one.index}(rowid, {columns}) VALUES ({_sqlite_values(one, 'new.')});"
    removed = (
        f"INSERT INTO {one.index}({one.index}, rowid, {columns}) VALUES ('delete', {_sqlite_values(one, 'old.')});"
    )
    changed = f"UPDATE OF {', '.join(one.columns)}"
    detail = "none" if one is TEXT else "column"
    options = f"content='', tokenize='unicode61 remove_diacritics 2', detail={detail}, columnsize=0"
    return (
        f"CREATE VIRTUAL TABLE {one.index} USING fts5({columns}, {options})",
        _sqlite_trigger(one, "added", "INSERT", "new", added),
        _sqlite_trigger(one, "removed", "DELETE", "old", removed),
        _sqlite_trigger(one, "changed", changed, "old", removed + added),
        _sqlite_filling(one),
        "DELETE FROM intake_textbacklog",
    )


def _sqlite_trigger(one: Indexed, when: str, event: str, row: str, body: str) -> str:
    """What waits in the backlog is not in the index: to take it out would spoil the index, to put it in doubles it."""
    waiting = f"SELECT 1 FROM intake_textbacklog WHERE last_id >= {row}.{one.key} AND first_id <= {row}.{one.key}"
    return f"CREATE TRIGGER {one.name}_{when} AFTER {event} ON {one.table} WHEN NOT EXISTS ({waiting}) BEGIN {body} END"


def _sqlite_removal(one: Indexed) -> tuple[str, ...]:
    triggers = tuple(f"DROP TRIGGER IF EXISTS {one.name}_{when}" for when in ("added", "removed", "changed"))
    return (*triggers, f"DROP TABLE IF EXISTS {one.index}")


def _postgres_columns(one: Indexed) -> str:
    return "item_id, words" if one is TEXT else "item_id, words, owner"


def _postgres_values(one: Indexed, row: str) -> str:
    row = row or f"{one.table}."
    if one is TEXT:
        words = " || ' ' || ".join(f"{row}{column}" for column in one.columns)
        return f"{row}{one.key}, to_tsvector('russian', translate({words}, 'ёЁ', 'еЕ'))"
    words = " || ".join(
        f"setweight({_postgres_words(text)}, '{WEIGHTS[shelf]}')" for shelf, text in _postgres_shelves(row).items()
    )
    return f"{row}{one.key}, {words}, {_owner(row)}"


def _postgres_shelves(row: str) -> dict[str, str]:
    digits = f"right(regexp_replace({row}phone, '[^0-9]', '', 'g'), {PHONE_DIGITS})"
    phone = f"CASE WHEN {row}phone = '' THEN '' ELSE '{PHONE}' || {digits} END"
    plain = {shelf: f"{row}{shelf}" for shelf in SHELVES[:-1]}
    return plain | {SHELVES[-1]: f"{phone} || ' ' || {row}email || ' ' || {row}inn"}


def _postgres_words(text: str) -> str:
    """Split at every sign, as SQLite does: the database's own parser takes «ул.Лесная» for the name of a host."""
    return f"to_tsvector('simple', regexp_replace(translate({text}, 'ёЁ', 'еЕ'), '[^0-9A-Za-zА-Яа-я]+', ' ', 'g'))"


def _postgres_filling(one: Indexed) -> str:
    return f"INSERT INTO {one.index}({_postgres_columns(one)}) SELECT {_postgres_values(one, '')} FROM {one.table}"


def _postgres_index(one: Indexed) -> tuple[str, ...]:
    keep = f"""CREATE FUNCTION {one.name}_keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF TG_OP = 'DELETE' THEN
            DELETE FROM {one.index} WHERE item_id = OLD.{one.key};
        ELSE
            INSERT INTO {one.index}({_postgres_columns(one)}) VALUES ({_postgres_values(one, "NEW.")})
            ON CONFLICT (item_id) DO UPDATE SET words = EXCLUDED.words;
        END IF;
        RETURN NULL;
    END $$"""
    alone = f"WHEN (coalesce(current_setting('{BULK_FLAG}', true), '') <> 'on')"
    changed = f"DELETE OR UPDATE OF {', '.join(one.columns)}"
    begin = f"CREATE TRIGGER {one.name}"
    owner = "" if one is TEXT else ", owner bigint NOT NULL"
    return (
        f"CREATE TABLE {one.index} (item_id bigint PRIMARY KEY, words tsvector NOT NULL{owner})",
        _postgres_filling(one),
        f"CREATE INDEX {one.index}_words ON {one.index} USING gin (words)",
        keep,
        f"{begin}_added AFTER INSERT ON {one.table} FOR EACH ROW {alone} EXECUTE FUNCTION {one.name}_keep()",
        f"{begin}_changed AFTER {changed} ON {one.table} FOR EACH ROW EXECUTE FUNCTION {one.name}_keep()",
        "DELETE FROM intake_textbacklog",
    )


def _postgres_removal(one: Indexed) -> tuple[str, ...]:
    return (
        f"DROP TRIGGER IF EXISTS {one.name}_added ON {one.table}",
        f"DROP TRIGGER IF EXISTS {one.name}_changed ON {one.table}",
        f"DROP FUNCTION IF EXISTS {one.name}_keep()",
        f"DROP TABLE IF EXISTS {one.index}",
    )
