"""Pictures for the demo world, painted from a seed: no downloads, no grey boxes, nobody's copyright.

``product("tea_tin", seed=3, angle=0)`` always gives the same bytes.
"""

from zhanggui.demo.pictures.studio import ARCHETYPES, banner, ident, portrait, product

__all__ = ["ARCHETYPES", "banner", "ident", "portrait", "product"]
