"""Running numbers for orders, without anybody waiting for anybody."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("sales", "0002_offers")]
    operations = [
        migrations.RunSQL("CREATE SEQUENCE sales_order_number CACHE 20", "DROP SEQUENCE sales_order_number")
    ]
