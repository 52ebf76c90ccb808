"""What comes in by the connected channels, and the talks in networks."""

from django.apps import AppConfig

from otklik.base.events import AppealAnswered, LetterSettled, subscribe


class CorrespondenceConfig(AppConfig):
    """Arrivals, threads, dialogues."""

    name = "otklik.correspondence"
    label = "correspondence"

    def ready(self) -> None:
        """Tell intake how authors are answered where they wrote; ask authors of talks about their answers;
        tell who forgets persons what stands here.
        """
        from otklik.base.personal_data import register_holder  # noqa: PLC0415 - models are ready only now
        from otklik.correspondence.becoming.threads import tie_sent  # noqa: PLC0415
        from otklik.correspondence.offering import offer_mark  # noqa: PLC0415
        from otklik.correspondence.personal_data import HOLDER  # noqa: PLC0415
        from otklik.correspondence.ways import ways_of  # noqa: PLC0415
        from otklik.intake.reply_ways import register_reply_way  # noqa: PLC0415

        register_reply_way(ways_of)
        register_holder(HOLDER)
        subscribe(AppealAnswered, offer_mark)
        subscribe(LetterSettled, tie_sent)
