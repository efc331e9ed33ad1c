"""Background work: lanes, the tick, and one pass of each job."""
