"""Generate plans whose right reading is known because of how they are made; seeded, so that a run can be repeated."""
