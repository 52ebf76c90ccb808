"""Reception in person at the desk: the day, the card of a visit, sign-up by phone, hours, figures."""
