"""Frozen schema steps; a revision imports no table and no rule of ours."""
