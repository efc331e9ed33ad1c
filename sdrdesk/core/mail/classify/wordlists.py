"""Lists of words and expressions that lie beside the code as TOML, compiled once."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=16)
def words(name: str) -> dict[str, re.Pattern[str]]:
    """Every list of a file as one expression that ignores case."""
    table = tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text("utf-8"))
    return {key: re.compile("|".join(f"(?:{w})" for w in lines), re.IGNORECASE) for key, lines in table.items()}
