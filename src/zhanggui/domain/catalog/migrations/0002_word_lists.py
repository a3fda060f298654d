from django.db import migrations

from zhanggui.domain.catalog import wordlists


def begin_with_words(apps, schema_editor):
    """Searches go by the words the program comes with until the house adopts a list of its own."""
    GroupedWord = apps.get_model("catalog", "GroupedWord")
    rows = [
        GroupedWord(word=word, others=list(others), meant=meant)
        for word, others, meant in wordlists.meanings(wordlists.comes_with())
    ]
    GroupedWord.objects.bulk_create(rows)


class Migration(migrations.Migration):
    dependencies = [("catalog", "0001_initial")]
    operations = [migrations.RunPython(begin_with_words, migrations.RunPython.noop)]
