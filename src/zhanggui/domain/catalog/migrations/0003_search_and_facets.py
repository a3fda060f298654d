
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0002_history'),
    ]

    operations = [
        # What is found is derived from published versions: the shelf is arranged anew by its job.
        migrations.RunSQL("DELETE FROM catalog_searchentry", migrations.RunSQL.noop),
        migrations.CreateModel(
            name='FacetCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('category', models.CharField(help_text='code', max_length=32)),
                ('facet', models.TextField()),
                ('goods', models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='SearchTerm',
            fields=[
                ('term', models.CharField(max_length=60, primary_key=True, serialize=False)),
                ('goods', models.PositiveIntegerField()),
                ('pinyin', models.CharField(blank=True, max_length=200)),
                ('initials', models.CharField(blank=True, max_length=40)),
                ('near', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, help_text='its sound, each with one letter left out', size=None)),
            ],
        ),
        migrations.AddField(
            model_name='searchentry',
            name='air_standing',
            field=models.FloatField(default=0, help_text='the same, on air first'),
        ),
        migrations.AddField(
            model_name='searchentry',
            name='facets',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, help_text="those and the moment's: p: r: s air", size=None),
        ),
        migrations.AddField(
            model_name='searchentry',
            name='listed_at',
            field=models.DateTimeField(default=django.utils.timezone.now),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='searchentry',
            name='names',
            field=django.contrib.postgres.search.SearchVectorField(default='', help_text='name, brand, category, numbers'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='searchentry',
            name='price_fen',
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='searchentry',
            name='said',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, help_text='facets the version gives: c: b: o: a:', size=None),
        ),
        migrations.AddField(
            model_name='searchentry',
            name='score',
            field=models.PositiveSmallIntegerField(default=0, help_text='hundredths of a star, drawn to the mean'),
        ),
        migrations.AddField(
            model_name='searchentry',
            name='shown_at',
            field=models.DateTimeField(blank=True, help_text='since when it can be bought', null=True),
        ),
        migrations.AddField(
            model_name='searchentry',
            name='sold',
            field=models.PositiveIntegerField(default=0, help_text='purchases in thirty days'),
        ),
        migrations.AddField(
            model_name='searchentry',
            name='stale_at',
            field=models.DateTimeField(db_index=True, default=django.utils.timezone.now),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='searchentry',
            name='standing',
            field=models.FloatField(default=0, help_text='the order of those that match alike'),
        ),
        migrations.AlterField(
            model_name='searchentry',
            name='words',
            field=django.contrib.postgres.search.SearchVectorField(help_text='those and everything else that is said'),
        ),
        migrations.AddIndex(
            model_name='searchentry',
            index=django.contrib.postgres.indexes.GinIndex(fields=['names'], name='catalog_search_names'),
        ),
        migrations.AddIndex(
            model_name='searchentry',
            index=django.contrib.postgres.indexes.GinIndex(fields=['facets'], name='catalog_search_facets'),
        ),
        migrations.AddIndex(
            model_name='searchentry',
            index=models.Index(condition=models.Q(('shown_at__isnull', False)), fields=['-standing', '-goods'], name='catalog_by_standing'),
        ),
        migrations.AddIndex(
            model_name='searchentry',
            index=models.Index(condition=models.Q(('shown_at__isnull', False)), fields=['-air_standing', '-goods'], name='catalog_by_air_standing'),
        ),
        migrations.AddIndex(
            model_name='searchentry',
            index=models.Index(condition=models.Q(('shown_at__isnull', False)), fields=['-listed_at', '-goods'], name='catalog_by_listed_at'),
        ),
        migrations.AddIndex(
            model_name='searchentry',
            index=models.Index(condition=models.Q(('shown_at__isnull', False)), fields=['-sold', '-goods'], name='catalog_by_sold'),
        ),
        migrations.AddIndex(
            model_name='searchentry',
            index=models.Index(condition=models.Q(('shown_at__isnull', False)), fields=['-score', '-goods'], name='catalog_by_score'),
        ),
        migrations.AddIndex(
            model_name='searchentry',
            index=models.Index(condition=models.Q(('shown_at__isnull', False)), fields=['price_fen', 'goods'], name='catalog_by_price'),
        ),
        migrations.AddConstraint(
            model_name='facetcount',
            constraint=models.UniqueConstraint(fields=('category', 'facet'), name='catalog_facet_counted_once'),
        ),
        migrations.AddIndex(
            model_name='searchterm',
            index=models.Index(fields=['term'], name='catalog_term_begins', opclasses=['varchar_pattern_ops']),
        ),
        migrations.AddIndex(
            model_name='searchterm',
            index=models.Index(fields=['pinyin'], name='catalog_term_sounds', opclasses=['varchar_pattern_ops']),
        ),
        migrations.AddIndex(
            model_name='searchterm',
            index=models.Index(fields=['initials'], name='catalog_term_initials', opclasses=['varchar_pattern_ops']),
        ),
        migrations.AddIndex(
            model_name='searchterm',
            index=django.contrib.postgres.indexes.GinIndex(fields=['near'], name='catalog_term_near'),
        ),
    ]
