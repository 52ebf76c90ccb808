"""Chunks of a large file are stored by two connections: while one writes its messages, the other prepares the next.

Everything but the messages themselves is written at once; for its numbers and messages a chunk waits until the chunk
before it is committed. So what is stored is a beginning of the file at any moment, numbers stand in its order without a
gap, and a chunk that fails takes those behind it with it.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager

from django.db import connection

from otklik.intake.bulk.packing import Messages
from otklik.intake.bulk.reading import Chunk

#: Waits until what comes before is committed; raises when it failed.
Turn = Callable[[], object]
Take = Callable[[Messages, Turn], int]
AT_ONCE = 2


def stored(chunks: Iterable[Chunk], take: Take, *, overlapping: bool) -> Iterator[tuple[Chunk, int]]:
    """Every chunk in the order of the file with how many of its messages were new."""
    if not overlapping:
        for chunk in chunks:
            yield chunk, take(chunk.messages, lambda: None) if chunk.messages else 0
        return
    with _connections() as pools:
        waiting: deque[tuple[Chunk, Future[int]]] = deque()
        last: Future[int] | None = None
        for number, chunk in enumerate(chunks):
            last = pools[number % AT_ONCE].submit(_store, take, chunk.messages, last)
            waiting.append((chunk, last))
            if len(waiting) == AT_ONCE:
                first, done = waiting.popleft()
                yield first, done.result()
        for first, done in waiting:
            yield first, done.result()


def _store(take: Take, messages: Messages | None, before: Future[int] | None) -> int:
    turn = before.result if before else lambda: None
    if messages:
        return take(messages, turn)
    turn()
    return 0


@contextmanager
def _connections() -> Iterator[list[ThreadPoolExecutor]]:
    """Threads with a connection each, which closes when the block is left and their chunks are done."""
    with ExitStack() as stack:
        pools = [stack.enter_context(ThreadPoolExecutor(1)) for _ in range(AT_ONCE)]
        try:
            yield pools
        finally:
            for pool in pools:
                pool.submit(connection.close)
