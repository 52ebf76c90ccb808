"""Fills a hand-written text: `<a|b>` is a choice, `{slot}` a word of the place or of the case.

`{int:3-9}` is a number, `{many:3-9}` and `{few:2-9}` one that agrees with «лет» or «года» after it,
`{count:3-9|день|дня|дней}` a number with its word, `{g:один|одна}` goes with the author's gender.
"""

import re
from datetime import date, timedelta
from random import Random

from otklik.core.russian import plural
from otklik.demonstration.place import Area, Place
from otklik.demonstration.texts import phrases

CHOICE = re.compile(r"<([^<>]*)>")
SLOT = re.compile(r"\{([a-z]+)(?:_([a-z]+))?(?::([^{}]*))?\}")
SENTENCE_START = re.compile(
    r"(^|(?<![.\s«(][а-яё])(?<![^а-яё](?:ул|им|кв|пр|др|см))(?<![^а-яё](?:руб|тыс))[.!?…]\s+)([а-яё])"
)
SPARE_COMMA = re.compile(r",([.,;:!?])")
AGREEING = frozenset({"few", "many"})
FORMS = {None: 0, "gen": 1, "prep": 2, "acc": 3, "ins": 4}
MONTHS = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
]


class Filler:
    """Words of one case: a street, a house or a school is chosen once and stays the same throughout its texts."""

    def __init__(
        self,
        rng: Random,
        place: Place,
        area: Area,
        spot: tuple[str, int, int],
        *,
        today: date,
        male: bool,
        word_seed: int,
    ) -> None:
        self.rng = rng
        self.place = place
        self.area = area
        self.today = today
        self.male = male
        self.street, self.house, self.flat = spot
        self.word_seed = word_seed
        self.fixed = {"thisyear": str(today.year), "nextyear": str(today.year + 1)}

    def fill(self, template: str) -> str:
        """The text with every choice made and every slot filled; KeyError names an unknown slot."""
        text = template
        while CHOICE.search(text):
            text = CHOICE.sub(lambda found: self.rng.choice(found[1].split("|")), text)
        while SLOT.search(text):
            text = SLOT.sub(self._slot, text)
        text = SPARE_COMMA.sub(r"\1", " ".join(text.split()))
        return SENTENCE_START.sub(lambda found: found[1] + found[2].upper(), text)

    def _slot(self, found: re.Match[str]) -> str:
        name, form, argument = found[1], found[2], found[3]
        if argument is not None:
            return self._with_argument(name, argument)
        if name in self.place.words:
            return self._declined(name, form)
        method = getattr(self, f"_word_{name}", None)
        return method(form) if method else self._phrase(name)

    def _with_argument(self, name: str, argument: str) -> str:
        if name == "g":
            return argument.split("|")[0 if self.male else 1]
        span, *words = argument.split("|")
        low, high = (int(end) for end in span.split("-"))
        number = self.rng.choice([n for n in range(low, high + 1) if name not in AGREEING or _agreement(n) == name])
        return f"{number} {plural(number, *words)}" if words else str(number)

    def _declined(self, name: str, form: str | None) -> str:
        if name not in self.fixed:
            self.fixed[name] = Random(f"{self.word_seed}{name}").choice(self.place.words[name])  # noqa: S311 - no secret
        forms = self.fixed[name].split("|")
        return forms[FORMS[form]] if len(forms) > 1 else forms[0]

    def _phrase(self, name: str) -> str:
        if name not in self.fixed:
            self.fixed[name] = CHOICE.sub(
                lambda found: self.rng.choice(found[1].split("|")), self.rng.choice(phrases()[name])
            )
        return self.fixed[name]

    def _word_street(self, form: str | None) -> str:
        head = ("улица", "улицы", "улице", "улицу", "улицей")[FORMS[form]]
        return f"{head} {declined_street(self.street, form)}"

    def _word_st(self, _: str | None) -> str:
        return f"ул. {self.street}"

    def _word_house(self, _: str | None) -> str:
        return str(self.house)

    def _word_neighbour(self, _: str | None) -> str:
        return str(self.house + 2)

    def _word_flat(self, _: str | None) -> str:
        return str(self.flat or 1)

    def _word_area(self, form: str | None) -> str:
        return {"in": self.area.inside, "gen": self.area.gen}.get(form or "", self.area.nom)

    def _word_town(self, _: str | None) -> str:
        return self.place.town

    def _word_head(self, _: str | None) -> str:
        return self.place.head

    def _word_year(self, _: str | None) -> str:
        return str(self.today.year)

    def _word_recent(self, _: str | None) -> str:
        return self._dated("recent", -9, -2)

    def _word_earlier(self, _: str | None) -> str:
        return self._dated("earlier", -80, -38)

    def _dated(self, name: str, low: int, high: int) -> str:
        if name not in self.fixed:
            self.fixed[name] = day_and_month(self.today + timedelta(days=self.rng.randint(low, high)))
        return self.fixed[name]


def _agreement(number: int) -> str:
    return plural(number, "one", "few", "many")


def declined_street(name: str, form: str | None) -> str:
    """«Советская» -> «Советской», «Советскую»; names in the genitive (Ленина) stay as they are."""
    for ending, oblique, accusative in (("ая", "ой", "ую"), ("яя", "ей", "юю")):
        if name.endswith(ending) and form is not None:
            return name[:-2] + (accusative if form == "acc" else oblique)
    return name


def day_and_month(day: date) -> str:
    """«14 января»."""
    return f"{day.day} {MONTHS[day.month - 1]}"
