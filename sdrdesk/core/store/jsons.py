"""JSON as the database keeps it: readable, Chinese as itself, keys in the order given."""

from __future__ import annotations

import json
from typing import Any


def dumps(value: Any) -> str:
    """A value as one line of JSON."""
    return json.dumps(value, ensure_ascii=False)
