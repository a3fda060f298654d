"""By which terms a supplier is settled with, for the cycle that begins on a day."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from zhanggui.domain.catalog.queries import category_paths
from zhanggui.domain.finance import rules
from zhanggui.domain.finance.drawing import Due, Taxes
from zhanggui.domain.finance.models import SettlementAccount, Terms, TermsInForce
from zhanggui.domain.invoicing import taxation
from zhanggui.domain.invoicing.states import Treatment
from zhanggui.domain.partners.queries import commissions_agreed


def due(accounts: Sequence[SettlementAccount], day: date) -> list[Due]:
    """What to settle by: approved terms, or else the commission that the signed agreement says."""
    suppliers = [account.supplier_id for account in accounts]
    own = {
        row.supplier_id: row.terms
        for row in TermsInForce.objects.filter(supplier_id__in=suppliers, starts_on__lte=day)
        .select_related("terms")
        .order_by("starts_on", "agreed_at")
    }
    agreed = commissions_agreed([account.supplier.organisation_id for account in accounts], day)
    paths = category_paths() if any(terms.category_bp for terms in own.values()) else {}
    return [
        _due(account, own.get(account.supplier_id), agreed.get(account.supplier.organisation_id, 0), paths)
        for account in accounts
    ]


def taxes(day: date) -> Taxes:
    """How goods settled in the cycle that begins on a day are taxed; unclassed ones as ordinary goods."""
    classes = taxation.classes_on(day)
    plain = taxation.rate_of(Treatment.STANDARD, day)
    return Taxes({category: taxed.rate_bp for category, taxed in classes.items()}, plain)


def _due(account: SettlementAccount, terms: Terms | None, agreed_bp: int, paths: Mapping[UUID, str]) -> Due:
    plain = terms.commission_bp if terms else agreed_bp
    rates = terms.category_bp if terms else {}
    by_category = {
        category: rate
        for category, path in (paths.items() if rates else ())
        if (rate := rules.rate_for(path, rates, plain)) != plain
    }
    return Due(
        supplier_id=account.supplier_id,
        since=account.settled_until,
        plain_bp=plain,
        discount_share_bp=terms.discount_share_bp if terms else 0,
        category_bp=by_category,
        freight_share_bp=terms.freight_share_bp if terms else 0,
    )
