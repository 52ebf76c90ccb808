"""Alerts: what was done, by which ways one is told, watched words, thresholds."""

from typing import Any

from django import forms
from django.utils import timezone

from otklik.alerts.queries import Level, Thresholds, all_ways
from otklik.alerts.thresholds import LEVELS, MOST_MESSAGES
from otklik.catalog.calendar import MONTHS
from otklik.core.russian import count_with_word
from otklik.web.staff.forms.base import StaffForm
from otklik.web.staff.forms.routing import PHRASES_HELP

MONTH_CHOICES = [(str(number), title) for number, title in enumerate(MONTHS, start=1)]
WORDS_HELP = PHRASES_HELP + (
    " «=замерзаем» — только эта форма. Строка «@люди = ребёнок|пешеход» задаёт группу, дальше пишите «сбить @люди»."
    " «Не», «нет», «без» прямо перед словами отменяют находку."
)


class CloseForm(StaffForm):
    """What was done about an alert."""

    note = forms.CharField(label="Что сделано", required=False, max_length=500)


class WaysForm(StaffForm):
    """The person's own ways beside the screen."""

    danger = forms.MultipleChoiceField(
        label="Об опасности сообщать", required=False, widget=forms.CheckboxSelectMultiple
    )
    other = forms.MultipleChoiceField(
        label="О всплесках и сроках сообщать", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("danger", "other"):
            self.set_choices(name, [(way.slug, way.title) for way in all_ways()], blank=None)


class WatchListForm(StaffForm):
    """One list of watched words."""

    title = forms.CharField(label="Название", max_length=120, error_messages={"required": "Назовите список"})
    level = forms.ChoiceField(
        label="Насколько срочно",
        choices=(
            (Level.DANGER.value, "Опасность: сообщать сразу"),
            (Level.ATTENTION.value, "Внимание: только показать (нужно два совпадения в тексте)"),
        ),
        widget=forms.RadioSelect,
        initial=Level.DANGER.value,
    )
    phrases = forms.CharField(
        label="Слова",
        max_length=30_000,
        help_text=WORDS_HELP,
        widget=forms.Textarea(attrs={"rows": 14}),
        error_messages={"required": "Впишите хотя бы одну строку"},
    )
    months = forms.MultipleChoiceField(
        label="Только в эти месяцы",
        required=False,
        choices=MONTH_CHOICES,
        widget=forms.CheckboxSelectMultiple,
        help_text="Ничего не отмечено — весь год.",
    )

    def facts(self) -> dict[str, Any]:
        """The list as it was filled in."""
        said = self.cleaned_data
        months = [int(month) for month in said["months"]]
        return {
            "title": said["title"],
            "level": Level(said["level"]),
            "phrases": said["phrases"],
            "months": months,
        }


class TryWordsForm(StaffForm):
    """A text to try the lists on."""

    text = forms.CharField(
        label="Текст обращения",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Вставьте текст"},
    )
    month = forms.ChoiceField(label="Месяц", choices=MONTH_CHOICES, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["month"].initial = str(timezone.localdate().month)

    @property
    def month_number(self) -> int:
        """The chosen month, else the present one."""
        return int(self.cleaned_data["month"] or timezone.localdate().month)


class ThresholdsForm(StaffForm):
    """What is watched and from what on."""

    watch_words = forms.BooleanField(label="Искать опасные и резкие слова", required=False)
    watch_surges = forms.BooleanField(label="Искать всплески тем и причин", required=False)
    watch_deadlines = forms.BooleanField(label="Сообщать о пропущенных сроках", required=False)
    level = forms.TypedChoiceField(
        label="Строгость для всплесков",
        choices=[
            (level, f"не чаще одной ложной тревоги за {count_with_word(round(1 / level), 'день', 'дня', 'дней')}")
            for level in LEVELS
        ],
        coerce=float,
        help_text="Чем строже, тем меньше ложных тревог и тем больше настоящих всплесков пройдёт незамеченными.",
    )
    fewest = forms.IntegerField(
        label="Всплеск — не меньше стольких вопросов за неделю",
        min_value=1,
        max_value=MOST_MESSAGES,
        error_messages={
            "required": "Укажите число",
            "invalid": "Число — целое",
            "min_value": f"От 1 до {MOST_MESSAGES}",
            "max_value": f"От 1 до {MOST_MESSAGES}",
        },
    )

    def thresholds(self) -> Thresholds:
        """What was chosen."""
        return Thresholds(**self.cleaned_data)
