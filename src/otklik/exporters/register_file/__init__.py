"""Tables that go to other systems: in the layout of theirs, or in one that is publicly known."""
