"""How well texts are understood, measured on real messages: `python -m quality FOLDER`."""
