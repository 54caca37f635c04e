"""The whole stack and product without containers: for development, the demo and the fault tests."""
