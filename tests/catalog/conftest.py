"""Messages whose terms lean on the calendar."""

from tests.intake.conftest import receive

__all__ = ["receive"]
