"""Own what touches the outside: files, processes, Kafka and the document store."""
