"""What measures gave: which figure each should move, its quarters, the verdict, kept by quarter."""
