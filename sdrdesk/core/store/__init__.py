"""The one SQLite file: connections, tables, journal, migrations, backups."""
