"""Messages for the programming interface."""

from tests.intake.conftest import receive

__all__ = ["receive"]
