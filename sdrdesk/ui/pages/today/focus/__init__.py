"""Focus mode: an hour of calls with nothing else on the screen (the power hour)."""
