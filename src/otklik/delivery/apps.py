from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "otklik.delivery"
    label = "delivery"
