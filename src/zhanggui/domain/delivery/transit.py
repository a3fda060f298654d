"""How long parcels take, as tallies: place d counts those signed for d calendar days after the hand-over.

The last place counts all that took at least as long. Tallies of several lanes add up to that of all of them.
"""

from collections.abc import Iterable, Sequence

LONGEST = 60
"""Days: who takes longer is counted here."""
Tally = Sequence[int]


def tally_of(days: Iterable[int]) -> list[int]:
    """Count lengths of time.

    >>> tally_of([1, 1, 2])[:4]
    [0, 2, 1, 0]
    """
    counted = [0] * (LONGEST + 1)
    for one in days:
        counted[min(max(one, 0), LONGEST)] += 1
    return counted


def pooled(tallies: Iterable[Tally]) -> list[int]:
    """All parcels of several lanes.

    >>> pooled([[1, 2], [0, 3]])[:2]
    [1, 5]
    """
    total = [0] * (LONGEST + 1)
    for tally in tallies:
        for day, count in enumerate(tally):
            total[day] += count
    return total


def days_for(tally: Tally, percent: int) -> int | None:
    """Within how many days so many percent of the parcels came; ``None`` without any.

    >>> days_for([0, 90, 5, 4, 1], 95), days_for([0, 90, 5, 4, 1], 96), days_for([], 95)
    (2, 3, None)
    """
    wanted, so_far = sum(tally) * percent, 0
    if not wanted:
        return None
    for day, count in enumerate(tally):
        so_far += count
        if so_far * 100 >= wanted:
            return day
    return len(tally) - 1


def chance_late(tally: Tally, *, gone: int, left: int) -> float | None:
    """How likely a parcel comes too late, that has been under way for ``gone`` days and has ``left`` to go.

    Of all parcels that were still under way after so long, the share that needed longer; ``None`` where no
    parcel ever took so long.

    >>> chance_late([0, 6, 2, 1, 1], gone=1, left=1)
    0.2
    >>> chance_late([0, 6, 2, 1, 1], gone=3, left=0)
    0.5
    """
    still = sum(tally[max(gone, 0) :])
    return sum(tally[max(gone + left + 1, 0) :]) / still if still else None


def days_expected(tally: Tally, *, gone: int, percent: int) -> int | None:
    """In how many days from now so many percent of the parcels still under way after ``gone`` days have come.

    >>> days_expected([0, 6, 2, 1, 1], gone=2, percent=75)
    1
    """
    return days_for(tally[max(gone, 0) :], percent)
