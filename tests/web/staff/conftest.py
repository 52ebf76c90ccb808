"""Messages for the pages of the staff."""

from tests.intake.conftest import receive

__all__ = ["receive"]
