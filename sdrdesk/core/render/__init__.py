"""Templates to text: strict variables, an allow-list, bounded output."""
