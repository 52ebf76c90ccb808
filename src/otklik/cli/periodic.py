"""The periodic jobs of `otklik tick`: each by its own, so that one that fails does not hold up the others."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module

import structlog

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Job:
    """What is called on every pass (it decides itself whether anything is due) and how its count is told."""

    place: str
    told: str = ""

    def function(self) -> Callable[[], int | None]:
        """The function itself; imported late, after the settings are read."""
        module, name = self.place.split(":")
        return getattr(import_module(module), name)  # type: ignore[no-any-return]


JOBS: tuple[Job, ...] = (
    Job("otklik.intake.actions.send_digests:send_digests", "Подготовлено утренних сводок"),
    Job("otklik.alerts.actions.watch_words:watch_imported", "Тревог по словам"),
    Job("otklik.alerts.actions.watch_deadlines:watch_deadlines", "Тревог о сроках"),
    Job("otklik.alerts.actions.watch_surges:watch_surges", "Тревог о всплесках"),
    Job("otklik.surveys.actions.propose_survey:watch_thresholds", "Предложено углублённых опросов"),
    Job("otklik.alerts.actions.propose_surveys:propose_surveys", "Предложено опросов по всплескам"),
    Job("otklik.improvement.requirement_values:measure_requirements", "Измерено требований"),
    Job("otklik.improvement.actions.prepare_notices:prepare_due_notices", "Подготовлено благодарностей"),
    Job("otklik.delivery.actions.send_waiting:send_waiting_messages", "Отправлено писем"),
    Job("otklik.delivery.secrets:forget_stuck_secrets", "Стёрто неотправленных личных ссылок"),
    Job("otklik.reception.actions.remind_visitors:remind_visitors", "Напоминаний о личном приёме"),
    Job("otklik.surveys.actions.found_questionnaires:found_everywhere", "Обновлено анкет программы"),
    Job("otklik.surveys.actions.seal_days:seal_days", "Опечатано дней опросов"),
    Job("otklik.base.audit:seal_entries", "Опечатано записей журнала"),
    Job("otklik.intake.actions.queue_import:end_lost_imports", "Окончено прерванных загрузок"),
    Job("otklik.improvement.actions.draft_pain_map:end_lost_drafts", "Окончено прерванных сборок карты болей"),
    Job("otklik.intake.actions.forget_abandoned_files:forget_abandoned_files", "Удалено ничьих файлов"),
    Job("otklik.intake.actions.keep_card_draft:forget_card_drafts", "Удалено неоконченных карточек"),
    Job("otklik.intake.answer_drafts:forget_old_drafts", "Удалено старых черновиков ответа"),
    Job("otklik.intake.actions.count_anonymous:count_anonymous"),
    Job("otklik.intake.actions.carry_out_destruction:continue_destructions", "Уничтожены данные обращений"),
    Job("otklik.base.sessions:forget_ended_sessions"),
    Job("otklik.intake.text_index:catch_up_a_while"),
    Job("otklik.analysis.text.counting:count_suggestions"),
    Job("otklik.analysis.actions.learn_from_decisions:learn_nightly", "Отправлено учиться на решениях"),
    Job("otklik.analysis.text.mass_texts:find_mass_texts", "Найдено массовых текстов"),
    Job("otklik.intake.likeness.frequency:count_words"),
    Job("otklik.improvement.actions.compute_effects:compute_effects", "Посчитан эффект мероприятий"),
    Job("otklik.improvement.actions.offer_practice:compute_practice_effects", "Посчитан эффект практик"),
    Job("otklik.improvement.actions.propose_practices:propose_practices", "Предложено практик и направлений"),
    Job("otklik.surveys.actions.open_survey:open_due_surveys", "Открыто опросов"),
    Job("otklik.surveys.actions.close_survey:close_due_surveys", "Завершено опросов"),
)


def run_jobs() -> Iterator[str]:
    """Run every job; a line for each that did something, and one for each that failed (the log has the reason)."""
    for job in JOBS:
        try:
            count = job.function()()
        except Exception:
            log.exception("periodic_job_failed", job=job.place)
            yield f"Не удалось: {job.place}, причина в журнале программы."
            continue
        if count and job.told:
            yield f"{job.told}: {count}"
