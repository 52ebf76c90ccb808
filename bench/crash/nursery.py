"""`python -m bench.crash.nursery FOLDER`: the program loaded once; each line of input begins a process of a role."""

import os
import signal
import sys
import traceback
from pathlib import Path


def main() -> None:
    """Load, then a process for every line; its number is told."""
    import django

    told = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what the program logs is none of our words
    os.environ["DJANGO_SETTINGS_MODULE"] = "otklik.config.settings"
    django.setup()
    from bench.crash.roles import ROLES
    from otklik.channels.registry import channels

    channels()
    folder = Path(sys.argv[1])
    _warm(folder / "warm", ROLES)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the dead
    print("ready", file=told, flush=True)
    for line in sys.stdin:
        number = os.fork()
        if not number:
            _live(folder, line.strip(), ROLES)
        print(number, file=told, flush=True)


def _warm(folder: Path, roles: dict) -> None:  # type: ignore[type-arg]
    """What is loaded for one thing here need not be loaded by every process that is born.

    Not the answer: its letter is set by threads, which a fork does not take along.
    """
    from django.db import connections

    from bench.crash.roles import STOP

    folder.mkdir()
    (folder / STOP).touch()
    for role in ("intake", "closing"):
        roles[role](folder, role)
    connections.close_all()


def _live(folder: Path, role: str, roles: dict) -> None:  # type: ignore[type-arg]
    """Do the role's work to its end; a fault of its own is written down, as it is no kill."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    try:
        roles[role](folder, role)
    except BaseException:  # noqa: BLE001 - told in the report
        with (folder / "faults").open("a", encoding="utf-8") as faults:
            faults.write(f"{role}: {traceback.format_exc()}\n")
    finally:
        os._exit(0)


if __name__ == "__main__":
    main()
