import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Add transcripts, their parts on the way, and what registers say of calls."""

    dependencies = [
        ("records", "0021_rights_requests"),
    ]

    operations = [
        migrations.CreateModel(
            name="SpeechSetting",
            fields=[
                (
                    "register",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="speech_setting",
                        serialize=False,
                        to="records.register",
                    ),
                ),
                ("language", models.CharField(blank=True, max_length=2)),
                (
                    "channels",
                    models.CharField(
                        choices=[
                            ("unknown", "UNKNOWN"),
                            ("agent-first", "AGENT_FIRST"),
                            ("customer-first", "CUSTOMER_FIRST"),
                        ],
                        default="unknown",
                        max_length=14,
                    ),
                ),
                ("changed_at", models.DateTimeField()),
            ],
        ),
        migrations.AlterField(
            model_name="sealedobject",
            name="kind",
            field=models.CharField(
                choices=[
                    ("meta", "META"),
                    ("recording", "RECORDING"),
                    ("message", "MESSAGE"),
                    ("attachment", "ATTACHMENT"),
                    ("waveform", "WAVEFORM"),
                    ("transcript", "TRANSCRIPT"),
                    ("speech-part", "SPEECH_PART"),
                    ("quarantined", "QUARANTINED"),
                    ("upload-part", "UPLOAD_PART"),
                    ("hold-reason", "HOLD_REASON"),
                    ("work", "WORK"),
                    ("note", "NOTE"),
                    ("draft", "DRAFT"),
                    ("form-answer", "FORM_ANSWER"),
                    ("customer", "CUSTOMER"),
                    ("call-list", "CALL_LIST"),
                    ("evaluation", "EVALUATION"),
                    ("payload", "PAYLOAD"),
                    ("request", "REQUEST"),
                ],
                max_length=12,
            ),
        ),
        migrations.CreateModel(
            name="Transcript",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "making",
                    models.CharField(
                        choices=[
                            ("waiting", "WAITING"),
                            ("made", "MADE"),
                            ("failed", "FAILED"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("failure", models.SlugField(blank=True, max_length=32)),
                ("urgent", models.BooleanField(default=False)),
                ("run", models.PositiveIntegerField(default=0)),
                ("busy_until", models.DateTimeField(null=True)),
                ("spent", models.FloatField(default=0)),
                ("asked_at", models.DateTimeField()),
                ("made_at", models.DateTimeField(null=True)),
                ("audio_sha256", models.CharField(blank=True, max_length=64)),
                ("language", models.CharField(blank=True, max_length=8)),
                ("engine", models.CharField(blank=True, max_length=64)),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("machine", "MACHINE"),
                            ("checked", "CHECKED"),
                            ("certified", "CERTIFIED"),
                        ],
                        default="machine",
                        max_length=9,
                    ),
                ),
                ("corrected_at", models.DateTimeField(null=True)),
                ("checked_at", models.DateTimeField(null=True)),
                ("certified_at", models.DateTimeField(null=True)),
                (
                    "certified_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transcripts_certified",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "checked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transcripts_checked",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="transcripts",
                        to="records.contact",
                    ),
                ),
                (
                    "corrected_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transcripts_corrected",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "dialog",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="transcript",
                        to="records.dialog",
                    ),
                ),
                (
                    "object",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="transcript",
                        to="records.sealedobject",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TranscriptPart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("channel", models.PositiveSmallIntegerField()),
                ("number", models.PositiveIntegerField()),
                ("until", models.FloatField()),
                (
                    "object",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="transcript_part",
                        to="records.sealedobject",
                    ),
                ),
                (
                    "transcript",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="records.transcript",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="transcript",
            index=models.Index(fields=["making", "asked_at"], name="transcript_making"),
        ),
        migrations.AddIndex(
            model_name="transcript",
            index=models.Index(fields=["state"], name="transcript_state"),
        ),
        migrations.AddConstraint(
            model_name="transcript",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("making", "made"), _negated=True),
                    ("object__isnull", False),
                    _connector="OR",
                ),
                name="transcript_made_has_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="transcript",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "certified"), _negated=True),
                    models.Q(
                        ("certified_by__isnull", False),
                        ("checked_by__isnull", False),
                        models.Q(
                            ("certified_by", models.F("checked_by")), _negated=True
                        ),
                    ),
                    _connector="OR",
                ),
                name="transcript_certified_by_two",
            ),
        ),
        migrations.AddConstraint(
            model_name="transcriptpart",
            constraint=models.UniqueConstraint(
                fields=("transcript", "channel", "number"), name="transcript_part_once"
            ),
        ),
    ]
