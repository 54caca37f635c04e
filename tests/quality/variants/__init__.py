"""Generated plans, each with what a careful reader finds in it by construction."""
