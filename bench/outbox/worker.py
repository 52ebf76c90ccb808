"""`python -m bench.outbox.worker LEASE`: a worker that may be killed.

Each line on its input begins a process that does nothing but send, and tells its number; when that process is dead,
however it died, «dead» is told and the next line is read. The program itself is loaded once.
"""

import os
import sys
import time
from datetime import timedelta

LEASE = 1.0


def main() -> None:
    """Load, then a process for every line."""
    import django

    told = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what the program logs is none of our words
    os.environ["DJANGO_SETTINGS_MODULE"] = "otklik.config.settings"
    django.setup()
    from otklik.channels.registry import channels
    from otklik.delivery.actions.send_waiting import send_waiting_messages

    channels()
    lease = timedelta(seconds=float(sys.argv[1]) if len(sys.argv) > 1 else LEASE)
    print("ready", file=told, flush=True)
    for _ in sys.stdin:
        number = os.fork()
        if not number:
            while True:
                send_waiting_messages(lease=lease, seconds=1.0)
                time.sleep(0.02)
        print(number, file=told, flush=True)
        os.waitpid(number, 0)
        print("dead", file=told, flush=True)


if __name__ == "__main__":
    main()
