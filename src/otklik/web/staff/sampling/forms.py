"""Forms of a sample; shares are typed in per cent and handed on as parts of one."""

from itertools import product
from typing import Any

from django import forms

from otklik.catalog import queries as catalog
from otklik.core.periods import Quarter
from otklik.core.questionnaire.columns import Column
from otklik.core.sampling.cells import MOST_DIMENSIONS, Codes, Frame
from otklik.surveys.actions.draw_sample import SampleWish
from otklik.surveys.sampling.questions import dimension_of
from otklik.surveys.sampling.register import DIVISIONS, RegisterQuery
from otklik.web.staff.forms.base import StaffForm, optional_int

MOST_TYPED = 120
MOST_EXPECTED = 60
METHODS = (("random", "случайный отбор из списка"), ("quota", "квоты: интервьюер ищет людей сам"))
ALLOCATIONS = (
    ("proportional", "пропорционально численности"),
    ("neyman", "по Нейману: больше там, где мнения расходятся"),
    ("equal", "поровну, чтобы сравнивать ячейки"),
)
WEIGHTINGS = (
    ("poststrata", "по ячейкам: каждая ячейка весит столько, сколько в ней людей (постстратификация)"),
    ("raking", "по каждому признаку отдельно, если есть пустые ячейки (рейкинг)"),
)


def percent(label: str, initial: float, hint: str = "", *, least: float = 0.1, most: float = 99.9) -> forms.FloatField:
    """A share typed in per cent."""
    return forms.FloatField(
        label=label,
        help_text=hint,
        initial=initial,
        min_value=least,
        max_value=most,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "w-5"}),
        error_messages={
            "required": f"«{label}»: напишите число",
            "invalid": f"«{label}»: напишите число цифрами",
            "min_value": f"«{label}»: не меньше {least:g} %",
            "max_value": f"«{label}»: не больше {most:g} %",
        },
    )


class PlanForm(StaffForm):
    """Size and allocation."""

    margin = percent("Погрешность, %", 5, "На сколько результат может отличаться от истинного в обе стороны", most=50)
    confidence = percent("Доверительная вероятность, %", 95, "Как часто промах будет не больше погрешности", least=50)
    expected_share = percent("Ожидаемая доля, %", 50, "50 % — осторожное предположение: выборка наибольшая")
    expected_response = percent("Сколько приглашённых ответит, %", 30, "По опыту прежних опросов", least=1, most=100)
    method = forms.ChoiceField(label="Как искать людей", choices=METHODS)
    allocation = forms.ChoiceField(label="Как разделить между ячейками", choices=ALLOCATIONS)
    least_per_cell = forms.IntegerField(
        label="Не меньше ответов в ячейке",
        initial=0,
        min_value=0,
        max_value=10_000,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w-5"}),
        error_messages={"invalid": "Напишите целое число", "min_value": "Не меньше нуля"},
    )

    def __init__(self, *args: Any, frame: Frame, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.expected: list[str] = []
        if 1 < len(frame.cells) <= MOST_EXPECTED:
            for place in range(len(frame.cells)):
                name = f"share_{place}"
                self.fields[name] = percent(frame.title_of(place), 50, least=0, most=100)
                self.fields[name].required = False
                self.expected.append(name)

    @property
    def main_fields(self) -> list[forms.BoundField]:
        """The fields that everybody fills in."""
        return [self[name] for name in self.fields if name not in self.expected]

    @property
    def share_fields(self) -> list[forms.BoundField]:
        """Expected shares by cell, for Neyman's allocation."""
        return [self[name] for name in self.expected]

    def wish(self) -> SampleWish:
        """What the action is told."""
        said = self.cleaned_data
        shares = {place: said[name] / 100 for place, name in enumerate(self.expected) if said.get(name) is not None}
        return SampleWish(
            margin=said["margin"] / 100,
            confidence=said["confidence"] / 100,
            expected_share=said["expected_share"] / 100,
            expected_response=said["expected_response"] / 100,
            method=said["method"],
            allocation=said["allocation"],
            least_per_cell=said["least_per_cell"] or 0,
            shares=shares,
        )


class RegisterForm(StaffForm):
    """Which answered cases make the population."""

    since = forms.ChoiceField(label="С квартала")
    until = forms.ChoiceField(label="По квартал")
    process = forms.ChoiceField(label="Услуга или процесс", required=False)
    divisions = forms.MultipleChoiceField(
        label="Разделить по признакам",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(slug, title) for slug, (title, _) in DIVISIONS.items()],
        help_text=f"Не больше {MOST_DIMENSIONS}. Чтобы потом взвесить ответы, такой же вопрос нужен в анкете",
    )

    def __init__(self, *args: Any, quarters: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        processes = catalog.processes(self.actor.administration_id)
        self.set_choices("process", [(one.pk, one.title) for one in processes], blank="все")
        for name in ("since", "until"):
            self.set_choices(name, quarters, blank=None)

    def query(self) -> RegisterQuery:
        """What the action is told."""
        said = self.cleaned_data
        return RegisterQuery(
            Quarter.parse(said["since"]),
            Quarter.parse(said["until"]),
            tuple(said["divisions"]),
            optional_int(said["process"]),
        )


class FileForm(StaffForm):
    """A list of people, or cells with their counts."""

    file = forms.FileField(
        label="Файл CSV или XLSX",
        help_text="Список людей или таблица со столбцом «Численность». Первая строка — названия столбцов",
        error_messages={"required": "Выберите файл", "empty": "Файл пуст"},
    )
    columns = forms.CharField(
        label="Столбцы, по которым разделить",
        required=False,
        max_length=500,
        help_text="Через запятую: Пол, Возраст. У таблицы с численностью можно не писать: возьмём все",
    )
    basis = forms.CharField(
        label="Откуда эти сведения и на каком основании",
        max_length=500,
        help_text="Росстат, численность на 1 января 2026 г.; список получателей выплаты, согласие в заявлении",
        error_messages={"required": "Напишите, откуда эти сведения"},
    )


class CellsForm(StaffForm):
    """Counts typed cell by cell; the cells are the options of the survey's questions."""

    basis = forms.CharField(
        label="Откуда эти числа",
        max_length=500,
        help_text="Например: Росстат, численность населения на 1 января 2026 г.",
        error_messages={"required": "Напишите, откуда эти числа"},
    )

    def __init__(self, *args: Any, columns: list[Column], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dimensions = [dimension_of(column) for column in columns]
        self.cells: dict[str, Codes] = {}
        for place, codes in enumerate(product(*([code for code, _ in one.values] for one in dimensions))):
            title = ", ".join(one.title_of(code) for one, code in zip(dimensions, codes, strict=True))
            self.cells[f"count_{place}"] = codes
            self.fields[f"count_{place}"] = _count_field(title or "Сколько людей всего")

    @property
    def cell_fields(self) -> list[forms.BoundField]:
        """A field for each cell."""
        return [self[name] for name in self.cells]

    def counts(self) -> dict[Codes, int]:
        """People by cell."""
        return {codes: self.cleaned_data.get(name) or 0 for name, codes in self.cells.items()}


class WeightsForm(StaffForm):
    """How to weigh, by what."""

    method = forms.ChoiceField(label="Как взвесить", choices=WEIGHTINGS, widget=forms.RadioSelect, initial="poststrata")
    dimensions = forms.MultipleChoiceField(
        label="По каким признакам",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Выберите хотя бы один признак"},
    )

    def __init__(self, *args: Any, dimensions: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_choices("dimensions", dimensions, blank=None)


class SeedForm(StaffForm):
    """The seed of a draw; empty: a random one is made and written down."""

    seed = forms.CharField(
        label="Зерно отбора",
        required=False,
        max_length=64,
        help_text="Оставьте пустым, и система запишет случайное. Своё нужно, только чтобы повторить прежний отбор",
        widget=forms.TextInput(attrs={"class": "w-20", "autocomplete": "off"}),
    )


def _count_field(title: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=title,
        required=False,
        min_value=0,
        max_value=100_000_000,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w-5", "autocomplete": "off"}),
        error_messages={
            "invalid": f"{title}: напишите целое число цифрами",
            "min_value": f"{title}: не меньше нуля",
            "max_value": f"{title}: число слишком велико",
        },
    )
