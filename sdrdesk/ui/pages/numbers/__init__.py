"""How am I doing: the funnel, the weeks, the targets, the benchmarks and the pipeline math."""

from __future__ import annotations

from sdrdesk.ui.pages.numbers.page import NumbersPage

__all__ = ["NumbersPage"]
