"""Own plans held out a second time: other people's voices, wordings and layouts, read before any rule saw them."""
