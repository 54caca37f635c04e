"""Own plans held out after the first: a folder of people, wordings and layouts, read before any rule saw them."""
