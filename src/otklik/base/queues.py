"""Queues of background work, each with a worker of its own, by who waits for it.

A letter to a citizen does not wait until an import of a million rows is through, and whoever sends a file does not wait
until a night's learning is.
"""

#: Seconds of work that a person outside waits for: letters, arrivals, alerts.
QUICK_QUEUE = "quick"
#: Minutes of work that nobody waits for: learning. All the rest, for which somebody sits at a screen, is in «default».
PATIENT_QUEUE = "patient"
