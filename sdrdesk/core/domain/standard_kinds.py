"""Which agreements are kept in versions, and what reads each (services/standards.py)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

CHECKS: dict[str, Callable[[Mapping[str, Any]], object]] = {}
"""By kind: reads a body, and raises ValidationError for what cannot be."""
