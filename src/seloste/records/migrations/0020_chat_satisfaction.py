from django.db import migrations, models


class Migration(migrations.Migration):
    """Note which ended chats were given their link to the anonymous question."""

    dependencies = [
        ("records", "0019_api_keys"),
    ]

    operations = [
        migrations.AddField(
            model_name="chat",
            name="satisfaction_asked",
            field=models.BooleanField(default=False),
        ),
    ]
