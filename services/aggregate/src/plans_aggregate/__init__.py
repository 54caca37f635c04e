"""Learn from all plans: events become rows, each receipt has one effect, and the sector's figures are views."""
