"""`otklik first-run-code`: what opens the first run of an installation in which nobody is yet."""

from django.conf import settings

from otklik.cli.start import fail, say, set_up


def first_run_code() -> None:
    """Показать одноразовый код первого запуска; прежний код перестаёт действовать."""
    set_up()
    if not say_first_run():
        fail("Первый запуск уже был: в системе есть люди. Войдите на странице /account/login/.")


def say_first_run() -> bool:
    """Print the address and a new code; False where somebody is here already."""
    from otklik.operation.actions.begin import make_first_code  # noqa: PLC0415 - after the settings are read
    from otklik.operation.first_run import is_finished  # noqa: PLC0415

    code = make_first_code()
    if code is None:
        if not is_finished():
            say(f"Настройка начата и не окончена. Войдите и продолжите: {settings.BASE_URL}/first-run/")
        return False
    say("Система ещё не настроена. Откройте в браузере и введите код:")
    say(f"  адрес {settings.BASE_URL}/first-run/")
    say(f"  код   {code}")
    say("Код действует сутки; новый покажет команда «otklik first-run-code».")
    return True
