"""What the services tell each other: events, topics, the report, and the one consumer chassis."""
