"""«Исходящие»: what leaves by every channel, as people see and decide it."""
