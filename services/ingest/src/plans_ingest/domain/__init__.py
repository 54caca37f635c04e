"""What a submission is and when an upload is refused. No IO."""
