"""Signing in with the password of the directory."""

from typing import Any

import structlog
from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone

from otklik.accounts.directory.entry import Entry
from otklik.accounts.directory.reach import directory, has_directory
from otklik.accounts.models import OutsideAccount, User
from otklik.accounts.outside_people import OutsidePerson, admit_outside_person

log = structlog.get_logger(__name__)
AWAY = "Каталог сотрудников сейчас не отвечает, и проверить пароль нечем. Попробуйте через несколько минут."
UNKNOWN = "Пароль верный, но учётной записи в системе у вас нет или она закрыта. Обратитесь к администратору системы."
LONGEST_LOGIN = 150


class DirectoryBackend(ModelBackend):
    """Asks the directory after our own passwords have not fitted."""

    def authenticate(
        self,
        request: HttpRequest | None,  # noqa: ARG002 - Django's signature
        username: str | None = None,
        password: str | None = None,
        **_given: Any,
    ) -> User | None:
        """The person whom the directory lets in.

        ValidationError where the directory is away, and for a right password without an account here: the form says it.
        """
        if not has_directory() or not username or not password or len(username) > LONGEST_LOGIN:
            return None
        from otklik.accounts.directory.client import DirectoryAway  # noqa: PLC0415 - only where there is a directory

        try:
            entry = _entry(username.strip(), password)
        except DirectoryAway as away:
            log.warning("directory_away", reason=str(away))
            raise ValidationError(AWAY) from away
        if entry is None:
            return None
        user = admit_outside_person(person_of(entry))
        if user is None:
            raise ValidationError(UNKNOWN)
        return user


def _entry(login: str, password: str) -> Entry | None:
    """The entry of whom the directory lets in; None for a wrong name or password, and for one who is closed there."""
    asked = directory()
    entry = asked.person(login, timezone.now())
    if entry is None or not entry.key or entry.is_closed:
        return None
    return entry if asked.admits(entry, password) else None


def person_of(entry: Entry) -> OutsidePerson:
    """The entry as the accounts see it."""
    return OutsidePerson(
        source=OutsideAccount.Source.DIRECTORY,
        key=entry.key,
        name=entry.name,
        login=entry.login,
        full_name=entry.full_name,
        email=entry.email,
        position=entry.position,
        groups=entry.groups,
    )
