"""Separator sheets that are laid between letters before they are scanned in one go."""
