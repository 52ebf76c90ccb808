"""Publications of a file: of a monitoring service, or kept by hand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.source_files import source_kept
from otklik.catalog.models import Administration
from otklik.importers.contract import Row, UnreadableFile
from otklik.importers.field_readers import folded
from otklik.importers.moments import moment_reader
from otklik.importers.plain_text import clean_line, clean_text
from otklik.importers.registry import read_rows
from otklik.mentions.actions.keep_mentions import Publication, keep_mentions
from otklik.mentions.enums import Medium
from otklik.mentions.policies import can_load_mentions

LARGEST_BYTES, BATCH = 64 * 1024 * 1024, 2000
#: Rows of a wrong file that are told one by one.
MOST_WRONG = 200
FIELDS = {
    "text": "Текст",
    "title": "Заголовок",
    "source": "Источник",
    "published_at": "Дата публикации",
    "url": "Ссылка",
    "medium": "Вид источника",
}
#: Likelier names of the columns first.
NAMES: Mapping[str, tuple[str, ...]] = {
    "text": ("текст публикации", "текст сообщения", "текст", "аннотация", "контекст", "сообщение", "описание", "text"),
    "title": ("заголовок", "название публикации", "название", "тема", "title"),
    "source": ("источник", "сми", "издание", "площадка", "ресурс", "сообщество", "группа", "source"),
    "published_at": ("дата публикации", "дата выхода", "дата и время", "дата", "опубликовано", "date"),
    "url": ("ссылка", "адрес публикации", "url", "link", "адрес"),
    "medium": ("тип источника", "вид источника", "категория источника", "тип сми", "тип"),
}
_NETWORK = ("соц", "вк", "vk", "telegram", "телеграм", "одноклассники", "ok.ru", "max", "блог", "форум")


@dataclass(frozen=True)
class Loaded:
    """What became of the rows; of the wrong ones the first are told one by one."""

    fresh: int
    known: int
    wrong: tuple[str, ...]
    wrong_count: int


def guess_columns(columns: Iterable[str]) -> dict[str, str]:
    """Field -> column, by the words of the header."""
    names = {folded(column): column for column in columns}
    found: dict[str, str] = {}
    for field, likely in NAMES.items():
        fit = next((names[name] for name in likely if name in names and names[name] not in found.values()), None)
        if fit:
            found[field] = fit
    return found


def load_mentions(
    *, actor: Actor, chunks: Iterable[bytes], name: str, columns: Mapping[str, str] | None = None
) -> Loaded:
    """Take in the file; the same one twice adds nothing. `columns` names columns where the header is not understood.

    RuleBroken for an unreadable file or one without texts and dates. The file itself is not kept.
    """
    if not can_load_mentions(actor):
        raise NotFound
    administration = Administration.objects.get(pk=actor.administration_id)
    advice = "Разделите его на части."
    with source_kept(
        actor.administration_id, "mentions", chunks, name, most_bytes=LARGEST_BYTES, advice=advice
    ) as kept:
        path = kept.path
    try:
        loaded = _load(administration, path, columns or {})
    except UnreadableFile as wrong:
        raise RuleBroken("file", str(wrong), "file") from wrong
    finally:
        path.unlink(missing_ok=True)
        path.parent.rmdir()
    summary = f"Упоминания из файла «{name[:80]}»: новых {loaded.fresh}, известных {loaded.known}"
    audit.record(actor, "load_mentions", administration, summary)
    return loaded


def _load(administration: Administration, path: Path, columns: Mapping[str, str]) -> Loaded:
    rows, fresh, count, wrong_count = read_rows(path), 0, 0, 0
    wrong: list[str] = []
    batch: list[Publication] = []
    reader: _Reader | None = None
    for number, row in rows:
        reader = reader or _Reader(administration, row, columns)
        told = reader(row)
        if isinstance(told, str):
            wrong_count += 1
            if len(wrong) < MOST_WRONG:
                wrong.append(f"Строка {number}: {told}")
            continue
        batch.append(told)
        count += 1
        if len(batch) >= BATCH:
            fresh += keep_mentions(administration, batch)
            batch = []
    fresh += keep_mentions(administration, batch)
    return Loaded(fresh, count - fresh, tuple(wrong), wrong_count)


class _Reader:
    """A row of the file as a publication, or why it is none."""

    def __init__(self, administration: Administration, first: Row, columns: Mapping[str, str]) -> None:
        self._columns = {**guess_columns(first), **{field: name for field, name in columns.items() if name in first}}
        lacking = [FIELDS[field] for field in ("text", "published_at") if field not in self._columns]
        if "text" not in self._columns and "title" in self._columns:
            lacking.remove(FIELDS["text"])
        if lacking:
            there = ", ".join(f"«{column}»" for column in first)
            raise RuleBroken("columns", f"Не найдены столбцы: {', '.join(lacking)}. В файле есть: {there}.", "file")
        self._moment = moment_reader(administration.time_zone)

    def __call__(self, row: Row) -> Publication | str:
        cell = {field: row.get(column, "").strip() for field, column in self._columns.items()}
        text, title = clean_text(cell.get("text", "")), clean_line(cell.get("title", ""))
        if not (text or title):
            return "нет ни текста, ни заголовка"
        try:
            at: datetime = self._moment(cell["published_at"])
        except ValueError as problem:
            return str(problem)
        url = cell.get("url", "")
        url = url if url.startswith(("http://", "https://")) else ""
        words = f"{cell.get('medium', '')} {cell.get('source', '')}".casefold()
        medium = Medium.NETWORK if any(word in words for word in _NETWORK) else Medium.MEDIA
        return Publication(clean_line(cell.get("source", "")) or "не указан", text or title, at, title, url, medium)
