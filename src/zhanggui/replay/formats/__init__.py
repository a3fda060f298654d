"""How the files of other platforms are laid out: one mapping file a format."""
