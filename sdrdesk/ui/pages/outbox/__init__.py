"""The outbox: every email with its state, and what can still be done about it."""
