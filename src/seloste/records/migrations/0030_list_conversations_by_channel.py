"""Let the inbox run along an index where a channel is asked for."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add the channel before the time, so that a rare one is found at once."""

    dependencies = (("records", "0029_told_at_last"),)

    operations = (
        migrations.AddIndex(
            model_name="conversation",
            index=models.Index(
                fields=["register", "state", "channel", "-arrived_at"],
                name="conversation_channel",
            ),
        ),
    )
