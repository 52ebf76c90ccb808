"""The draft of a pain map: what speaks for pains in a quarter, gathered, grouped, named, known again."""
