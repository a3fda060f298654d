"""How money, moments and numbers of people are written on a page, in the language in force."""

from datetime import UTC, date, datetime
from functools import lru_cache

from babel.dates import format_date, format_datetime
from babel.numbers import format_currency, format_decimal
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from zhanggui.kernel import clock
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.money import Fen, yuan

LOCALES = {"zh-hans": "zh_Hans_CN", "en": "en_GB"}


def locale() -> str:
    """The babel locale of the language in force."""
    return LOCALES.get(get_language() or "zh-hans", "zh_Hans_CN")


@lru_cache(maxsize=8192)
def money_text(fen: Fen) -> str:
    """Money as a sentence needs it: ¥1,299.00, always both decimals."""
    whole, part = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}¥{whole:,}.{part:02}"


@lru_cache(maxsize=1024)
def yuan_text(fen: Fen) -> str:
    """Round money as a filter or a rule names it: ¥99, ¥1,000."""
    return format_currency(yuan(fen), "CNY", "¥#,##0.##", locale="zh_Hans_CN", currency_digits=False)


@lru_cache(maxsize=8192)
def price_html(fen: Fen, kind: str = "") -> SafeString:
    """A price as a price tag shows it: a small yuan sign, large yuan, small fen (none when they are zero)."""
    figure = money_text(fen)
    whole, _, rest = figure.partition(".")
    sign = "-¥" if figure.startswith("-") else "¥"
    tail = f'<span class="price-fen">.{rest}</span>' if rest != "00" or kind == "plain" else ""
    extra = f" price-{escape(kind)}" if kind else ""
    return mark_safe(  # noqa: S308
        f'<span class="price{extra}"><span class="price-sign">{sign}</span>{whole.lstrip("-¥")}{tail}</span>'
    )


def number_text(number: int) -> str:
    """A count with its thousands kept apart."""
    return _number_text(number, locale())


@lru_cache(maxsize=8192)
def _number_text(number: int, where: str) -> str:
    return format_decimal(number, locale=where)


def _local(moment: datetime) -> datetime:
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(SHANGHAI)


def moment_text(moment: datetime) -> str:
    """2026年11月22日 14:03, in Shanghai, as an operator writes it."""
    local = _local(moment)
    if locale() == "zh_Hans_CN":
        return f"{local.year}年{local.month}月{local.day}日 {local:%H:%M}"
    return format_datetime(local, "d MMM y, HH:mm", locale=locale())


def short_moment_text(moment: datetime) -> str:
    """11月22日 14:03: for rows, where the year is plain. Another year than this one is said."""
    local = _local(moment)
    if local.year != _local(clock.now()).year:
        return moment_text(moment)
    if locale() == "zh_Hans_CN":
        return f"{local.month}月{local.day}日 {local:%H:%M}"
    return format_datetime(local, "d MMM HH:mm", locale=locale())


def day_text(day: date | datetime) -> str:
    """2026年11月22日."""
    local = _local(day).date() if isinstance(day, datetime) else day
    if locale() == "zh_Hans_CN":
        return f"{local.year}年{local.month}月{local.day}日"
    return format_date(local, "d MMM y", locale=locale())


def hour_text(moment: datetime) -> str:
    """14:03, in Shanghai."""
    return f"{_local(moment):%H:%M}"


def time_html(moment: datetime, form: str = "full") -> SafeString:
    """A ``time`` element: words for people, the exact moment for programs."""
    words = {"full": moment_text, "short": short_moment_text, "day": day_text, "hour": hour_text}[form](
        moment
    )
    return format_html('<time datetime="{}">{}</time>', _local(moment).isoformat(timespec="seconds"), words)


def masked(mobile: str) -> str:
    """A mobile number with its middle hidden: 138****0001. What is too short to mask is hidden whole."""
    return f"{mobile[:3]}****{mobile[-4:]}" if len(mobile) >= 10 else "*" * len(mobile)


def masked_name(name: str) -> str:
    """A name of which only the first character is shown: 王**."""
    return name[:1] + "*" * max(len(name) - 1, 1) if name else ""
