"""Own plans held out after the first: people's voices, wordings and layouts in a folder, read before any rule saw them."""
