"""Item models over ids: rows are read when they are seen."""
