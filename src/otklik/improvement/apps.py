from django.apps import AppConfig

from otklik.base.events import LetterSettled, MeasureDone, SurveyContactErased, subscribe


class ImprovementConfig(AppConfig):
    name = "otklik.improvement"
    label = "improvement"

    def ready(self) -> None:
        """Listen to what thanks depend on; tell who forgets persons what stands here."""
        from otklik.base.personal_data import register_holder  # noqa: PLC0415 - models are ready only now
        from otklik.improvement.actions.prepare_notices import on_measure_done  # noqa: PLC0415
        from otklik.improvement.actions.send_notice import on_letter_settled  # noqa: PLC0415
        from otklik.improvement.personal_data import HOLDER, forget_contact_letters  # noqa: PLC0415
        from otklik.improvement.queries.reminders import digest_part  # noqa: PLC0415
        from otklik.improvement.queries.unit_lists import digest_part as unit_lists_part  # noqa: PLC0415
        from otklik.intake.digest import add_part  # noqa: PLC0415

        subscribe(MeasureDone, on_measure_done)
        subscribe(LetterSettled, on_letter_settled)
        subscribe(SurveyContactErased, forget_contact_letters)
        register_holder(HOLDER)
        add_part(digest_part)
        add_part(unit_lists_part)
