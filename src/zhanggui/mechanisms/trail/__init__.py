"""Trail (留痕): nothing is done anonymously or silently."""
