"""The write side: one public method is one use case, one transaction, one Outcome."""
