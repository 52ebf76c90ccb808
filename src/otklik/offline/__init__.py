"""What comes in past the network: packs of scanned letters, boxes, events, calls («офлайн-каналы»)."""
