"""Where ingest meets HTTP, Postgres and Kafka."""
