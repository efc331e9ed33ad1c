"""Dialogs; each offers a classmethod ask()."""
