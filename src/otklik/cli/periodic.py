"""The periodic jobs of `otklik tick`: each by its own, so that one that fails does not hold up the others."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    from otklik.operation.clock import ClockPass

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Job:
    """What is called on every pass (it decides itself whether anything is due) and how its count is told."""

    place: str
    told: str = ""
    #: What is about this very machine is done on each; all the rest by one machine at a time.
    is_everywhere: bool = False

    def function(self) -> Callable[[], int | None]:
        """The function itself; imported late, after the settings are read."""
        module, name = self.place.split(":")
        return getattr(import_module(module), name)  # type: ignore[no-any-return]


JOBS: tuple[Job, ...] = (
    Job("otklik.base.lost_tasks:settle_lost_tasks", "Возвращено в очередь или окончено прерванных заданий", True),
    Job("otklik.base.file_store:forget_copies", is_everywhere=True),
    Job("otklik.intake.actions.send_digests:send_digests", "Подготовлено утренних сводок"),
    Job("otklik.duties.actions.send_reminders:send_reminders", "Напоминаний об обязанностях"),
    Job("otklik.registers.actions.take_files:queue_due_sources", "Отправлено смотреть источников файлов"),
    Job("otklik.mentions.actions.ask_feeds:queue_due_feeds", "Отправлено смотреть лент"),
    Job("otklik.alerts.actions.watch_words:watch_imported", "Тревог по словам"),
    Job("otklik.alerts.actions.watch_deadlines:watch_deadlines", "Тревог о сроках"),
    Job("otklik.alerts.actions.watch_surges:watch_surges", "Тревог о всплесках"),
    Job("otklik.alerts.actions.tell_alerts:tell_waiting", "Сообщено тревог"),
    Job("otklik.surveys.actions.propose_survey:watch_thresholds", "Предложено углублённых опросов"),
    Job("otklik.alerts.actions.propose_surveys:propose_surveys", "Предложено опросов по всплескам"),
    Job("otklik.improvement.requirement_values:measure_requirements", "Измерено требований"),
    Job("otklik.improvement.actions.prepare_notices:prepare_due_notices", "Подготовлено благодарностей"),
    Job("otklik.correspondence.polling:poll_neglected", "Получено сообщений каналов"),
    Job("otklik.correspondence.actions.read_arrivals:read_waiting_arrivals", "Разобрано поступивших сообщений"),
    Job("otklik.correspondence.actions.fetch_files:fetch_waiting_files", "Получено файлов авторов"),
    Job("otklik.correspondence.actions.forget_dialogues:forget_silent_dialogues", "Забыто неоконченных бесед"),
    Job("otklik.delivery.actions.send_waiting:send_waiting_messages", "Отправлено писем"),
    Job("otklik.delivery.secrets:forget_stuck_secrets", "Стёрто неотправленных личных ссылок"),
    Job("otklik.reception.actions.remind_visitors:remind_visitors", "Напоминаний о личном приёме"),
    Job("otklik.offline.actions.take_pack:watch_pack_folders", "Принято пачек из папки сканера", True),
    Job("otklik.offline.actions.remind_keepers:remind_keepers", "Напоминаний о вскрытии ящиков"),
    Job("otklik.offline.actions.read_pack:end_lost_packs", "Окончено прерванных чтений пачек"),
    Job("otklik.offline.actions.read_scan_text:end_lost_texts", "Окончено прерванных чтений сканов"),
    Job("otklik.offline.actions.read_scan_text:forget_scan_texts", "Стёрто прочитанных текстов сканов"),
    Job("otklik.surveys.actions.found_questionnaires:found_everywhere", "Обновлено анкет программы"),
    Job("otklik.surveys.actions.seal_days:seal_days", "Опечатано дней опросов"),
    Job("otklik.operation.backup.keeping:begin_nightly", "Начато ночных копий"),
    Job("otklik.base.audit:seal_entries", "Опечатано записей журнала"),
    Job("otklik.intake.actions.queue_import:end_lost_imports", "Окончено прерванных загрузок"),
    Job("otklik.improvement.actions.draft_pain_map:end_lost_drafts", "Окончено прерванных сборок карты болей"),
    Job("otklik.reporting.actions.make_consolidated:end_lost_reports", "Окончено прерванных сборок свода"),
    Job("otklik.reporting.actions.draft_package:end_lost_packages", "Окончено прерванных сборок отчётных материалов"),
    Job("otklik.base.virus_recheck:check_waiting_files", "Проверено антивирусом"),
    Job("otklik.intake.actions.forget_abandoned_files:forget_abandoned_files", "Удалено ничьих файлов"),
    Job("otklik.intake.actions.keep_card_draft:forget_card_drafts", "Удалено неоконченных карточек"),
    Job("otklik.intake.answer_drafts:forget_old_drafts", "Удалено старых черновиков ответа"),
    Job("otklik.intake.actions.count_anonymous:count_anonymous"),
    Job("otklik.intake.actions.carry_out_destruction:continue_destructions", "Уничтожены данные обращений"),
    Job("otklik.base.sessions:forget_ended_sessions"),
    Job("otklik.accounts.directory.watch:watch_directory", "Закрыто учётных записей, закрытых в каталоге"),
    Job("otklik.accounts.provider_watch:watch_provider", "Окончены сеансы тех, кого не знает единый вход"),
    Job("otklik.interchange.replies:forget_old_replies"),
    Job("otklik.interchange.uploads:forget_old_uploads"),
    Job("otklik.intake.text_index:catch_up_a_while"),
    Job("otklik.analysis.text.counting:count_suggestions"),
    Job("otklik.analysis.actions.learn_from_decisions:learn_nightly", "Отправлено учиться на решениях"),
    Job("otklik.analysis.text.mass_texts:find_mass_texts", "Найдено массовых текстов"),
    Job("otklik.intake.likeness.frequency:count_words"),
    Job("otklik.improvement.actions.compute_effects:compute_effects", "Посчитан эффект мероприятий"),
    Job("otklik.improvement.actions.offer_practice:compute_practice_effects", "Посчитан эффект практик"),
    Job("otklik.improvement.actions.propose_practices:propose_practices", "Предложено практик и направлений"),
    Job("otklik.region.actions.refresh_figures:refresh_figures", "Посчитано кварталов для показа региону"),
    Job("otklik.surveys.actions.open_survey:open_due_surveys", "Открыто опросов"),
    Job("otklik.surveys.actions.close_survey:close_due_surveys", "Завершено опросов"),
    Job("otklik.operation.actions.clean_node:clean_node", "Удалено записей узла по сроку"),
    Job("otklik.operation.actions.watch_node:watch_node", "Сообщено о состоянии узла"),
    Job("otklik.operation.clock:look_around", is_everywhere=True),
)


def run_jobs() -> Iterator[str]:
    """Run every job, the common ones unless another machine is at them; a line for each that did something or failed.

    The log has the reason of a failure.
    """
    from otklik.base.alone import alone  # noqa: PLC0415 - after the settings are read
    from otklik.operation.clock import ClockPass  # noqa: PLC0415

    passed = ClockPass()
    yield from _run([job for job in JOBS if job.is_everywhere], passed)
    with alone("tick") as is_ours:
        if is_ours:
            yield from _run([job for job in JOBS if not job.is_everywhere], passed)
            passed.end()


def _run(jobs: list[Job], passed: "ClockPass") -> Iterator[str]:
    for job in jobs:
        try:
            count = job.function()()
        except Exception as problem:
            passed.failed(job.place, problem)
            log.exception("periodic_job_failed", job=job.place)
            yield f"Не удалось: {job.place}, причина в журнале программы."
            continue
        if count and job.told:
            yield f"{job.told}: {count}"
