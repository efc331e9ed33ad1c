"""Pure rules and values: no I/O, and time is an argument."""
