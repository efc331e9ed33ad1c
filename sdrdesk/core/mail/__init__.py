"""Sockets to mail servers live here, and nowhere else."""
