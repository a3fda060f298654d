"""Amounts in the capital numerals of Chinese papers, which nobody can alter by a stroke of the pen."""

from zhanggui.kernel.money import Fen

DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")
GROUPS = ("", "万", "亿", "万亿")


def in_capitals(amount: Fen) -> str:
    """An amount in capitals.

    >>> in_capitals(12_345_60), in_capitals(100_100_00), in_capitals(5), in_capitals(-30_05)
    ('壹万贰仟叁佰肆拾伍圆陆角整', '壹拾万零壹佰圆整', '伍分', '（负数）叁拾圆零伍分')
    >>> in_capitals(0), in_capitals(100_000_000_00), in_capitals(10_00_01)
    ('零圆整', '壹亿圆整', '壹仟圆零壹分')
    """
    if amount < 0:
        return "（负数）" + in_capitals(-amount)
    whole, rest = divmod(amount, 100)
    jiao, fen = divmod(rest, 10)
    yuan = _whole(whole)
    if not rest:
        return f"{yuan or '零'}圆整"
    head = f"{yuan}圆" if yuan else ""
    if not jiao:
        return f"{head}{'零' if yuan else ''}{DIGITS[fen]}分"
    return f"{head}{DIGITS[jiao]}角" + (f"{DIGITS[fen]}分" if fen else "整")


def _whole(number: int) -> str:
    """Groups of four digits; a gap of zeros is said once."""
    said, gap = "", False
    groups: list[int] = []
    while number:
        number, group = divmod(number, 10_000)
        groups.append(group)
    for place in range(len(groups) - 1, -1, -1):
        group = groups[place]
        if not group:
            gap = bool(said)
            continue
        if said and (gap or group < 1000):
            said += "零"
        said += _group(group) + GROUPS[place]
        gap = False
    return said


def _group(group: int) -> str:
    said, gap = "", False
    for place in range(3, -1, -1):
        digit = group // 10**place % 10
        if not digit:
            gap = bool(said)
            continue
        said += ("零" if gap else "") + DIGITS[digit] + PLACES[place]
        gap = False
    return said
