"""The inbox: what has come in, by person, and one key each for what it calls for."""
