"""Answers in which waiting moves the whole most, and is rated worst."""

from collections.abc import Callable
from typing import Any

import numpy as np

from otklik.surveys.models import Survey, SurveyResponse

ELEMENTS = {
    "wait": "Время ожидания",
    "staff": "Вежливость сотрудника",
    "room": "Удобство помещения",
    "sign": "Понятность бланков",
}
SHEET: dict[str, Any] = {
    "slug": "reception",
    "title": "Как вас приняли",
    "audience": "external",
    "questions": [
        {"slug": "whole", "kind": "scale", "title": "Как вы оцениваете приём в целом?", "rates": "whole"},
        {
            "slug": "parts",
            "kind": "matrix",
            "title": "Оцените отдельно",
            "rates": "element",
            "rows": [{"slug": slug, "title": title, "of": slug} for slug, title in ELEMENTS.items()],
        },
    ],
}


def answer_factors(survey: Survey, respond: Callable[..., SurveyResponse], count: int = 200) -> None:
    """So many answers by a recorded seed."""
    chance = np.random.default_rng(3)
    for _ in range(count):
        marks = {slug: int(np.clip(np.round(chance.normal(mean, 1)), 1, 5)) for slug, mean in _MEANS.items()}
        whole = 0.7 * marks["wait"] + 0.25 * marks["staff"] + chance.normal(0.4, 0.4)
        respond(survey, whole=int(np.clip(np.round(whole), 1, 5)), parts=marks)
    survey.state = Survey.State.CLOSED
    survey.save()


_MEANS = {"wait": 3.0, "staff": 4.2, "room": 4.0, "sign": 3.8}
