"""Looking into scans, in a process of its own: whatever a strange PDF does, the worker goes on."""
