"""Background work of mentions."""

from django_tasks import task

from otklik.base.lost_tasks import done_again
from otklik.mentions.actions.ask_feeds import take_from_feed


@task()
@done_again()
def read_feed(feed_id: int) -> None:
    """Ask one feed."""
    take_from_feed(feed_id)
