"""The read side: SQL in, frozen rows out; one module for each screen."""
