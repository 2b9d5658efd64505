from django.db import migrations, models


class Migration(migrations.Migration):
    """Let an attachment know the leg it came with, as a dialog does."""

    dependencies = [
        ("records", "0003_fingerprint_of_content"),
    ]

    operations = [
        migrations.AddField(
            model_name="attachment",
            name="leg_key",
            field=models.CharField(default="", max_length=64),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="attachment",
            name="content_key",
            field=models.CharField(default="", max_length=64),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="attachment",
            index=models.Index(fields=["leg_key"], name="attachment_leg_key"),
        ),
    ]
