
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
import pgtrigger.migrations
import zhanggui.kernel.ids
import zhanggui.schema.triggers
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('care', '0006_calls'),
        ('catalog', '0004_renditions'),
        ('identity', '0006_role_host'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='GoodsQuestion',
            fields=[
                ('id', models.UUIDField(default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('text', models.CharField(max_length=300)),
                ('asked_at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(blank=True, help_text='when it was first answered', null=True)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('goods', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='catalog.goods')),
            ],
            options={
                'verbose_name': 'goods question',
            },
        ),
        migrations.CreateModel(
            name='GoodsAnswer',
            fields=[
                ('id', models.UUIDField(default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('text', models.CharField(max_length=500)),
                ('answered_at', models.DateTimeField()),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.organisation')),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='care.goodsquestion')),
            ],
            options={
                'ordering': ['answered_at'],
            },
        ),
        migrations.CreateModel(
            name='GoodsScore',
            fields=[
                ('goods', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='rated', serialize=False, to='catalog.goods')),
                ('ratings', models.PositiveIntegerField()),
                ('stars', models.PositiveIntegerField(help_text='the sum of all scores')),
                ('tally', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveIntegerField(), help_text='how many gave one star, two, …', size=5)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('stars__gte', models.F('ratings')), ('stars__lte', django.db.models.expressions.CombinedExpression(models.F('ratings'), '*', models.Value(5)))), name='care_goods_score_one_to_five')],
            },
        ),
        migrations.CreateModel(
            name='QuestionTakedown',
            fields=[
                ('id', models.UUIDField(default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('reason', models.CharField(max_length=400)),
                ('taken_down_at', models.DateTimeField()),
                ('question', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='takedown', to='care.goodsquestion')),
                ('taken_down_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='RatingReply',
            fields=[
                ('id', models.UUIDField(default=zhanggui.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('text', models.CharField(max_length=500)),
                ('replied_at', models.DateTimeField()),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.organisation')),
                ('rating', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='reply', to='care.rating')),
            ],
        ),
        migrations.AddIndex(
            model_name='goodsquestion',
            index=models.Index(fields=['goods', '-answered_at'], name='care_questions_of_goods'),
        ),
        migrations.AddIndex(
            model_name='goodsquestion',
            index=models.Index(condition=models.Q(('answered_at', None)), fields=['asked_at'], name='care_questions_unanswered'),
        ),
        migrations.AddIndex(
            model_name='goodsquestion',
            index=models.Index(fields=['account', '-asked_at'], name='care_questions_of_account'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='goodsquestion',
            trigger=pgtrigger.compiler.Trigger(name='governed', sql=zhanggui.schema.triggers.CallSql(execute="trail_row_history('', '')", func='', hash='97951cfe2559f34a8cc9bacb01876751ba0e8de2', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_governed_15a58', table='care_goodsquestion', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='goodsanswer',
            trigger=pgtrigger.compiler.Trigger(name='governed', sql=zhanggui.schema.triggers.CallSql(execute="trail_row_history('', '')", func='', hash='fad82734fafba9f688dfa23c46989bdb600e1183', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_governed_e43a2', table='care_goodsanswer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='goodsanswer',
            trigger=zhanggui.schema.triggers.GuardedTrigger(name='append_only', sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(execute='house_refuse_change()', func='', hash='027bc493812caeb325ed0602c0e3e88a519c8603', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_7ca3b', table='care_goodsanswer', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='questiontakedown',
            trigger=pgtrigger.compiler.Trigger(name='governed', sql=zhanggui.schema.triggers.CallSql(execute="trail_row_history('', '')", func='', hash='ecfa55be412efad46cfa63979a96eef84bad69ea', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_governed_1433f', table='care_questiontakedown', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='questiontakedown',
            trigger=zhanggui.schema.triggers.GuardedTrigger(name='append_only', sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(execute='house_refuse_change()', func='', hash='ccc1cc61effb462029ca1aa6c91e92bbc1f27cbc', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_56bf6', table='care_questiontakedown', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ratingreply',
            trigger=pgtrigger.compiler.Trigger(name='governed', sql=zhanggui.schema.triggers.CallSql(execute="trail_row_history('', '')", func='', hash='2d26eab232424a372d8006747182404f11f0ec2a', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_governed_78df7', table='care_ratingreply', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ratingreply',
            trigger=zhanggui.schema.triggers.GuardedTrigger(name='append_only', sql=zhanggui.schema.triggers.CallAndGuardTruncateSql(execute='house_refuse_change()', func='', hash='64b6a062e65d563c195ff9237e4c89222869e1eb', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e5359', table='care_ratingreply', when='BEFORE')),
        ),
        migrations.RunSQL(
            """
            INSERT INTO care_goodsscore (goods_id, ratings, stars, tally)
            SELECT goods_id, count(*), sum(score),
                   ARRAY[count(*) FILTER (WHERE score = 1), count(*) FILTER (WHERE score = 2),
                         count(*) FILTER (WHERE score = 3), count(*) FILTER (WHERE score = 4),
                         count(*) FILTER (WHERE score = 5)]
              FROM (SELECT DISTINCT rating.id, rating.score, sku.goods_id
                      FROM care_rating rating
                      JOIN sales_orderline line ON line.order_id = rating.order_id
                           AND (rating.line_id IS NULL OR line.id = rating.line_id)
                      JOIN catalog_sku sku ON sku.id = line.sku_id) given
             GROUP BY goods_id
            """,
            migrations.RunSQL.noop,
        ),
    ]
