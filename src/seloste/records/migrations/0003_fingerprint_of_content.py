from django.db import migrations, models


class Migration(migrations.Migration):
    """Let a dialog know the keyed fingerprint of what was delivered."""

    dependencies = [
        ("records", "0002_parts_of_uploads"),
    ]

    operations = [
        migrations.AddField(
            model_name="dialog",
            name="content_key",
            field=models.CharField(default="", max_length=64),
            preserve_default=False,
        ),
    ]
