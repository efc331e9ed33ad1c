"""Alembic's entry: the caller hands in the connection, and owns its transaction."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=False, render_as_batch=True)
context.run_migrations()
