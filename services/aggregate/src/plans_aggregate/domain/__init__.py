"""What an event does to the tables: pure functions, no IO."""
