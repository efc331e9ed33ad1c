"""The Prospects page: find and re-work groups of people."""
