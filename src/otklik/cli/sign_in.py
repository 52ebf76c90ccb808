"""`otklik reset-sign-in`: the way back for somebody who has lost the password and the second step both."""

from typing import Annotated

import typer

from otklik.cli.start import fail, say, set_up

Login = Annotated[str, typer.Argument(metavar="ИМЯ", help="Имя для входа.")]


def reset_sign_in(login: Login) -> None:
    """Дать человеку новый одноразовый пароль и снять второй шаг: когда этого некому сделать на странице."""
    set_up()
    from otklik.accounts.actions.restore_way_in import restore_way_in  # noqa: PLC0415 - after the settings are read
    from otklik.base.errors import RuleBroken  # noqa: PLC0415

    try:
        person, password = restore_way_in(username=login)
    except RuleBroken as broken:
        fail(broken.message, code=2)
    say(f"{person.full_name}: имя {person.username}, пароль {password} — запишите, он показан один раз.")
    say("Второй шаг снят, открытые сеансы окончены. При входе система попросит свой пароль и новый второй шаг.")
