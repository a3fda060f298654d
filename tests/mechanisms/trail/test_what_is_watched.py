"""No record changes at the prompt of the database unseen: each is governed, sealed, or has its verifier."""

import pgtrigger
import pytest
from django.apps import apps

from zhanggui.mechanisms.trail.sealed import sealed_tables
from zhanggui.schema.encrypted import EncryptedTextField
from zhanggui.schema.triggers import AppendOnly, Governed

OWN_VERIFIER = {"ledger_account", "ledger_resolution", "trail_seal", "trail_sealpart"}
"""The ledger recomputes its own, and the seals carry their code."""


def tables(kind: type) -> set[str]:
    return {model._meta.db_table for model, trigger in pgtrigger.registered() if isinstance(trigger, kind)}


@pytest.mark.parametrize("table", sorted(tables(AppendOnly)))
def test_what_is_only_ever_added_to_is_watched(table):
    assert table in tables(Governed) | {sealed.name for sealed in sealed_tables()} | OWN_VERIFIER


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(name, id=name)
        for name in (
            "identity_account", "identity_grant", "catalog_goods", "pricing_price", "sales_order",
            "sales_orderline", "payments_payment", "payments_refund", "aftersales_return", "cases_case",
        )
    ],
)  # fmt: skip
def test_what_changes_and_matters_is_governed(table):
    assert table in {model._meta.db_table for model in apps.get_models()}
    assert table in tables(Governed)


def test_secrets_and_personal_data_are_in_no_history():
    open_text = {
        f"{model._meta.db_table}.{field.column}"
        for model, trigger in pgtrigger.registered()
        if isinstance(trigger, Governed)
        for field in model._meta.fields
        if isinstance(field, EncryptedTextField) and field.column not in trigger.arguments[0].split(",")
    }

    assert open_text == set()
