"""Pages of the window; they know the context, never each other."""
