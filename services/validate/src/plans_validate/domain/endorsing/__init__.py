"""Own what a document says of members' endorsement of the plan, and who says it."""
