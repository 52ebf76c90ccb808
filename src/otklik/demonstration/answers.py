"""Writes plain answers: what was done, by whom, when, and whom to call."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from random import Random

from otklik.core.appeals import ItemKind, Outcome
from otklik.demonstration.arrivals import CALENDAR, working_day
from otklik.demonstration.authors import Author
from otklik.demonstration.dice import chance
from otklik.demonstration.place import Department
from otklik.demonstration.slots import Filler, day_and_month
from otklik.demonstration.texts import Scenario, phrases
from otklik.demonstration.threads import pick

BODY = {
    Outcome.SUPPORTED: "supported",
    Outcome.EXPLAINED: "explained",
    Outcome.NOT_SUPPORTED: "refused",
    Outcome.ANSWERED: "answered",
}
MANNER = {
    "service": "service",
    "support": "service",
    "appeals": "paper",
    "information": "paper",
    "internal": "internal",
}


def write_answer(
    rng: Random,
    filler: Filler,
    author: Author,
    unit: Department,
    questions: Sequence[tuple[Scenario, Outcome, str]],
    *,
    kind: ItemKind,
    registered: datetime,
    answered: datetime,
) -> str:
    """The answer to all questions (scenario, outcome, thread) of a case; its dates lie after the registration."""
    _set_words(rng, filler, registered.date(), answered.date())
    parts = [_greeting(rng, author)]
    for number, question in enumerate(questions):
        filler.fixed["to"] = filler.place.transfer.get(question[0].transfer, "")
        _name_unit(filler, question[0], unit)
        body = _body(rng, filler, question, kind)
        parts.append(f"{phrases()['by_question'][number]} {body}" if len(questions) > 1 else body)
    _name_unit(filler, questions[0][0], unit)
    thanks = all(outcome is Outcome.ANSWERED for _, outcome, _ in questions)
    parts.append(filler.fill(rng.choice(phrases()["answer_thanks" if thanks else "answer_closing"])))
    return " ".join(part for part in parts if part)


def _name_unit(filler: Filler, scenario: Scenario, unit: Department) -> None:
    """A further question may belong to another unit than the case."""
    process = filler.place.process_of(scenario.process)
    owner = filler.place.department(process.department) if process else unit
    filler.fixed |= {"dept": in_sentence(owner.title), "phone": owner.phone}


def _body(rng: Random, filler: Filler, question: tuple[Scenario, Outcome, str], kind: ItemKind) -> str:
    scenario, outcome, thread = question
    own: Sequence[str] = getattr(scenario, BODY[outcome]) if outcome in BODY else ()
    process = filler.place.process_of(scenario.process)
    key, pool = f"answer_{outcome.value}", phrases()
    general = pool.get(f"{key}_{MANNER.get(process.journey if process else '', '')}", pool[key])
    return filler.fill(pick(rng, own, kind, thread) or rng.choice(general))


def _greeting(rng: Random, author: Author) -> str:
    if not author.first_name:
        return "Здравствуйте!"
    called = f"{author.first_name} {author.patronymic}".strip()
    if author.patronymic and chance(rng, 0.4):
        return f"{'Уважаемый' if author.male else 'Уважаемая'} {called}!"
    return f"Здравствуйте, {called}!"


def _set_words(rng: Random, filler: Filler, registered: date, answered: date) -> None:
    span = max((answered - registered).days, 0)
    done = registered + timedelta(days=rng.randint(span // 2, span))
    while not CALENDAR.is_working(done) and done < answered:
        done += timedelta(days=1)
    plan = working_day(answered + timedelta(days=rng.randint(6, 40)))
    filler.fixed |= {
        "done": day_and_month(done),
        "plan": day_and_month(plan),
        "nextyear": str(answered.year + 1),
        "thisyear": str(answered.year),
    }


def in_sentence(title: str) -> str:
    """The unit's title inside a sentence: «Отдел культуры» -> «отдел культуры», abbreviations stay."""
    return title[0].lower() + title[1:] if title[1].islower() else title
