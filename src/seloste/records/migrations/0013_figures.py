import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Add counters that hold no personal data."""

    dependencies = [
        ("records", "0012_training"),
    ]

    operations = [
        migrations.CreateModel(
            name="FigureMark",
            fields=[
                (
                    "register",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="counted",
                        serialize=False,
                        to="records.register",
                    ),
                ),
                ("through", models.DateField()),
                ("counted_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Figure",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("day", models.DateField()),
                ("at", models.DateTimeField()),
                ("queue", models.SlugField(blank=True, max_length=64)),
                ("channel", models.CharField(blank=True, max_length=8)),
                (
                    "measure",
                    models.CharField(
                        choices=[
                            ("contacts", "CONTACTS"),
                            ("waiting", "WAITING"),
                            ("handling", "HANDLING"),
                            ("first-answer", "FIRST_ANSWER"),
                            ("targets-met", "TARGETS_MET"),
                            ("targets-missed", "TARGETS_MISSED"),
                            ("backlog", "BACKLOG"),
                            ("opened", "OPENED"),
                            ("closed", "CLOSED"),
                            ("complaints", "COMPLAINTS"),
                            ("outcomes", "OUTCOMES"),
                            ("disposals", "DISPOSALS"),
                        ],
                        max_length=16,
                    ),
                ),
                ("label", models.CharField(blank=True, max_length=32)),
                ("count", models.PositiveIntegerField()),
                ("buckets", models.JSONField(default=list)),
                (
                    "register",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="figures",
                        to="records.register",
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="figures",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="figure",
            index=models.Index(
                fields=["register", "day", "measure"], name="figure_of_day"
            ),
        ),
        migrations.AddIndex(
            model_name="figure",
            index=models.Index(fields=["staff", "day"], name="figure_of_staff"),
        ),
    ]
