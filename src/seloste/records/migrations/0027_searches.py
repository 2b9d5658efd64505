import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Keep what was searched for, sealed, and who searched."""

    dependencies = [
        ("records", "0026_passages_of_answers"),
    ]

    operations = [
        migrations.AlterField(
            model_name="answeritem",
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
                    ("audio-copy", "AUDIO_COPY"),
                    ("text-copy", "TEXT_COPY"),
                    ("wave-copy", "WAVE_COPY"),
                    ("marks", "MARKS"),
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
                    ("disclosure", "DISCLOSURE"),
                    ("package", "PACKAGE"),
                    ("statement", "STATEMENT"),
                    ("decision", "DECISION"),
                    ("search", "SEARCH"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="rightsdecisionline",
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
                    ("audio-copy", "AUDIO_COPY"),
                    ("text-copy", "TEXT_COPY"),
                    ("wave-copy", "WAVE_COPY"),
                    ("marks", "MARKS"),
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
                    ("disclosure", "DISCLOSURE"),
                    ("package", "PACKAGE"),
                    ("statement", "STATEMENT"),
                    ("decision", "DECISION"),
                    ("search", "SEARCH"),
                ],
                max_length=12,
            ),
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
                    ("audio-copy", "AUDIO_COPY"),
                    ("text-copy", "TEXT_COPY"),
                    ("wave-copy", "WAVE_COPY"),
                    ("marks", "MARKS"),
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
                    ("disclosure", "DISCLOSURE"),
                    ("package", "PACKAGE"),
                    ("statement", "STATEMENT"),
                    ("decision", "DECISION"),
                    ("search", "SEARCH"),
                ],
                max_length=12,
            ),
        ),
        migrations.CreateModel(
            name="Search",
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
                ("purpose", models.SlugField(max_length=64)),
                ("searched_at", models.DateTimeField()),
                (
                    "object",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="search",
                        to="records.sealedobject",
                    ),
                ),
                (
                    "register",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="searches",
                        to="records.register",
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="searches",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["register", "-searched_at"], name="search_newest"
                    )
                ],
            },
        ),
    ]
