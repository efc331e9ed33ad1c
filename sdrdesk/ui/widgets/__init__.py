"""Reusable widgets that know no service and no store: they take plain values and give signals."""
