"""People, units and appointments as one table: each fault at its cell, compared with what is kept, carried out."""
