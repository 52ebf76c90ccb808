"""What stands on others' shoulders: known weaknesses and licences of the pinned requirements."""
