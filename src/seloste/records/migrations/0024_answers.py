import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Add answers: marked parts, packages and their files."""

    dependencies = [
        ("records", "0023_rights_decided"),
    ]

    operations = [
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
                ],
                max_length=12,
            ),
        ),
        migrations.CreateModel(
            name="AnswerItem",
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
                ("text", models.UUIDField(null=True)),
                (
                    "kind",
                    models.CharField(
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
                            ("disclosure", "DISCLOSURE"),
                            ("package", "PACKAGE"),
                            ("statement", "STATEMENT"),
                            ("decision", "DECISION"),
                        ],
                        max_length=12,
                    ),
                ),
                ("segments_total", models.PositiveIntegerField()),
                ("several", models.BooleanField(default=False)),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answer_items",
                        to="records.contact",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answer_items",
                        to="records.sealedobject",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answer_items",
                        to="records.rightsrequest",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AnswerSegment",
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
                ("number", models.PositiveIntegerField()),
                (
                    "mark",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("give", "GIVE"),
                            ("redact", "REDACT"),
                            ("leave-out", "LEAVE_OUT"),
                        ],
                        max_length=9,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("own", "OWN"),
                            ("staff", "STAFF"),
                            ("known", "KNOWN"),
                            ("no-harm", "NO_HARM"),
                            ("consent", "CONSENT"),
                            ("other-identity", "OTHER_IDENTITY"),
                            ("other-private", "OTHER_PRIVATE"),
                            ("other-safety", "OTHER_SAFETY"),
                            ("secret", "SECRET"),
                            ("section-34", "SECTION_34"),
                        ],
                        max_length=16,
                    ),
                ),
                ("marked_at", models.DateTimeField(blank=True, null=True)),
                ("marked_by", models.CharField(blank=True, max_length=64)),
                ("second_at", models.DateTimeField(blank=True, null=True)),
                ("second_by", models.CharField(blank=True, max_length=64)),
                (
                    "answer_item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="segments",
                        to="records.answeritem",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Package",
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
                    "language",
                    models.CharField(
                        choices=[("fi", "FI"), ("sv", "SV"), ("en", "EN")], max_length=2
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("building", "BUILDING"),
                            ("ready", "READY"),
                            ("offered", "OFFERED"),
                            ("locked", "LOCKED"),
                            ("fetched", "FETCHED"),
                            ("handed", "HANDED"),
                            ("destroyed", "DESTROYED"),
                        ],
                        max_length=9,
                    ),
                ),
                ("with_audio", models.BooleanField(default=False)),
                ("asked_at", models.DateTimeField()),
                ("asked_by", models.CharField(max_length=64)),
                ("contacts_total", models.PositiveIntegerField(default=0)),
                ("contacts_done", models.PositiveIntegerField(default=0)),
                ("failure", models.SlugField(blank=True, max_length=32)),
                ("size", models.BigIntegerField(default=0)),
                ("manifest_sha256", models.CharField(blank=True, max_length=64)),
                ("ready_at", models.DateTimeField(blank=True, null=True)),
                ("destroy_by", models.DateTimeField()),
                (
                    "delivery",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("portal", "PORTAL"),
                            ("age", "AGE"),
                            ("paper", "PAPER"),
                        ],
                        max_length=6,
                    ),
                ),
                (
                    "token_hash",
                    models.CharField(blank=True, db_index=True, max_length=64),
                ),
                ("code_key", models.CharField(blank=True, max_length=64)),
                ("offered_at", models.DateTimeField(blank=True, null=True)),
                ("offered_by", models.CharField(blank=True, max_length=64)),
                ("expires_at", models.DateTimeField(blank=True, null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("fetching_at", models.DateTimeField(blank=True, null=True)),
                ("delivered_at", models.DateTimeField(blank=True, null=True)),
                ("receipt_seq", models.BigIntegerField(blank=True, null=True)),
                ("destroyed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "notice_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="packages",
                        to="records.noticeversion",
                    ),
                ),
                (
                    "register",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="packages",
                        to="records.register",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="packages",
                        to="records.rightsrequest",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PackageFile",
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
                ("contact_number", models.PositiveIntegerField(default=0)),
                ("path", models.CharField(max_length=120)),
                ("media_type", models.CharField(max_length=100)),
                (
                    "object",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="package_file",
                        to="records.sealedobject",
                    ),
                ),
                (
                    "package",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="records.package",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="answeritem",
            constraint=models.UniqueConstraint(
                fields=("request", "item"), name="item_once_in_an_answer"
            ),
        ),
        migrations.AddConstraint(
            model_name="answersegment",
            constraint=models.UniqueConstraint(
                fields=("answer_item", "number"), name="segment_once_in_an_item"
            ),
        ),
        migrations.AddConstraint(
            model_name="answersegment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("mark", ""),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="segment_marked_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="answersegment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("second_by", ""),
                    models.Q(("second_by", models.F("marked_by")), _negated=True),
                    _connector="OR",
                ),
                name="segment_seen_by_two_people",
            ),
        ),
        migrations.AddIndex(
            model_name="package",
            index=models.Index(
                fields=["state", "destroy_by"], name="packages_standing"
            ),
        ),
        migrations.AddConstraint(
            model_name="package",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("delivered_at__isnull", True),
                    ("receipt_seq__isnull", False),
                    _connector="OR",
                ),
                name="package_delivered_with_a_receipt",
            ),
        ),
        migrations.AddConstraint(
            model_name="packagefile",
            constraint=models.UniqueConstraint(
                fields=("package", "path"), name="path_once_in_a_package"
            ),
        ),
    ]
