"""What the figures say, in sentences."""

from otklik.analysis.indicators.figures import Board, IndicatorLine
from otklik.core.ratings.words import between_words, counts_words, difference_words, value_text
from otklik.core.russian import NO_BREAK_SPACE, count_with_word
from otklik.reporting.reports.survey_summary.found import SurveyFound

SHEETS = ("анкета", "анкеты", "анкет")


def of_board(board: Board) -> str:
    """How much was counted."""
    if not board.response_count:
        return "За период показать нечего: ответов на опросы не было или их слишком мало."
    sheets = count_with_word(board.response_count, *SHEETS)
    surveys = count_with_word(board.survey_count, "опроса", "опросов", "опросов")
    left = f" Не вошли {count_with_word(board.left_out, *SHEETS)}: их мало, чтобы показать." if board.left_out else ""
    return f"Учтено: {sheets} из {surveys}.{left}"


def of_indicator(line: IndicatorLine) -> str:
    """Value, interval, and what can be said of the change."""
    rating = line.rating
    if rating.value is None:
        return "Показать нечего: на такие вопросы не ответили или ответивших слишком мало."
    ends = f" (с вероятностью 95{NO_BREAK_SPACE}% {between_words(rating)})" if rating.ends else ""
    small = f" Мало ответов: меньше {line.entry.minimum_n}, судить по этому значению рано." if line.is_small else ""
    change = difference_words(line.against_previous, rating.unit, "кварталом раньше")
    return (
        f"{line.formula.title}: {value_text(rating.value, rating.unit)}{ends}, {counts_words(rating)}.{small} "
        f"{change[:1].upper()}{change[1:]}."
    )


def of_survey(found: SurveyFound) -> str:
    """How many answered."""
    if not found.n:
        least = found.answers.survey.minimum_group
        return f"Ответивших меньше, чем можно показать: наименьшая группа — {least}."
    left = found.answers.left_out
    more = f" Ещё {count_with_word(left, *SHEETS)} войдут позднее." if left else ""
    return f"Учтено: {count_with_word(found.n, *SHEETS)}.{more}"
