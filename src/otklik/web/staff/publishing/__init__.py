"""Publications at the desk: two persons, the decree's clause in sight, the rules of placement."""
