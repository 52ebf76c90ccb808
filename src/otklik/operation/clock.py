"""What the clock did: when its jobs were run last, and since when some of them fail."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from otklik.base.log_words import told_error
from otklik.operation.beats import beat, forget_gone, node_name
from otklik.operation.enums import PartKind
from otklik.operation.models import Observation
from otklik.operation.state.outside import look_at_certificate
from otklik.operation.state.parts import CLOCK


@dataclass
class ClockPass:
    """One pass over the periodic jobs: `failed` notes a job that did not succeed, `end` writes the pass down."""

    began_at: datetime = field(default_factory=timezone.now)
    _failed: dict[str, str] = field(default_factory=dict)

    def failed(self, place: str, problem: Exception) -> None:
        """The job ended with an error; only what tells nothing of people is kept of it."""
        self._failed[place] = told_error(problem)

    def end(self) -> None:
        """Write down when it was, how long it took, and which jobs fail since when."""
        now = timezone.now()
        before = Observation.objects.filter(slug=CLOCK).first()
        known = before.content.get("failing", {}) if before else {}
        failing = {
            place: {"problem": problem, "since": known.get(place, {}).get("since", now.isoformat())}
            for place, problem in self._failed.items()
        }
        content = {"failing": failing, "took": (now - self.began_at).total_seconds()}
        Observation.objects.update_or_create(slug=CLOCK, defaults={"content": content, "seen_at": now})


def look_around() -> None:
    """The clock's own sign of life, and what it asks outside."""
    beat(PartKind.CLOCK, f"clock-{node_name()}"[:64])
    look_at_certificate()
    forget_gone()
