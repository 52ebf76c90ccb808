"""The sets: each module exports one constant DATASET."""
