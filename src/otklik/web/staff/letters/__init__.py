"""Employees who turned to a person: the person's own list, the talk, the card of a visit, who receives, the poster."""
