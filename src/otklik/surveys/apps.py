from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "otklik.surveys"
    label = "surveys"

    def ready(self) -> None:
        """Give a questionnaire with every answer; tell who forgets persons what stands here."""
        from otklik.base.events import AppealAnswered, subscribe  # noqa: PLC0415 - models are ready only now
        from otklik.base.personal_data import register_holder  # noqa: PLC0415
        from otklik.intake.answer_closings import register_closing  # noqa: PLC0415
        from otklik.surveys.actions.give_survey import count_given_with_answer  # noqa: PLC0415
        from otklik.surveys.giving import invitation_in_answer  # noqa: PLC0415
        from otklik.surveys.personal_data import HOLDER  # noqa: PLC0415
        from otklik.surveys.qualitative.personal_data import HOLDER as SOURCES  # noqa: PLC0415
        from otklik.surveys.sampling.people import HOLDER as FRAME_PEOPLE  # noqa: PLC0415

        register_closing(invitation_in_answer)
        subscribe(AppealAnswered, count_given_with_answer)
        register_holder(HOLDER)
        register_holder(FRAME_PEOPLE)
        register_holder(SOURCES)
