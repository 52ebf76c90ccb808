"""The receiver: a thread for each connection that is asked, begun and ended as connections are enabled and disabled."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import uuid4

import structlog
from django.db import DatabaseError, close_old_connections, connections
from django.utils import timezone

from otklik.channels.contract import Channel
from otklik.correspondence.models import Lane
from otklik.correspondence.polled import drop_leases, polled_connections, renew_lease
from otklik.correspondence.polling import poll_connection
from otklik.delivery.connections import channel_of, settings_of
from otklik.delivery.models import ChannelConnection

log = structlog.get_logger(__name__)

#: Seconds: between looks at what is enabled; of one wait for news; between questions where a channel cannot wait.
LOOK_EVERY, LONGEST_WAIT, PAUSE = 2.0, 20.0, 15.0
_MOMENT = 0.5


@dataclass
class Watcher:
    """One connection with its thread; ended by `stop`, at the latest when its present wait is over."""

    connection_id: int
    sealed_settings: str
    holder: str
    stop: threading.Event = field(default_factory=threading.Event)
    thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to ask."""
        name = f"connection-{self.connection_id}"
        self.thread = threading.Thread(target=self.run, name=name, daemon=True)
        self.thread.start()

    def run(self) -> None:
        """Ask, wait, ask again, until stopped; whatever breaks is logged, and asked again after a pause."""
        try:
            while not self.stop.is_set():
                try:
                    self._round()
                except Exception:
                    log.exception("receiver_broke", connection=self.connection_id)
                    self.stop.wait(PAUSE)
                close_old_connections()
        finally:
            connections.close_all()

    def _round(self) -> None:
        if self._rest():
            return
        poll_connection(self.connection_id, self.holder)
        connection = ChannelConnection.objects.filter(pk=self.connection_id, is_enabled=True).first()
        if connection is None or self.stop.is_set() or self._rest():
            return
        channel = channel_of(connection)
        if channel.wait is None or not renew_lease(self.connection_id, self.holder):
            self.stop.wait(PAUSE)
            return
        self._wait(channel.wait, connection, channel)

    def _wait(self, wait: Callable[..., None], connection: ChannelConnection, channel: Channel) -> None:
        """Until something may be new. No database is held meanwhile; a channel that returns at once is slowed down."""
        settings, began = settings_of(connection), time.monotonic()
        connections.close_all()
        try:
            wait(settings, dict(connection.cursor), LONGEST_WAIT)
        except Exception as problem:  # noqa: BLE001 - the next question will tell what is wrong
            log.info("wait_broke_off", connection=connection.pk, channel=channel.slug, problem=type(problem).__name__)
            self.stop.wait(PAUSE / 3)
        if time.monotonic() - began < _MOMENT:
            self.stop.wait(_MOMENT)

    def _rest(self) -> bool:
        """After a failure: wait a moment, and say whether the pause goes on."""
        until = Lane.objects.filter(pk=self.connection_id).values_list("next_poll_at", flat=True).first()
        if until is None or until <= timezone.now():
            return False
        self.stop.wait(min(LOOK_EVERY, max(0.0, (until - timezone.now()).total_seconds())))
        return True


class Receiver:
    """All watchers of this process."""

    def __init__(self) -> None:
        self.holder = uuid4().hex
        self.watchers: dict[int, Watcher] = {}

    def run(self, stop: threading.Event) -> None:
        """Look again and again at what is enabled, until told to stop."""
        try:
            while not stop.is_set():
                try:
                    self.look()
                except DatabaseError:  # locked, or being started anew: those who ask go on, we look again
                    log.warning("receiver_did_not_see", exc_info=True)
                close_old_connections()
                stop.wait(LOOK_EVERY)
        finally:
            self.end()

    def look(self) -> None:
        """Begin for newly enabled connections and changed settings; end for those disabled."""
        wanted = {connection.pk: connection.sealed_settings for connection in polled_connections()}
        for pk, watcher in list(self.watchers.items()):
            if wanted.get(pk) != watcher.sealed_settings:
                watcher.stop.set()
                del self.watchers[pk]
        for pk, sealed in wanted.items():
            if pk not in self.watchers:
                self.watchers[pk] = Watcher(pk, sealed, self.holder)
                self.watchers[pk].start()

    def end(self) -> None:
        """Stop all, and let the next receiver begin at once."""
        for watcher in self.watchers.values():
            watcher.stop.set()
        drop_leases(self.holder)
