import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Add which words of an answer are taken out."""

    dependencies = [
        ("records", "0025_redacted_copies"),
    ]

    operations = [
        migrations.AddField(
            model_name="answersegment",
            name="passages",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="answer_segment",
                to="records.sealedobject",
            ),
        ),
    ]
