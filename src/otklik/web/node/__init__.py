"""Pages of the node's keeper: of the machine and the program, never of an administration's work."""
