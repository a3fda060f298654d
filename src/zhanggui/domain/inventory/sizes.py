"""How large and how heavy a piece is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """Three edges and the weight of one piece, packed as it is sold."""

    length_mm: int
    width_mm: int
    height_mm: int
    weight_grams: int

    @property
    def edges(self) -> tuple[int, int, int]:
        """The longest edge first."""
        longest, middle, shortest = sorted((self.length_mm, self.width_mm, self.height_mm), reverse=True)
        return longest, middle, shortest

    @property
    def plausible(self) -> bool:
        """Whether a piece can be like this."""
        return all(0 < edge <= 5_000 for edge in self.edges) and 0 < self.weight_grams <= 200_000
