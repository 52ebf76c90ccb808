"""Django's own `diffsettings`, which prints no secret: its output goes into letters to those who help."""

import re
from typing import Any

from django.conf import settings
from django.core.management.commands import diffsettings
from django.views.debug import SafeExceptionReporterFilter

#: Name and password in an address: scheme://name:password@host.
_IN_ADDRESS = re.compile(r"(?<=://)[^/\s'\"@]*:[^/\s'\"]*(?=@)")
_FILTER = SafeExceptionReporterFilter()


class Command(diffsettings.Command):
    """The same options; keys, passwords and tokens come as asterisks."""

    def output_hash(self, user_settings: dict[str, str], default_settings: dict[str, str], **options: Any) -> list[str]:
        """Lines «NAME = value»."""
        return super().output_hash(_ours(user_settings), _hidden(default_settings), **options)

    def output_unified(
        self, user_settings: dict[str, str], default_settings: dict[str, str], **options: Any
    ) -> list[str]:
        """Lines as of a diff."""
        return super().output_unified(_ours(user_settings), _hidden(default_settings), **options)


def _ours(shown: dict[str, str]) -> dict[str, str]:
    """The settings in force, also without the secrets that stand deep in dictionaries."""
    return _hidden({name: repr(_FILTER.cleanse_setting(name, getattr(settings, name))) for name in shown})


def _hidden(shown: dict[str, str]) -> dict[str, str]:
    stars = repr(_FILTER.cleansed_substitute)
    return {
        name: stars if value and _FILTER.hidden_settings.search(name) else _IN_ADDRESS.sub("***", value)
        for name, value in shown.items()
    }
