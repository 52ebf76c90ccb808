"""Pages for what comes in past the network: packs of scans, calls, boxes, events."""
