"""The schema's history, applied in order by Alembic; nothing here imports today's tables."""
