"""Hours of the night in which nobody is disturbed by a message that can wait for the morning."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class QuietHours:
    """From one local hour to another (0..23), usually over midnight; equal hours mean none."""

    starts: int
    ends: int

    def __post_init__(self) -> None:
        if not (0 <= self.starts <= 23 and 0 <= self.ends <= 23):  # noqa: PLR2004 - hours of a day
            raise ValueError("Час — число от 0 до 23.")

    def covers(self, hour: int) -> bool:
        """Whether messages rest at the local hour."""
        if self.starts <= self.ends:
            return self.starts <= hour < self.ends
        return hour >= self.starts or hour < self.ends

    def first_loud(self, moment: datetime, time_zone: str) -> datetime:
        """The moment itself, or the end of the quiet hours in which it lies; `moment` is aware."""
        local = moment.astimezone(ZoneInfo(time_zone))
        if not self.covers(local.hour):
            return moment
        morning = datetime.combine(local.date(), time(self.ends), tzinfo=local.tzinfo)
        return morning if morning > local else morning + timedelta(days=1)
