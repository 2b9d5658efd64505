from django.db import migrations, models


class Migration(migrations.Migration):
    """Demand the thread that every contact has by now."""

    dependencies = [
        ("records", "0006_a_thread_of_its_own"),
    ]

    operations = [
        migrations.AlterField(
            model_name="contact",
            name="thread",
            field=models.UUIDField(db_index=True),
        ),
    ]
