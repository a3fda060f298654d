"""Value by moving average: no fen appears and none is lost, whatever comes and goes."""

from hypothesis import given
from hypothesis import strategies as st

from zhanggui.domain.inventory.worth import Movement, Worth, moving_average

days = st.lists(
    st.lists(
        st.builds(
            Movement,
            pieces=st.integers(-50, 50).filter(bool),
            cost_fen=st.one_of(st.none(), st.integers(0, 10_000)),
        ),
        max_size=5,
    ),
    max_size=8,
)


def possible(opening: Worth, moved: list[list[Movement]]) -> list[list[Movement]]:
    """Without what would take more than is there, and without a price on what goes."""
    left, kept = opening.pieces, []
    for day in moved:
        today = []
        for one in sorted(day, key=lambda each: each.pieces < 0):
            if left + one.pieces >= 0:
                left += one.pieces
                today.append(one if one.pieces > 0 else Movement(one.pieces))
        kept.append(today)
    return kept


@given(st.integers(0, 100), st.integers(0, 100_000), days)
def test_what_came_less_what_went_is_what_is_left_to_the_fen(pieces, value, moved):
    opening = Worth(pieces, value if pieces else 0)
    account = moving_average(opening, possible(opening, moved))

    assert account.closing.value_fen == opening.value_fen + account.came.value_fen - account.went.value_fen
    assert account.closing.pieces == opening.pieces + account.came.pieces - account.went.pieces
    assert account.closing.value_fen >= 0
    assert account.closing.pieces or account.closing.value_fen == 0
