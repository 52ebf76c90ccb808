"""Sessions that have ended."""

from django.core.management import call_command


def forget_ended_sessions() -> None:
    """Remove what visitors and staff left behind when their sessions ran out."""
    call_command("clearsessions", verbosity=0)
