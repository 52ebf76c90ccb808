"""Reports at the desk: what to hand in and when, consolidated reports, publications."""
