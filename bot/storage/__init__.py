"""Where everything is kept: one page of tables, one way to open SQLite or PostgreSQL."""
