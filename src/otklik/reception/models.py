"""Hours, slots and visits of reception in person."""
