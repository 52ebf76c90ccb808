"""`otklik connect` and `otklik channels`: channels of a closed network, set up from the machine's own terminal."""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from otklik.base.secret_sources import SettingRefused, secret_value
from otklik.cli.administrations import actor_for
from otklik.cli.start import console, fail, say, set_up

if TYPE_CHECKING:
    from otklik.base.actor import Actor
    from otklik.channels.contract import Channel, ChannelSettings

NO_LINK = 3
#: A value of the file that begins so is taken from the environment, or from the file that NAME_FILE names.
FROM_ENVIRONMENT = "env:"
Slug = Annotated[str, typer.Argument(help="Короткое имя администрации, как в её адресе.", metavar="АДМИНИСТРАЦИЯ")]
Adapter = Annotated[str, typer.Argument(help="Способ связи: email, vk, ok, telegram, max…", metavar="СПОСОБ")]
SettingsFile = Annotated[
    Path, typer.Option("--settings", help="Файл TOML с настройками; значение «env:ИМЯ» берётся из окружения.")
]
ChannelSlug = Annotated[str | None, typer.Option("--channel", help="Короткое имя канала, если подходит не один.")]
Title = Annotated[str | None, typer.Option("--title", help="Название подключения.")]
Check = Annotated[bool, typer.Option("--check", help="Проверить связь и, если она есть, включить.")]


def connect(  # noqa: PLR0917 - typer maps the options
    administration: Slug,
    adapter: Adapter,
    settings: SettingsFile,
    channel: ChannelSlug = None,
    title: Title = None,
    check: Check = False,
) -> None:
    """Подключить канал. То же название ещё раз меняет настройки. Код выхода 3 — связи нет."""
    set_up()
    from otklik.base.errors import RuleBroken  # noqa: PLC0415 - after the settings are read
    from otklik.channels.registry import channel as plugin_by_slug  # noqa: PLC0415

    actor = actor_for(administration)
    try:
        plugin = plugin_by_slug(adapter)
        given = _settings(plugin, _read(settings))
        pk = _keep(actor, plugin, given, _channel(actor, plugin, channel), title or plugin.title)
    except LookupError as unknown:
        fail(str(unknown.args[0]), code=2)
    except RuleBroken as broken:
        fail(broken.message, code=2)
    if check:
        _try(actor, pk)


def channels(administration: Slug) -> None:
    """Каналы администрации: чем обслуживаются, что пришло последним, очереди и ошибки."""
    set_up()
    from django.utils import timezone  # noqa: PLC0415 - after the settings are read
    from rich.table import Table  # noqa: PLC0415

    from otklik.channels.registry import channels as plugins  # noqa: PLC0415
    from otklik.correspondence.overview import overview  # noqa: PLC0415

    titles = {slug: one.title for slug, one in plugins().items()}
    found = overview(actor_for(administration), titles, timezone.now())
    table = Table(title="Очереди: ждёт приёма / ждёт отправки")
    for title in ("Канал", "Обслуживается", "Последнее", "Очереди", "Ошибка"):
        table.add_column(title, overflow="fold")
    for line in (*found.external, *found.internal):
        table.add_row(*_cells(line))
    console.print(table)


def _cells(line: Any) -> tuple[str, ...]:
    served = [
        f"{one.connection.title} ({'вкл.' if one.connection.is_enabled else 'откл.'})" for one in line.connections
    ]
    served += [way.title for way in line.ways]
    coming = sum(one.queues.waiting_in + one.queues.unread_in for one in line.connections)
    leaving = sum(one.queues.waiting_out + one.queues.failed_out for one in line.connections)
    errors = "; ".join(one.connection.last_error for one in line.connections if one.connection.last_error)
    last = f"{line.last_at:%d.%m.%Y}" if line.last_at else "—"
    name = f"{line.channel.slug}: {line.channel.title}{'' if line.channel.is_active else ' (отключён)'}"
    return name, ", ".join(served) or "не подключён", last, f"{coming} / {leaving}", errors


def _read(path: Path) -> dict[str, Any]:
    if not path.is_file():
        fail(f"Файла «{path}» нет. Проверьте имя и папку.", code=2)
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        fail(f"Файл «{path}» не читается как TOML: {wrong}", code=2)
    return {name: _from_environment(name, value) for name, value in found.items()}


def _from_environment(name: str, value: object) -> object:
    if not isinstance(value, str) or not value.startswith(FROM_ENVIRONMENT):
        return value
    variable = value.removeprefix(FROM_ENVIRONMENT)
    if variable in os.environ:
        return os.environ[variable]
    try:
        found = secret_value(variable)
    except SettingRefused as wrong:
        fail(f"Настройка {name}. {wrong}", code=2)
    if not found:
        fail(f"Настройка {name}: в окружении нет переменной {variable} и файла {variable}_FILE.", code=2)
    return found


def _settings(plugin: "Channel", given: Mapping[str, Any]) -> "ChannelSettings":
    from pydantic import ValidationError  # noqa: PLC0415 - only here

    from otklik.correspondence.setting_words import words_of  # noqa: PLC0415

    try:
        return plugin.settings.model_validate(dict(given))
    except ValidationError as refused:
        for error in refused.errors(include_input=False, include_url=False):
            name = str(error["loc"][0]) if error["loc"] else ""
            field = plugin.settings.model_fields.get(name)
            title = f"{name} ({field.title}): " if field else f"{name}: " if name else ""
            say(f"{title}{words_of(error)}")
        fail("Настройки не подходят, ничего не записано.", code=2)


def _channel(actor: "Actor", plugin: "Channel", asked: str | None) -> str:
    from otklik.catalog.queries import channels as active  # noqa: PLC0415 - after the settings are read

    if asked:
        return asked
    fitting = list(active(actor.administration_id).filter(kind__in=plugin.kinds))
    if len(fitting) != 1:
        named = ", ".join(f"{one.slug} ({one.title})" for one in fitting) or "ни одного"
        fail(f"Назовите канал: --channel ИМЯ. Подходят: {named}.", code=2)
    return str(fitting[0].slug)


def _keep(actor: "Actor", plugin: "Channel", settings: "ChannelSettings", channel: str, title: str) -> int:
    from otklik.correspondence.actions.keep_connection import change_connection, connect_channel  # noqa: PLC0415
    from otklik.correspondence.one_connection import connection_titled  # noqa: PLC0415

    known = connection_titled(actor, title, plugin.slug)
    if known is not None:
        change_connection(actor=actor, connection_id=known, title=title, settings=settings)
        say(f"Настройки подключения «{title}» заменены.")
        return known
    made = connect_channel(actor=actor, channel=channel, adapter=plugin.slug, title=title, settings=settings)
    say(f"Подключение «{made.title}» записано.")
    if plugin.hook is not None:
        say(f"Адрес для уведомлений: /hooks/{made.hook_key}/")
    return int(made.pk)


def _try(actor: "Actor", connection_id: int) -> None:
    from otklik.correspondence.actions.keep_connection import (  # noqa: PLC0415 - after the settings are read
        check_connection,
        set_connection_enabled,
    )

    checked = check_connection(actor=actor, connection_id=connection_id)
    if not checked.is_good:
        fail(f"Связи нет. {checked.said}", code=NO_LINK)
    set_connection_enabled(actor=actor, connection_id=connection_id, is_enabled=True)
    say(f"Связь есть, подключение включено. {checked.said}")
