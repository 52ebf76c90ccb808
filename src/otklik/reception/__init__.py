"""Reception in person: the schedule, sign-up, the visit and its outcome."""
