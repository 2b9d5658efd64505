import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Add how a person is reached when a remembered erasure is done."""

    dependencies = [
        ("records", "0028_identity_of_requests"),
    ]

    operations = [
        migrations.AddField(
            model_name="rememberederasure",
            name="address",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="told_at_last",
                to="records.sealedobject",
            ),
        ),
        migrations.AddField(
            model_name="rememberederasure",
            name="language",
            field=models.CharField(default="fi", max_length=2),
        ),
    ]
