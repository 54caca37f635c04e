"""Aggregate's edges: the consumer, the tables, the figures' reader."""
