"""From what was said to what changed: pains, maps, measures, their effect, thanks."""
