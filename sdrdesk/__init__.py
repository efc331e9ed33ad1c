"""SDR Desk: a local-first desk for one sales development representative."""

__version__ = "0.1.0"
