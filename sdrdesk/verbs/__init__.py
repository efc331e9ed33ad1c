"""The verbs of the command line, by family; each says in words or in JSON what a service did."""

from sdrdesk.verbs.base import run_verb

__all__ = ["run_verb"]
