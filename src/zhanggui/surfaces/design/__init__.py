"""One visual language for every surface: tokens, components, base templates, the writing of figures."""
