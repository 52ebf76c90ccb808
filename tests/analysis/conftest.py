"""Messages for the figures."""

from tests.intake.conftest import receive

__all__ = ["receive"]
