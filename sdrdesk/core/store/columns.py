"""How the tables' columns are written, in one place: see tables.py for the conventions."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, MetaData, Text, text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def id_() -> Column[int]:
    """The primary key."""
    return Column("id", Integer, primary_key=True)


def ref_(name: str, target: str, *, required: bool = True, index: bool = False) -> Column[int]:
    """A foreign key to the ``id`` of ``target``."""
    return Column(name, Integer, ForeignKey(f"{target}.id"), nullable=not required, index=index)


def int_(name: str, *, default: int | None = None) -> Column[int]:
    """An integer; without a default it may be null."""
    server = None if default is None else text(str(default))
    return Column(name, Integer, nullable=default is None, server_default=server)


def text_(name: str, *, required: bool = False, default: str | None = None) -> Column[str]:
    """A text; null only without a default and when not required."""
    server = None if default is None else text(f"'{default}'")
    return Column(name, Text, nullable=not required and default is None, server_default=server)
