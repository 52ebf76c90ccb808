"""How far a duty is."""

from django.db import models


class State(models.TextChoices):
    """Of a duty or a task on a day."""

    MISSED = "missed", "просрочено"
    SOON = "soon", "скоро срок"
    DUE = "due", "пора делать"
    AHEAD = "ahead", "ещё рано"
    AS_NEEDED = "as_needed", "при необходимости"
    NOT_NEEDED = "not_needed", "не понадобилось"
    DONE = "done", "сделано"
    DONE_LATE = "done_late", "сделано с опозданием"

    @property
    def is_over(self) -> bool:
        """Nothing is to be done any more."""
        return self in {State.DONE, State.DONE_LATE, State.NOT_NEEDED}

    @property
    def is_pressing(self) -> bool:
        """It asks for somebody's hands now."""
        return self in {State.MISSED, State.SOON}


#: Days before the last one from which a duty is pressing, and the first reminder goes.
SOON_DAYS = 10
