"""How often a process that serves looks for garbage."""

import gc

#: A page makes ten thousand objects and leaves few cycles: looking for them after every seven hundred is a tenth of it.
THRESHOLDS = (20_000, 20, 20)


def look_for_less_garbage() -> None:
    """To be called when all is loaded: that stays for good, and to look it through takes a tenth of a second."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)
