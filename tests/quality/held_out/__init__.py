"""Own plans that no rule was written for: in other voices, to show how readings hold for councils not yet seen."""
