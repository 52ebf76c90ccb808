"""The table of authors' words, and the triggers that keep it.

`intake_nameindex` holds name, organisation, address, telephone, e-mail and ИНН of an item's author, apart from the
table that it describes. A contact taken in alone is indexed by a trigger at once. A mass import notes its ids in
`intake_textbacklog` within the chunk's transaction, the triggers leave those rows alone, and `text_index.catch_up`
indexes them set by set.
"""
# ruff: noqa: S608 - statements are put together from the constants of this file

from django.db.backends.base.base import BaseDatabaseWrapper

#: PostgreSQL: the import's transaction says so, because a trigger's condition there may not look into another table.
BULK_FLAG = "otklik.bulk"
INDEX, CONTACTS = "intake_nameindex", "intake_contact"
#: Columns whose change the index follows.
COLUMNS = ("name", "organization", "address", "phone", "email", "inn")
#: Shelves of an author's words: each can be asked alone («a street of this name», not «a person of this name»).
SHELVES = ("name", "organization", "address", "reach")
#: PostgreSQL: shelf -> the weight that marks it.
WEIGHTS = dict(zip(SHELVES, "ABCD", strict=True))
#: The last digits of a telephone stand in the index as one word with this beginning.
PHONE, PHONE_DIGITS = "tel", 10


def install(wrapper: BaseDatabaseWrapper) -> None:
    """Make table and triggers anew and index everything that is stored."""
    remove(wrapper)
    _run(wrapper, _sqlite_index() if wrapper.vendor == "sqlite" else _postgres_index())


def keep_triggers(wrapper: BaseDatabaseWrapper) -> None:
    """Make the triggers that are gone: SQLite loses them where a migration makes the table of contacts anew."""
    if wrapper.vendor == "sqlite" and INDEX in wrapper.introspection.table_names():
        _run(wrapper, _sqlite_triggers())


def remove(wrapper: BaseDatabaseWrapper) -> None:
    """Drop table and triggers."""
    _run(wrapper, _sqlite_removal() if wrapper.vendor == "sqlite" else _postgres_removal())


def index_range(vendor: str) -> str:
    """Statement that indexes the contacts of items from one id to another (two parameters); what is indexed stays."""
    wanted = "item_id BETWEEN %s AND %s"
    if vendor == "sqlite":
        return f"{_sqlite_filling()} WHERE {wanted}"
    return f"{_postgres_filling()} WHERE {wanted} ON CONFLICT (item_id) DO NOTHING"


def _run(wrapper: BaseDatabaseWrapper, statements: tuple[str, ...]) -> None:
    with wrapper.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


_SQLITE_COLUMNS = ", ".join(("owner", *SHELVES))


def _sqlite_values(row: str) -> str:
    """The row's id and its words with ё as е, which the tokenizer takes for another letter."""
    words = [f"{row}.name", f"{row}.organization", f"{row}.address", _sqlite_reach(row)]
    folded = [f"replace(replace({word}, 'ё', 'е'), 'Ё', 'Е')" for word in words]
    return ", ".join([f"{row}.item_id", f"'owner' || {_owner(row)}", *folded])


def _owner(row: str) -> str:
    """The administration of a contact."""
    return f"(SELECT administration_id FROM intake_feedbackitem WHERE id = {row}.item_id)"


def _sqlite_reach(row: str) -> str:
    """Telephone by its last digits, e-mail, ИНН."""
    digits = f"{row}.phone"
    for sign in (" ", "-", "(", ")", "+", ".", "\u00a0"):
        digits = f"replace({digits}, '{sign}', '')"
    phone = f"CASE WHEN {row}.phone = '' THEN '' ELSE '{PHONE}' || substr({digits}, -{PHONE_DIGITS}) END"
    return f"{phone} || ' ' || {row}.email || ' ' || {row}.inn"


def _sqlite_filling() -> str:
    return f"INSERT INTO {INDEX}(rowid, {_SQLITE_COLUMNS}) SELECT {_sqlite_values(CONTACTS)} FROM {CONTACTS}"


def _sqlite_index() -> tuple[str, ...]:
    options = "content='', tokenize='unicode61 remove_diacritics 2', detail=column, columnsize=0"
    return (
        f"CREATE VIRTUAL TABLE {INDEX} USING fts5({_SQLITE_COLUMNS}, {options})",
        *_sqlite_triggers(),
        _sqlite_filling(),
        "DELETE FROM intake_textbacklog",
    )


def _sqlite_triggers() -> tuple[str, ...]:
    added = f"INSERT INTO {INDEX}(rowid, {_SQLITE_COLUMNS}) VALUES ({_sqlite_values('new')});"
    removed = f"INSERT INTO {INDEX}({INDEX}, rowid, {_SQLITE_COLUMNS}) VALUES ('delete', {_sqlite_values('old')});"
    return (
        _sqlite_trigger("added", "INSERT", "new", added),
        _sqlite_trigger("removed", "DELETE", "old", removed),
        _sqlite_trigger("changed", f"UPDATE OF {', '.join(COLUMNS)}", "old", removed + added),
    )


def _sqlite_trigger(when: str, event: str, row: str, body: str) -> str:
    """What waits in the backlog is not in the index: to take it out would spoil the index, to put it in doubles it."""
    waiting = f"SELECT 1 FROM intake_textbacklog WHERE last_id >= {row}.item_id AND first_id <= {row}.item_id"
    return (
        f"CREATE TRIGGER IF NOT EXISTS intake_name_{when} AFTER {event} ON {CONTACTS}"
        f" WHEN NOT EXISTS ({waiting}) BEGIN {body} END"
    )


def _sqlite_removal() -> tuple[str, ...]:
    triggers = tuple(f"DROP TRIGGER IF EXISTS intake_name_{when}" for when in ("added", "removed", "changed"))
    return (*triggers, f"DROP TABLE IF EXISTS {INDEX}")


def _postgres_values(row: str) -> str:
    words = " || ".join(
        f"setweight({_postgres_words(text)}, '{WEIGHTS[shelf]}')" for shelf, text in _postgres_shelves(row).items()
    )
    return f"{row}.item_id, {words}, {_owner(row)}"


def _postgres_shelves(row: str) -> dict[str, str]:
    digits = f"right(regexp_replace({row}.phone, '[^0-9]', '', 'g'), {PHONE_DIGITS})"
    phone = f"CASE WHEN {row}.phone = '' THEN '' ELSE '{PHONE}' || {digits} END"
    plain = {shelf: f"{row}.{shelf}" for shelf in SHELVES[:-1]}
    return plain | {SHELVES[-1]: f"{phone} || ' ' || {row}.email || ' ' || {row}.inn"}


def _postgres_words(text: str) -> str:
    """Split at every sign, as SQLite does: the database's own parser takes «ул.Лесная» for the name of a host."""
    return f"to_tsvector('simple', regexp_replace(translate({text}, 'ёЁ', 'еЕ'), '[^0-9A-Za-zА-Яа-я]+', ' ', 'g'))"


def _postgres_filling() -> str:
    return f"INSERT INTO {INDEX}(item_id, words, owner) SELECT {_postgres_values(CONTACTS)} FROM {CONTACTS}"


def _postgres_index() -> tuple[str, ...]:
    keep = f"""CREATE FUNCTION intake_name_keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF TG_OP = 'DELETE' THEN
            DELETE FROM {INDEX} WHERE item_id = OLD.item_id;
        ELSE
            INSERT INTO {INDEX}(item_id, words, owner) VALUES ({_postgres_values("NEW")})
            ON CONFLICT (item_id) DO UPDATE SET words = EXCLUDED.words;
        END IF;
        RETURN NULL;
    END $$"""
    alone = f"WHEN (coalesce(current_setting('{BULK_FLAG}', true), '') <> 'on')"
    changed = f"DELETE OR UPDATE OF {', '.join(COLUMNS)}"
    begin = "CREATE TRIGGER intake_name"
    return (
        f"CREATE TABLE {INDEX} (item_id bigint PRIMARY KEY, words tsvector NOT NULL, owner bigint NOT NULL)",
        _postgres_filling(),
        f"CREATE INDEX {INDEX}_words ON {INDEX} USING gin (words)",
        keep,
        f"{begin}_added AFTER INSERT ON {CONTACTS} FOR EACH ROW {alone} EXECUTE FUNCTION intake_name_keep()",
        f"{begin}_changed AFTER {changed} ON {CONTACTS} FOR EACH ROW EXECUTE FUNCTION intake_name_keep()",
        "DELETE FROM intake_textbacklog",
    )


def _postgres_removal() -> tuple[str, ...]:
    return (
        f"DROP TRIGGER IF EXISTS intake_name_added ON {CONTACTS}",
        f"DROP TRIGGER IF EXISTS intake_name_changed ON {CONTACTS}",
        "DROP FUNCTION IF EXISTS intake_name_keep()",
        f"DROP TABLE IF EXISTS {INDEX}",
    )
