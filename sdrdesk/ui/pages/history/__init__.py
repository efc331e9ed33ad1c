"""The history: the journal as a page, with undo and redo."""
