"""`otklik create-administration`, and how commands name an administration."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from otklik.cli.start import bring_up_database, fail, say

if TYPE_CHECKING:
    from otklik.base.actor import Actor

#: So many files that lie beside a profile are named.
_NAMED = 5
Profile = Annotated[Path, typer.Option("--profile", help="Папка порядка: procedure.toml, decree.txt, clauses.tsv.")]


def create_administration(profile: Profile) -> None:
    """Завести администрацию по папке с её порядком; ошибки названы строкой и пунктом."""
    bring_up_database()
    from django.conf import settings  # noqa: PLC0415 - after the settings are read

    from otklik.accounts.actions.found_administrator import found_administrator  # noqa: PLC0415
    from otklik.catalog.actions.found_administration import found_administration  # noqa: PLC0415
    from otklik.catalog.shared_profiles import keep_profile  # noqa: PLC0415
    from otklik.operation.profile_archive import TAKEN  # noqa: PLC0415
    from otklik.procedures import registry  # noqa: PLC0415
    from otklik.surveys.actions.found_questionnaires import found_everywhere  # noqa: PLC0415

    folder = profile if profile.is_dir() else profile.parent
    problems = registry.check_profile(profile)
    for problem in problems:
        say(str(problem))
    if problems:
        fail(f"Порядок не загружен, замечаний: {len(problems)}. Исправьте их и повторите.", code=2)
    slug = registry.load_procedure(folder).slug
    if slug in TAKEN:
        fail(f"Адрес «{slug}» занят самой системой: назовите администрацию в procedure.toml иначе.", code=2)
    if folder.resolve() not in {(Path(settings.PROFILES_DIR) / slug).resolve(), registry.PROFILES / slug}:
        _keep(folder, slug)
    registry.forget()
    administration = found_administration(procedure=registry.load_procedure(folder))
    keep_profile(administration)
    found_everywhere()
    say(f"Готово: {administration.title}. Адрес: /{administration.slug}/")
    account = found_administrator(administration=administration)
    if account:
        say(f"Администратор: имя {account[0]}, пароль {account[1]} — запишите, он показан один раз.")
        say("Войдите и назначьте сотрудников на странице «Люди и роли».")


def _keep(folder: Path, slug: str) -> None:
    """Copy the profile, and name what of the folder is left where it lies."""
    from otklik.base.errors import RuleBroken  # noqa: PLC0415 - after the settings are read
    from otklik.operation.profile_archive import keep_profile_folder  # noqa: PLC0415
    from otklik.procedures.parts import lying_beside  # noqa: PLC0415

    try:
        keep_profile_folder(folder, slug)
    except RuleBroken as broken:
        fail(broken.message, code=2)
    if beside := lying_beside(folder):
        more = f" и ещё {len(beside) - _NAMED}" if len(beside) > _NAMED else ""
        say(f"К порядку не относится и не взято: {', '.join(beside[:_NAMED])}{more}.")


def actor_for(slug: str) -> "Actor":
    """The system acting for the administration; exits with the list of known ones."""
    from otklik.base.actor import system_actor  # noqa: PLC0415 - after the settings are read
    from otklik.catalog.queries import administrations  # noqa: PLC0415

    known = {one.slug: one for one in administrations()}
    if slug not in known:
        fail(f"Администрации «{slug}» в базе нет. Есть: {', '.join(sorted(known)) or 'ни одной'}.", code=2)
    return system_actor(known[slug].pk, slug)


def broken_profiles() -> Iterator[str]:
    """Problems of the profiles that the administration keeps itself."""
    from django.conf import settings  # noqa: PLC0415 - after the settings are read

    from otklik.procedures import registry  # noqa: PLC0415

    for file in sorted(Path(settings.PROFILES_DIR).glob("*/procedure.toml")):
        for problem in registry.check_profile(file):
            yield f"Порядок {file.parent.name}: {problem}"
