"""Handoffs: who is ready for an account executive, what lacks, and the packet as it will be written."""
