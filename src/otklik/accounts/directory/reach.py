"""The directory of this installation, if there is one."""

from typing import TYPE_CHECKING, Any, cast

from django.conf import settings

if TYPE_CHECKING:
    from otklik.accounts.directory.client import Directory


def has_directory() -> bool:
    """A directory is named in the settings of the machine."""
    return bool(settings.LDAP["urls"])


def directory() -> "Directory":
    """The directory to ask; only where there is one."""
    from otklik.accounts.directory.client import Directory, DirectorySettings  # noqa: PLC0415 - heavy, and seldom there

    return Directory(DirectorySettings(**cast("Any", settings.LDAP)))
