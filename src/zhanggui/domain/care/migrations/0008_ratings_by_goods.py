
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('care', '0007_questions_and_replies'),
        ('catalog', '0004_renditions'),
    ]

    operations = [
        migrations.CreateModel(
            name='GoodsRating',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rated_at', models.DateTimeField()),
                ('goods', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ratings', to='catalog.goods')),
                ('rating', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='about', to='care.rating')),
            ],
            options={
                'indexes': [models.Index(fields=['goods', '-rated_at', '-rating'], name='care_ratings_of_goods')],
                'constraints': [models.UniqueConstraint(fields=('rating', 'goods'), name='care_rating_about_goods_once')],
            },
        ),
        migrations.RunSQL(
            """
            INSERT INTO care_goodsrating (rating_id, goods_id, rated_at)
            SELECT DISTINCT rating.id, sku.goods_id, rating.rated_at
              FROM care_rating rating
              JOIN sales_orderline line ON line.order_id = rating.order_id
                   AND (rating.line_id IS NULL OR line.id = rating.line_id)
              JOIN catalog_sku sku ON sku.id = line.sku_id
            """,
            migrations.RunSQL.noop,
        ),
    ]
