"""`otklik create-region`, `otklik add-region-person`: a region is founded where the program stands, not by a page."""

from typing import Annotated

import typer

from otklik.cli.start import bring_up_database, fail, say

Slug = Annotated[str, typer.Argument(metavar="РЕГИОН", help="Адрес региона латинскими буквами: /region/<адрес>/.")]


def create_region(
    slug: Slug,
    title: Annotated[str, typer.Option("--title", help="Орган, которому показывают: «Министерство …».")],
    login: Annotated[str, typer.Option("--login", help="Имя для входа первого ответственного региона.")],
    person: Annotated[str, typer.Option("--person", help="Его фамилия, имя и отчество.")],
    time_zone: Annotated[str, typer.Option("--time-zone", help="Часовой пояс.")] = "Europe/Moscow",
) -> None:
    """Завести регион — владельца многих администраций — и первого, кто в него входит; администрации войдут сами."""
    bring_up_database()
    from otklik.base.errors import RuleBroken  # noqa: PLC0415 - after the settings are read
    from otklik.region.actions.keep_region import create_region as found_region  # noqa: PLC0415

    try:
        made = found_region(slug=slug, title=title, time_zone=time_zone)
    except RuleBroken as broken:
        fail(broken.message, code=2)
    say(f"Заведён регион: {made.title}. Адрес: /region/{made.slug}/")
    add_region_person(slug, login, person, keeper=True)
    say("Пригласите администрации на странице «Администрации»: они входят по своему согласию.")


def add_region_person(
    slug: Slug,
    login: Annotated[str, typer.Option("--login", help="Имя для входа.")],
    person: Annotated[str, typer.Option("--person", help="Фамилия, имя и отчество.")],
    keeper: Annotated[bool, typer.Option("--keeper", help="Ответственный: приглашает и добавляет людей.")] = False,
) -> None:
    """Добавить человека региона; пароль показан один раз."""
    bring_up_database()
    from otklik.base.errors import RuleBroken  # noqa: PLC0415 - after the settings are read
    from otklik.region.actions.keep_region import add_region_person as add  # noqa: PLC0415

    role = "keeper" if keeper else "viewer"
    try:
        user, password = add(actor=None, region_slug=slug, username=login, full_name=person, role=role)
    except RuleBroken as broken:
        fail(broken.message, code=2)
    say(f"{user.full_name}: имя {user.username}, пароль {password} — запишите, он показан один раз.")
