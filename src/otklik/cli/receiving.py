"""`otklik receive`: asks the connected mailboxes and networks that nobody calls us from."""

import signal
import threading
from types import FrameType

from otklik.cli.start import say, set_up


def receive() -> None:
    """Принимать сообщения из подключённых ящиков и сетей, которые программа спрашивает сама. Остановка — Ctrl-C."""
    set_up()
    from otklik.correspondence.receiver import Receiver  # noqa: PLC0415 - after the settings are read
    from otklik.operation.beats import keep_beating  # noqa: PLC0415
    from otklik.operation.enums import PartKind  # noqa: PLC0415

    stop = threading.Event()

    def end(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    for ending in (signal.SIGTERM, signal.SIGINT):
        signal.signal(ending, end)
    keep_beating(PartKind.RECEIVER)
    say("Приём сообщений запущен.")
    Receiver().run(stop)
    say("Приём сообщений остановлен.")
