import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Add what a scanner said of messages and files."""

    dependencies = [
        ("records", "0017_inbox"),
    ]

    operations = [
        migrations.CreateModel(
            name="Scan",
            fields=[
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="scan",
                        serialize=False,
                        to="records.sealedobject",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "WAITING"),
                            ("clean", "CLEAN"),
                            ("found", "FOUND"),
                            ("failed", "FAILED"),
                            ("released", "RELEASED"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("found", models.CharField(blank=True, max_length=128)),
                ("signatures", models.CharField(blank=True, max_length=64)),
                ("asked_at", models.DateTimeField()),
                ("scanned_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["state", "asked_at"], name="scan_state")
                ],
            },
        ),
    ]
