"""The places of the section «Каналы», shown as tabs above its pages."""

from otklik.base.actor import Actor
from otklik.catalog.policies import can_manage_catalog
from otklik.correspondence.outbox.policies import can_post_letters, can_view_outbox
from otklik.correspondence.policies import can_view_arrivals, can_view_channels
from otklik.intake.actions.write_to_leader import can_name_receivers
from otklik.interchange.policies import can_manage_interchange
from otklik.registers.policies import can_report_appeals, can_view_sources
from otklik.web.staff.places import Place, may_open_any

PLACES: tuple[Place, ...] = (
    #: The first that the actor may open is where the section begins.
    Place("Все каналы", "channel_list", can_view_channels),
    Place("Не разобрано", "arrivals", can_view_arrivals),
    Place("Исходящие", "outbox", can_view_outbox),
    Place("К печати", "letters_to_print", can_post_letters),
    Place("Кто принимает сотрудников", "letter_receivers", can_name_receivers),
    Place("Источники файлов", "register_sources", can_view_sources),
    Place("Файлы для порталов", "reporting_files", can_report_appeals),
    Place("Слова беседы", "dialogue_words", can_manage_catalog),
    Place("Ключи API", "api_keys", can_manage_interchange),
    Place("События системам", "webhooks", can_manage_interchange),
    Place("Другие сайты", "sites", can_manage_catalog),
)


def can_open_channels(actor: Actor) -> bool:
    """Whoever may open at least one place of the section."""
    return may_open_any(actor, PLACES)
