from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def begin_threads(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Let every contact that has no thread begin one; may be run again."""
    contacts = apps.get_model("records", "Contact")
    contacts.objects.filter(thread=None).update(thread=models.F("id"))


class Migration(migrations.Migration):
    """Give every contact kept so far a thread of its own."""

    dependencies = [
        ("records", "0005_work_and_conversations"),
    ]

    operations = [
        migrations.RunPython(begin_threads, migrations.RunPython.noop),
    ]
