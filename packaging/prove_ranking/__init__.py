"""A simulated quarter in which policies for "who next" compete with the same working minutes; start with ``run.py``."""
