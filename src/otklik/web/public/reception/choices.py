"""What may be chosen at a step: who receives, free days, free times."""

from datetime import date, time

from otklik.core.russian import count_with_word, date_long
from otklik.reception.queries import Schedule, schedule_words
from otklik.reception.timetables import FreeDay
from otklik.reception.wording import clock, weekday

#: So many days are offered at once: a longer list helps nobody to choose.
MOST_DAYS = 12


def who_choices(offered: list[Schedule]) -> list[tuple[str, str]]:
    """Who receives, by position and name."""
    return [(str(schedule.pk), str(schedule)) for schedule in offered]


def who_hint(schedule: Schedule) -> str:
    """When and where, and about what."""
    words = schedule_words(schedule)
    about = f" Вопросы: {schedule.about}." if schedule.about else ""
    return f"{words.days.capitalize()}, {words.hours}. {schedule.place}.{about}"


def day_title(on: date) -> str:
    """«28 марта 2025 г., пятница»."""
    return f"{date_long(on)}, {weekday(on)}"


def day_choices(days: list[FreeDay]) -> list[tuple[str, str]]:
    """Days with free times."""
    return [(day.on.isoformat(), day_title(day.on)) for day in days[:MOST_DAYS]]


def day_hint(day: FreeDay) -> str:
    """How many visitors still fit, and from when."""
    places = count_with_word(len(day.times), "свободное место", "свободных места", "свободных мест")
    return f"{places}, {'в' if len(day.times) == 1 else 'с'} {clock(day.times[0])}"


def time_choices(times: tuple[time, ...]) -> list[tuple[str, str]]:
    """Free times of a day."""
    return [(f"{at:%H:%M}", clock(at)) for at in times]
