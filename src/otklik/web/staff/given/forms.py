"""Forms of invitations, paper batches, numbers of interactions, contacts."""

from datetime import date
from typing import Any

from django import forms

from otklik.catalog import queries as catalog
from otklik.importers.contract import NumberedRow
from otklik.surveys.actions.invite import MOST_SLIPS
from otklik.surveys.actions.paper_batch import MOST_SHEETS, BatchDraft
from otklik.surveys.invitations import Person, StaffUnit, staff_of_units
from otklik.web.staff.forms.base import StaffForm, departments, optional_int
from otklik.web.staff.surveys.forms import DayField

LONG = "Слишком длинно: не больше %(limit_value)d знаков."
#: Names that the column of addresses may bear.
EMAIL_COLUMNS = ("e-mail", "email", "почта", "электронная почта", "адрес электронной почты", "эл. почта", "мейл")
#: Key of those who belong to no unit.
NO_UNIT = "none"


class LettersForm(StaffForm):
    """Whom to write to: units of the staff, a file, addresses typed in."""

    units = forms.MultipleChoiceField(
        label="Сотрудники подразделений", required=False, widget=forms.CheckboxSelectMultiple
    )
    file = forms.FileField(
        label="Файл CSV или XLSX", required=False, help_text="Столбец с адресами назовите «Почта» или «E-mail»."
    )
    typed = forms.CharField(
        label="Или адреса через запятую, пробел или с новой строки",
        required=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": LONG},
    )
    words = forms.CharField(
        label="Ваши слова в письме",
        required=False,
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Зачем опрос и кто его проводит. Ссылку, срок и слова о безымянности программа допишет сама.",
        error_messages={"max_length": LONG},
    )

    def __init__(self, *args: Any, units: list[StaffUnit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["units"].choices = [_unit_choice(unit) for unit in units]  # type: ignore[attr-defined]

    def people(self, rows: list[NumberedRow]) -> list[Person]:
        """Everybody named in the three ways; the bad addresses stand beside their field."""
        units = [None if one == NO_UNIT else int(one) for one in self.cleaned_data["units"]]
        found = staff_of_units(self.actor, units) if units else []
        typed = self.cleaned_data["typed"].replace(",", " ").replace(";", " ").split()
        found += [Person(one) for one in self._good("typed", typed)]
        return found + [Person(one) for one in self._good("file", self._of_file(rows))]

    def _of_file(self, rows: list[NumberedRow]) -> list[str]:
        names = list(rows[0][1]) if rows else []
        column = next((name for name in names if " ".join(name.casefold().split()) in EMAIL_COLUMNS), None)
        if rows and column is None:
            self.add_error("file", "В таблице нет столбца «Почта». Назовите так столбец с адресами.")
        return [row[column].strip() for _, row in rows if column and row[column].strip()]

    def _good(self, name: str, addresses: list[str]) -> list[str]:
        bad = [one for one in addresses if not _is_email(one)]
        if bad:
            shown = ", ".join(one[:60] for one in bad[:5])
            self.add_error(name, f"Не похоже на адреса почты: {shown}. Исправьте или уберите их.")
        return [one for one in addresses if one not in bad]


def _unit_choice(unit: StaffUnit) -> tuple[str, str]:
    without = f", без почты {unit.without_email}" if unit.without_email else ""
    key = NO_UNIT if unit.department_id is None else str(unit.department_id)
    return key, f"{unit.title}: с почтой {unit.with_email}{without}"


def _is_email(text: str) -> bool:
    try:
        forms.EmailField(max_length=254).clean(text)
    except forms.ValidationError:
        return False
    return True


class SlipsForm(StaffForm):
    """How many slips to print, and for which unit."""

    count = forms.IntegerField(
        label="Сколько листков",
        min_value=1,
        max_value=MOST_SLIPS,
        error_messages={"required": "Напишите, сколько листков.", "invalid": "Напишите число."},
    )
    department = forms.TypedChoiceField(label="Подразделение", required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_choices("department", departments(self.actor), blank="любое")


class WordsForm(StaffForm):
    """Words of a reminder."""

    words = forms.CharField(
        label="Ваши слова", required=False, max_length=1500, widget=forms.Textarea(attrs={"rows": 2})
    )


class BatchForm(StaffForm):
    """A pile of sheets."""

    title = forms.CharField(
        label="Пачка",
        max_length=200,
        help_text="Чтобы узнать её в шкафу: «кабинет 5, сентябрь».",
        error_messages={"required": "Назовите пачку.", "max_length": LONG},
    )
    answered_on = DayField(label="День, когда заполняли")
    sheet_count = forms.IntegerField(
        label="Листов в пачке",
        min_value=1,
        max_value=MOST_SHEETS,
        error_messages={"required": "Сосчитайте листы.", "invalid": "Напишите число."},
    )
    second_share = forms.TypedChoiceField(
        label="Вводить второй раз",
        coerce=int,
        choices=[(100, "все листы"), (20, "каждый пятый, по жребию"), (0, "не вводить")],
        initial=100,
        help_text="Второй раз вводит другой человек: так видно, сколько ошибок.",
    )
    process = forms.TypedChoiceField(label="Услуга или процесс", required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        processes = catalog.processes(self.actor.administration_id)
        self.set_choices("process", [(one.pk, one.title) for one in processes], blank="как в опросе")

    def draft(self) -> BatchDraft:
        """The batch as stated."""
        given = self.cleaned_data
        return BatchDraft(
            given["title"], given["answered_on"], given["sheet_count"], given["second_share"], given["process"]
        )


class NumberForm(StaffForm):
    """How many interactions of a process ended on a day."""

    process = forms.TypedChoiceField(
        label="Услуга или процесс", coerce=int, error_messages={"required": "Выберите процесс."}
    )
    on = DayField(label="День")
    count = forms.IntegerField(
        label="Сколько", min_value=0, error_messages={"required": "Напишите число.", "invalid": "Напишите число."}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        processes = catalog.processes(self.actor.administration_id)
        self.set_choices("process", [(one.pk, one.title) for one in processes])


class NumbersFileForm(StaffForm):
    """The same for many days, as a table."""

    file = forms.FileField(
        label="Файл CSV или XLSX",
        help_text="Столбцы: Услуга, Дата, Количество. Тот же файл ещё раз ничего не задвоит.",
        error_messages={"required": "Выберите файл", "empty": "Файл пуст"},
    )


class RuleForm(StaffForm):
    """Which survey is given after what: `place` is «process:7», «subject:slug» or «all»."""

    place = forms.CharField(max_length=100)
    survey = forms.CharField(max_length=20, required=False)

    def chosen(self) -> tuple[str, int | None]:
        """Slug of the object and id of the process."""
        kind, _, key = self.cleaned_data["place"].partition(":")
        if kind == "process":
            return "", optional_int(key if key.isdecimal() and len(key) < 19 else "0")  # noqa: PLR2004 - digits of an id
        return (key if kind == "subject" else ""), None


def today_initial(today: date) -> dict[str, date]:
    """Today stands in the form."""
    return {"on": today}
