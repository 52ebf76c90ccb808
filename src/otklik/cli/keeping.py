"""`otklik make-keeper` and `otklik state`: who keeps the node, and how it fares."""

from typing import Annotated

import typer

from otklik.cli.start import fail, say, set_up

Login = Annotated[str, typer.Argument(metavar="ИМЯ", help="Имя для входа; видно на странице «Люди и роли».")]
Email = Annotated[str, typer.Option("--email", help="Куда писать о неполадках.")]
TakeAway = Annotated[bool, typer.Option("--take-away", help="Снять право администратора узла.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="Только неполадки: для программ наблюдения.")]
_SIGNS = {"good": "✓", "notice": "!", "trouble": "✗", "unknown": "?"}


def make_keeper(login: Login, email: Email = "", take_away: TakeAway = False) -> None:
    """Назначить администратора узла: он видит состояние узла и получает письма о неполадках."""
    set_up()
    from otklik.base.errors import RuleBroken  # noqa: PLC0415 - after the settings are read
    from otklik.operation import keepers  # noqa: PLC0415

    try:
        person = keepers.make_keeper(login=login, is_keeper=not take_away, email=email)
    except RuleBroken as broken:
        fail(broken.message)
    if take_away:
        say(f"{person} больше не администратор узла.")
        return
    say(f"{person} — администратор узла. Страница: /node/ (по адресу системы), вход — в два шага.")
    if not person.email:
        say("Почта у него не указана: письма о неполадках не придут. Указать: otklik make-keeper ИМЯ --email АДРЕС.")


def state(quiet: Quiet = False) -> None:
    """Состояние узла: что работает и что исправить. Код возврата: 0 — неполадок нет, 1 — есть, 2 — не проверить."""
    set_up()
    from otklik.operation.state import node_state  # noqa: PLC0415 - after the settings are read

    found = node_state()
    for title, findings in found.groups:
        told = [one for one in findings if not quiet or one.level in {"trouble", "unknown"}]
        if told and not quiet:
            say(f"\n{title}")
        for one in told:
            say(f"  {_SIGNS[one.level.value]} {one.title}: {one.said}")
            if one.advice:
                say(f"      {one.advice}")
    if found.troubles:
        fail(f"\nИсправить: {len(found.troubles)}")
    if any(one.level == "unknown" for one in found.findings):
        fail("\nПроверено не всё.", code=2)
    say("\nНеполадок нет.")
