import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Keep the requests of data subjects, their parts and events, and suggestions."""

    dependencies = [
        ("records", "0020_chat_satisfaction"),
    ]

    operations = [
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
            name="RightsRequest",
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
                ("number", models.PositiveIntegerField()),
                ("reference", models.CharField(max_length=16, unique=True)),
                (
                    "token_hash",
                    models.CharField(blank=True, db_index=True, max_length=64),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("confirmation", "CONFIRMATION"),
                            ("access", "ACCESS"),
                            ("transcript", "TRANSCRIPT"),
                            ("rectification", "RECTIFICATION"),
                            ("erasure", "ERASURE"),
                            ("restriction", "RESTRICTION"),
                            ("portability", "PORTABILITY"),
                            ("objection", "OBJECTION"),
                            ("withdrawal", "WITHDRAWAL"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "asker",
                    models.CharField(
                        choices=[
                            ("person", "PERSON"),
                            ("mandate", "MANDATE"),
                            ("guardian", "GUARDIAN"),
                            ("lawyer", "LAWYER"),
                            ("near-one", "NEAR_ONE"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("portal", "PORTAL"),
                            ("mail", "MAIL"),
                            ("chat", "CHAT"),
                            ("call", "CALL"),
                            ("form", "FORM"),
                            ("paper", "PAPER"),
                            ("in-person", "IN_PERSON"),
                            ("api", "API"),
                        ],
                        max_length=10,
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
                            ("unconfirmed", "UNCONFIRMED"),
                            ("received", "RECEIVED"),
                            ("identifying", "IDENTIFYING"),
                            ("identified", "IDENTIFIED"),
                            ("deciding", "DECIDING"),
                            ("reviewed", "REVIEWED"),
                            ("approved", "APPROVED"),
                            ("released", "RELEASED"),
                            ("refusing", "REFUSING"),
                            ("refused", "REFUSED"),
                            ("withdrawn", "WITHDRAWN"),
                            ("forwarded", "FORWARDED"),
                            ("expired", "EXPIRED"),
                            ("closed", "CLOSED"),
                        ],
                        max_length=12,
                    ),
                ),
                ("received_at", models.DateTimeField()),
                ("received_by", models.CharField(max_length=64)),
                ("expires_at", models.DateTimeField(blank=True, null=True)),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("law_on", models.DateField()),
                ("plan_on", models.DateField()),
                ("identity_asked_at", models.DateTimeField(blank=True, null=True)),
                ("awaiting_since", models.DateTimeField(blank=True, null=True)),
                ("paused_days", models.PositiveSmallIntegerField(default=0)),
                ("assurance", models.PositiveSmallIntegerField(default=0)),
                ("identity_method", models.CharField(blank=True, max_length=24)),
                ("identified_at", models.DateTimeField(blank=True, null=True)),
                ("identified_by", models.CharField(blank=True, max_length=64)),
                ("extended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "extension_reason",
                    models.CharField(
                        blank=True,
                        choices=[("complexity", "COMPLEXITY"), ("number", "NUMBER")],
                        max_length=12,
                    ),
                ),
                ("decided_by", models.CharField(blank=True, max_length=64)),
                ("reviewed_at", models.DateTimeField(blank=True, null=True)),
                ("reviewed_by", models.CharField(blank=True, max_length=64)),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                ("approved_by", models.CharField(blank=True, max_length=64)),
                ("released_at", models.DateTimeField(blank=True, null=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "refusal",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not-identified", "NOT_IDENTIFIED"),
                            ("deceased", "DECEASED"),
                            ("no-authority", "NO_AUTHORITY"),
                            ("unfounded", "UNFOUNDED"),
                            ("excessive", "EXCESSIVE"),
                            ("not-from-basis", "NOT_FROM_BASIS"),
                            ("others", "OTHERS"),
                            ("legal-claim", "LEGAL_CLAIM"),
                            ("legal-duty", "LEGAL_DUTY"),
                            ("section-34", "SECTION_34"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "ended_as",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("unconfirmed", "UNCONFIRMED"),
                            ("received", "RECEIVED"),
                            ("identifying", "IDENTIFYING"),
                            ("identified", "IDENTIFIED"),
                            ("deciding", "DECIDING"),
                            ("reviewed", "REVIEWED"),
                            ("approved", "APPROVED"),
                            ("released", "RELEASED"),
                            ("refusing", "REFUSING"),
                            ("refused", "REFUSED"),
                            ("withdrawn", "WITHDRAWN"),
                            ("forwarded", "FORWARDED"),
                            ("expired", "EXPIRED"),
                            ("closed", "CLOSED"),
                        ],
                        max_length=12,
                    ),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("remove_on", models.DateField(blank=True, null=True)),
                ("count", models.PositiveIntegerField(default=0)),
                ("reminded_on", models.DateField(blank=True, null=True)),
                ("repeat_key", models.CharField(blank=True, max_length=64)),
                (
                    "handler",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rights_requests",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "hold",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rights_requests",
                        to="records.hold",
                    ),
                ),
                (
                    "notice_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rights_requests",
                        to="records.noticeversion",
                    ),
                ),
                (
                    "origin",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="rights_requests",
                        to="records.contact",
                    ),
                ),
                (
                    "register",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rights_requests",
                        to="records.register",
                    ),
                ),
                (
                    "words",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="words_of",
                        to="records.sealedobject",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RightsPart",
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
                    "capacity",
                    models.CharField(
                        choices=[
                            ("controller", "CONTROLLER"),
                            ("processor", "PROCESSOR"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "OPEN"),
                            ("answered", "ANSWERED"),
                            ("refused", "REFUSED"),
                            ("nothing-held", "NOTHING_HELD"),
                            ("forwarded", "FORWARDED"),
                        ],
                        max_length=12,
                    ),
                ),
                ("count", models.PositiveIntegerField(default=0)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("done_by", models.CharField(blank=True, max_length=64)),
                (
                    "controller",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rights_parts",
                        to="records.controller",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="records.rightsrequest",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RightsEvent",
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
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=64)),
                ("what", models.CharField(max_length=32)),
                ("detail", models.CharField(blank=True, max_length=64)),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="events",
                        to="records.rightsrequest",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RightsSuggestion",
            fields=[
                (
                    "contact",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="rights_suggestion",
                        serialize=False,
                        to="records.contact",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("confirmation", "CONFIRMATION"),
                            ("access", "ACCESS"),
                            ("transcript", "TRANSCRIPT"),
                            ("rectification", "RECTIFICATION"),
                            ("erasure", "ERASURE"),
                            ("restriction", "RESTRICTION"),
                            ("portability", "PORTABILITY"),
                            ("objection", "OBJECTION"),
                            ("withdrawal", "WITHDRAWAL"),
                        ],
                        max_length=16,
                    ),
                ),
                ("suggested_at", models.DateTimeField()),
                ("dismissed_at", models.DateTimeField(blank=True, null=True)),
                ("dismissed_by", models.CharField(blank=True, max_length=64)),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["dismissed_at"], name="rights_suggestions_open"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PortalAttempt",
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
                ("address_key", models.CharField(max_length=64)),
                ("identifier_key", models.CharField(blank=True, max_length=64)),
                ("at", models.DateTimeField()),
                (
                    "register",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="portal_attempts",
                        to="records.register",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["address_key", "at"], name="portal_attempt_address"
                    ),
                    models.Index(
                        fields=["identifier_key", "at"],
                        name="portal_attempt_identifier",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="rightsrequest",
            index=models.Index(
                fields=["register", "state", "plan_on"], name="rights_by_due_day"
            ),
        ),
        migrations.AddIndex(
            model_name="rightsrequest",
            index=models.Index(fields=["expires_at"], name="rights_unconfirmed"),
        ),
        migrations.AddIndex(
            model_name="rightsrequest",
            index=models.Index(fields=["remove_on"], name="rights_to_remove"),
        ),
        migrations.AddConstraint(
            model_name="rightsrequest",
            constraint=models.UniqueConstraint(
                fields=("register", "number"), name="rights_request_numbered_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="rightsrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("released_at__isnull", True),
                    models.Q(
                        ("approved_at__isnull", False),
                        ("identified_at__isnull", False),
                        ("reviewed_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="released_only_when_identified_reviewed_and_approved",
            ),
        ),
        migrations.AddConstraint(
            model_name="rightsrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("extended_at__isnull", True),
                    models.Q(("extension_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="extended_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="rightspart",
            constraint=models.UniqueConstraint(
                fields=("request", "controller", "capacity"),
                name="one_part_a_controller",
            ),
        ),
        migrations.AddIndex(
            model_name="rightsevent",
            index=models.Index(fields=["request", "at"], name="rights_events"),
        ),
    ]
