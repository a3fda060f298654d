"""What a line was bought as, from whom and at what price; and addresses that the database sees sealed only."""

import django.db.models.deletion
from django.db import migrations, models

import zhanggui.schema.encrypted

PROTECT = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    dependencies = [
        ("sales", "0001_initial"),
        ("catalog", "0001_initial"),
        ("pricing", "0001_initial"),
        ("partners", "0001_initial"),
        ("broadcast", "0001_initial"),
    ]
    operations = [
        *(
            operation
            for name in ("recipient", "mobile", "street")
            for operation in (
                migrations.RemoveField("address", name),
                migrations.AddField(
                    "address",
                    name,
                    zhanggui.schema.encrypted.EncryptedTextField(default=""),
                    preserve_default=False,
                ),
            )
        ),
        migrations.AddField(
            "cartline",
            "sku",
            models.ForeignKey(on_delete=PROTECT, related_name="+", to="catalog.sku"),
            preserve_default=False,
        ),
        migrations.AddField(
            "cartline",
            "slot_goods",
            models.ForeignKey(
                blank=True, null=True, on_delete=PROTECT, related_name="+", to="broadcast.slotgoods"
            ),
        ),
        migrations.AddConstraint(
            "cartline",
            models.UniqueConstraint(
                fields=("cart", "sku", "slot_goods"), name="sales_cart_line_once", nulls_distinct=False
            ),
        ),
        migrations.AddField(
            "order",
            "slot",
            models.ForeignKey(
                blank=True, null=True, on_delete=PROTECT, related_name="orders", to="broadcast.slot"
            ),
        ),
        migrations.AddField(
            "orderline",
            "sku",
            models.ForeignKey(on_delete=PROTECT, related_name="order_lines", to="catalog.sku"),
            preserve_default=False,
        ),
        migrations.AddField(
            "orderline",
            "version",
            models.ForeignKey(on_delete=PROTECT, related_name="+", to="catalog.goodsversion"),
            preserve_default=False,
        ),
        migrations.AddField(
            "orderline",
            "price",
            models.ForeignKey(on_delete=PROTECT, related_name="+", to="pricing.price"),
            preserve_default=False,
        ),
        migrations.AddField(
            "orderline",
            "supplier",
            models.ForeignKey(on_delete=PROTECT, related_name="order_lines", to="partners.supplier"),
            preserve_default=False,
        ),
        migrations.AddField(
            "orderline",
            "slot_goods",
            models.ForeignKey(
                blank=True, null=True, on_delete=PROTECT, related_name="order_lines", to="broadcast.slotgoods"
            ),
        ),
        migrations.AlterField("orderline", "name", models.CharField(max_length=250)),
    ]
