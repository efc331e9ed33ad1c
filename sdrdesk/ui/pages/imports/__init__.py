"""The Import page: bring a list in without dirt."""
