from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "otklik.delivery"
    label = "delivery"

    def ready(self) -> None:
        """Tell who forgets persons what stands in the outbox."""
        from otklik.base.personal_data import register_holder  # noqa: PLC0415 - models are ready only now
        from otklik.delivery.personal_data import HOLDER  # noqa: PLC0415

        register_holder(HOLDER)
