"""Sending what waits in the outbox: take, send, write down; each connection in its order, none held up by another."""

from collections import Counter
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import timedelta
from time import monotonic

from otklik.delivery.attempts import Outcome, prepared
from otklik.delivery.claims import Claim, claim_next, due_lanes, take_up_broken_off
from otklik.delivery.quiet import rest_until_morning
from otklik.delivery.settling import settle

#: An attempt that has said nothing for so long has broken off; longer than any channel waits for its server.
LEASE = timedelta(minutes=5)
#: No new attempt is begun after so many seconds: the worker has other work too.
SECONDS = 45.0
#: So many connections at once, one message each.
LANES = 8
#: After so many failures in a row a connection is left in peace until the next pass.
TIRED = 3
LOOK_AGAIN = 0.3


def send_waiting_messages(limit: int = 1000, *, lease: timedelta = LEASE, seconds: float = SECONDS) -> int:
    """Send what is due, at most so many; returns how many left.

    Two workers at once never take the same message. Only the sending itself runs in threads, one for a connection at
    a time; the database is used by the caller's thread alone, never while a message is on its way.
    """
    take_up_broken_off()
    rest_until_morning()
    return _Pass(limit, lease, seconds).run()


class _Pass:
    """One pass over all connections."""

    def __init__(self, limit: int, lease: timedelta, seconds: float) -> None:
        self.left, self.lease, self.ends_at = limit, lease, monotonic() + seconds
        self.flying: dict[Future[Outcome], Claim] = {}
        self.failures: Counter[int | None] = Counter()
        self.sent = 0

    def run(self) -> int:
        with ThreadPoolExecutor(LANES, thread_name_prefix="outbox") as threads:
            while True:
                self._begin(threads)
                if not self.flying:
                    return self.sent
                done, _ = wait(self.flying, timeout=LOOK_AGAIN, return_when=FIRST_COMPLETED)
                for future in done:
                    self._end(self.flying.pop(future), future.result())

    def _begin(self, threads: ThreadPoolExecutor) -> None:
        busy = {claim.message.connection_id for claim in self.flying.values()}
        if monotonic() > self.ends_at or self.left <= 0 or len(self.flying) >= LANES:
            return
        tired = {lane for lane, count in self.failures.items() if count >= TIRED}
        for lane in due_lanes(busy | tired):
            if len(self.flying) < LANES and self.left > 0 and (claim := claim_next(lane, self.lease)):
                self.left -= 1
                self.flying[threads.submit(prepared(claim.message))] = claim

    def _end(self, claim: Claim, outcome: Outcome) -> None:
        settle(claim.message.pk, claim.attempt, outcome)
        lane = claim.message.connection_id
        self.sent += outcome.is_sent
        self.failures[lane] = 0 if outcome.is_sent or outcome.is_final else self.failures[lane] + 1
