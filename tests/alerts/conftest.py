"""Messages for the tests of alerts."""

from tests.intake.conftest import receive

__all__ = ["receive"]
