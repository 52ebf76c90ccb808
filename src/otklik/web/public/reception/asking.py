"""Who receives and what is free, for the steps of the sign-up."""

from dataclasses import dataclass

from otklik.base.errors import NotFound
from otklik.reception.queries import Schedule, schedules
from otklik.reception.timetables import FreeDay, free_days
from otklik.web.public.reception.choices import (
    MOST_DAYS,
    day_choices,
    day_hint,
    time_choices,
    who_choices,
    who_hint,
)
from otklik.web.public.reception.forms import SignUpForm
from otklik.web.public.reception.sign_up import STEPS, SignUp, Step
from otklik.web.shared.requests import PageRequest


@dataclass(frozen=True)
class Offer:
    """What the administration offers at the moment, as far as the answers go."""

    schedules: list[Schedule]
    chosen: Schedule | None
    days: list[FreeDay]

    @property
    def steps(self) -> list[Step]:
        """The steps that are asked: where one person receives, nobody asks who."""
        return [step for step in STEPS if step.slug != "who" or len(self.schedules) > 1]

    def day(self, draft: SignUp) -> FreeDay | None:
        """The chosen day with its free times; None when none is left."""
        return next((day for day in self.days if day.on == draft.on), None)

    def choices(self, step: Step, draft: SignUp) -> list[tuple[str, str]]:
        """What may be chosen at the step."""
        if step.slug == "who":
            return who_choices(self.schedules)
        if step.slug == "day":
            return day_choices(self.days)
        day = self.day(draft)
        return time_choices(day.times) if step.slug == "time" and day else []

    def hints(self, step: Step) -> dict[str, str]:
        """Words under the choices, by value."""
        if step.slug == "who":
            return {str(schedule.pk): who_hint(schedule) for schedule in self.schedules}
        if step.slug == "day":
            return {day.on.isoformat(): day_hint(day) for day in self.days[:MOST_DAYS]}
        return {}

    def form(self, step: Step, draft: SignUp, data: object = None) -> SignUpForm:
        """The step's form with its choices and what was answered before."""
        return step.form(data, initial=draft.answers, offered=self.choices(step, draft))


def offer_for(request: PageRequest, draft: SignUp) -> Offer:
    """What is offered now; answers that hold no more are taken out of the draft. NotFound where nobody receives."""
    offered = list(schedules(request.administration.pk))
    if not offered:
        raise NotFound("Записи на личный приём здесь нет.")
    asked = request.GET.get("who", "")  # a link of the first page names who shall receive
    if asked in {str(schedule.pk) for schedule in offered}:
        draft.answer("who", {"schedule": asked})
    if len(offered) == 1 and "who" not in draft.done:
        draft.answer("who", {"schedule": offered[0].pk})
    chosen = next((schedule for schedule in offered if schedule.pk == draft.schedule_id), None)
    if chosen is None:
        for step in STEPS[:3]:
            draft.ask_again(step.slug)
    return Offer(offered, chosen, free_days(chosen, request.administration) if chosen else [])
