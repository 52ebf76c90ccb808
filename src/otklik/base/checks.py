"""What `manage check --deploy` says of a node, beside Django's own checks."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, register
from django.core.checks import Warning as CheckWarning


@register(Tags.security, deploy=True)
def secret_files_are_closed(**_options: Any) -> list[CheckMessage]:
    """A warning for each file of a secret that everybody on the machine may read."""
    return [
        CheckWarning(f"Файл с секретом «{path}» может прочитать любой.", hint=f"chmod o= {path}", id="otklik.W001")
        for path in settings.OPEN_SECRET_FILES
    ]
