import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Add restrictions, objections, disclosures and decisions of rights requests."""

    dependencies = [
        ("records", "0022_transcripts"),
    ]

    operations = [
        migrations.AlterField(
            model_name="disposal",
            name="cause",
            field=models.CharField(
                choices=[
                    ("due", "Due"),
                    ("released", "Released"),
                    ("discarded", "Discarded"),
                    ("orphaned", "Orphaned"),
                    ("repeated", "Repeated"),
                    ("requested", "Requested"),
                    ("rectified", "Rectified"),
                ],
                max_length=10,
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
                    ("statement", "STATEMENT"),
                    ("decision", "DECISION"),
                ],
                max_length=12,
            ),
        ),
        migrations.CreateModel(
            name="Correction",
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
                ("request", models.UUIDField(db_index=True, null=True)),
                ("old_item", models.UUIDField(db_index=True)),
                ("new_item", models.UUIDField(db_index=True)),
                ("statement", models.BooleanField()),
                ("made_at", models.DateTimeField()),
                ("made_by", models.CharField(max_length=64)),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="corrections",
                        to="records.contact",
                    ),
                ),
                (
                    "register",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="records.register",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Disclosure",
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
                ("recipient", models.SlugField(max_length=64)),
                ("purpose", models.SlugField(max_length=64)),
                ("basis", models.CharField(max_length=16)),
                (
                    "form",
                    models.CharField(
                        choices=[("content", "CONTENT"), ("figures", "FIGURES")],
                        max_length=8,
                    ),
                ),
                ("statute", models.CharField(blank=True, max_length=64)),
                ("claim_hold", models.UUIDField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("prepared", "PREPARED"),
                            ("approved", "APPROVED"),
                            ("handed-over", "HANDED_OVER"),
                            ("refused", "REFUSED"),
                        ],
                        max_length=12,
                    ),
                ),
                ("prepared_at", models.DateTimeField()),
                ("prepared_by", models.CharField(max_length=64)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("decided_by", models.CharField(blank=True, max_length=64)),
                ("handed_at", models.DateTimeField(blank=True, null=True)),
                ("handed_by", models.CharField(blank=True, max_length=64)),
                ("package_sha256", models.CharField(blank=True, max_length=64)),
                (
                    "claim",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="disclosures",
                        to="records.workitem",
                    ),
                ),
                (
                    "details",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="disclosure_of",
                        to="records.sealedobject",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="disclosure_asked_by",
                        to="records.sealedobject",
                    ),
                ),
                (
                    "register",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disclosures",
                        to="records.register",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DisclosedItem",
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
                ("item_id", models.UUIDField(db_index=True)),
                ("contact_id", models.UUIDField(db_index=True)),
                ("kind", models.CharField(max_length=12)),
                ("sha256", models.CharField(max_length=64)),
                (
                    "disclosure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="records.disclosure",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Forwarding",
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
                ("contacts", models.JSONField(default=list)),
                ("created_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("method", models.CharField(blank=True, max_length=8)),
                ("package_sha256", models.CharField(blank=True, max_length=64)),
                ("forwarded_at", models.DateTimeField(blank=True, null=True)),
                ("forwarded_by", models.CharField(blank=True, max_length=64)),
                (
                    "acting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="forwardings",
                        to="records.controller",
                    ),
                ),
                (
                    "details",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="forwarding_of",
                        to="records.sealedobject",
                    ),
                ),
                (
                    "register",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="forwardings",
                        to="records.register",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="forwardings",
                        to="records.rightsrequest",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Objection",
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
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("objection", "OBJECTION"),
                            ("withdrawal", "WITHDRAWAL"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pending", "PENDING"),
                            ("upheld", "UPHELD"),
                            ("rejected", "REJECTED"),
                            ("taken-back", "TAKEN_BACK"),
                        ],
                        max_length=10,
                    ),
                ),
                ("request", models.UUIDField(db_index=True, null=True)),
                ("received_at", models.DateTimeField()),
                ("received_by", models.CharField(max_length=64)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("decided_by", models.CharField(blank=True, max_length=64)),
                (
                    "reason",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="objection_of",
                        to="records.sealedobject",
                    ),
                ),
                (
                    "register",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objections",
                        to="records.register",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ObjectedContact",
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
                ("contact_id", models.UUIDField(db_index=True)),
                (
                    "objection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts",
                        to="records.objection",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RecipientNotice",
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
                ("request", models.UUIDField(db_index=True, null=True)),
                (
                    "event",
                    models.CharField(
                        choices=[
                            ("rectified", "RECTIFIED"),
                            ("erased", "ERASED"),
                            ("restricted", "RESTRICTED"),
                        ],
                        max_length=10,
                    ),
                ),
                ("items", models.JSONField(default=list)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "WAITING"),
                            ("told", "TOLD"),
                            ("impossible", "IMPOSSIBLE"),
                        ],
                        max_length=10,
                    ),
                ),
                ("method", models.CharField(blank=True, max_length=8)),
                ("created_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ended_by", models.CharField(blank=True, max_length=64)),
                (
                    "disclosure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="records.disclosure",
                    ),
                ),
                (
                    "reason",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="untold_because",
                        to="records.sealedobject",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RememberedErasure",
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
                ("request", models.UUIDField(db_index=True)),
                ("item_id", models.UUIDField(db_index=True)),
                ("contact_id", models.UUIDField(db_index=True)),
                ("remembered_at", models.DateTimeField()),
                ("erased_at", models.DateTimeField(blank=True, null=True)),
                ("told_at", models.DateTimeField(blank=True, null=True)),
                (
                    "register",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remembered_erasures",
                        to="records.register",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Restriction",
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
                    "ground",
                    models.CharField(
                        choices=[
                            ("contested", "CONTESTED"),
                            ("unlawful", "UNLAWFUL"),
                            ("claims", "CLAIMS"),
                            ("objection", "OBJECTION"),
                        ],
                        max_length=10,
                    ),
                ),
                ("request", models.UUIDField(db_index=True, null=True)),
                ("placed_at", models.DateTimeField()),
                ("placed_by", models.CharField(max_length=64)),
                ("told_at", models.DateTimeField(blank=True, null=True)),
                ("lift_from", models.DateTimeField(blank=True, null=True)),
                ("lifted_at", models.DateTimeField(blank=True, null=True)),
                ("lifted_by", models.CharField(blank=True, max_length=64)),
                (
                    "hold",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="restriction",
                        to="records.hold",
                    ),
                ),
                (
                    "register",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="restrictions",
                        to="records.register",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RestrictedItem",
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
                ("item_id", models.UUIDField(db_index=True, null=True)),
                ("contact_id", models.UUIDField(db_index=True)),
                (
                    "restriction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="records.restriction",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RightsDecision",
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
                    "asked",
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
                ("ground", models.CharField(max_length=16)),
                ("purpose", models.SlugField(blank=True, max_length=64)),
                ("two_people", models.BooleanField()),
                ("decided_at", models.DateTimeField()),
                ("decided_by", models.CharField(max_length=64)),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                ("approved_by", models.CharField(blank=True, max_length=64)),
                ("applied_at", models.DateTimeField(blank=True, null=True)),
                ("applied_by", models.CharField(blank=True, max_length=64)),
                (
                    "reason",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="decision_of",
                        to="records.sealedobject",
                    ),
                ),
                (
                    "register",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rights_decisions",
                        to="records.register",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="decisions",
                        to="records.rightsrequest",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RightsDecisionLine",
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
                ("item_id", models.UUIDField(db_index=True)),
                ("contact_id", models.UUIDField(db_index=True)),
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
                            ("statement", "STATEMENT"),
                            ("decision", "DECISION"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("give", "GIVE"),
                            ("correct", "CORRECT"),
                            ("block", "BLOCK"),
                            ("erase", "ERASE"),
                            ("keep", "KEEP"),
                            ("forward", "FORWARD"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "proposed",
                    models.CharField(
                        choices=[
                            ("give", "GIVE"),
                            ("correct", "CORRECT"),
                            ("block", "BLOCK"),
                            ("erase", "ERASE"),
                            ("keep", "KEEP"),
                            ("forward", "FORWARD"),
                        ],
                        max_length=8,
                    ),
                ),
                ("ground", models.CharField(max_length=16)),
                ("holds", models.JSONField(default=list)),
                ("destroy_at", models.DateTimeField(blank=True, null=True)),
                ("review_by", models.DateTimeField(blank=True, null=True)),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="records.rightsdecision",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Suppressed",
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
                ("field", models.CharField(max_length=12)),
                ("value", models.BinaryField(max_length=16)),
                (
                    "objection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="suppressed",
                        to="records.objection",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.UniqueConstraint(
                fields=("register", "number"), name="disclosure_numbered_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by", ""),
                    ("state", "refused"),
                    models.Q(("decided_by", models.F("prepared_by")), _negated=True),
                    _connector="OR",
                ),
                name="disclosure_of_two_people",
            ),
        ),
        migrations.AddConstraint(
            model_name="discloseditem",
            constraint=models.UniqueConstraint(
                fields=("disclosure", "item_id"), name="item_once_in_a_disclosure"
            ),
        ),
        migrations.AddConstraint(
            model_name="forwarding",
            constraint=models.UniqueConstraint(
                fields=("request", "acting"), name="one_forwarding_a_controller"
            ),
        ),
        migrations.AddIndex(
            model_name="objection",
            index=models.Index(
                fields=["register", "purpose", "state"], name="objection_standing"
            ),
        ),
        migrations.AddConstraint(
            model_name="objectedcontact",
            constraint=models.UniqueConstraint(
                fields=("objection", "contact_id"), name="contact_once_in_an_objection"
            ),
        ),
        migrations.AddIndex(
            model_name="recipientnotice",
            index=models.Index(
                fields=["state", "created_at"], name="recipient_to_be_told"
            ),
        ),
        migrations.AddIndex(
            model_name="rememberederasure",
            index=models.Index(fields=["erased_at"], name="erasure_waiting"),
        ),
        migrations.AddConstraint(
            model_name="rememberederasure",
            constraint=models.UniqueConstraint(
                fields=("request", "item_id"), name="erasure_remembered_once"
            ),
        ),
        migrations.AddIndex(
            model_name="restriction",
            index=models.Index(fields=["lifted_at"], name="restriction_standing"),
        ),
        migrations.AddConstraint(
            model_name="restriction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("lifted_at__isnull", True),
                    ("lifted_at__gte", models.F("lift_from")),
                    _connector="OR",
                ),
                name="restriction_lifted_after_telling",
            ),
        ),
        migrations.AddConstraint(
            model_name="restricteditem",
            constraint=models.UniqueConstraint(
                fields=("restriction", "item_id", "contact_id"),
                name="item_once_in_a_restriction",
            ),
        ),
        migrations.AddConstraint(
            model_name="rightsdecision",
            constraint=models.UniqueConstraint(
                fields=("request", "asked"), name="one_decision_a_right"
            ),
        ),
        migrations.AddConstraint(
            model_name="rightsdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("two_people", False),
                    ("applied_at__isnull", True),
                    models.Q(("approved_by", models.F("decided_by")), _negated=True),
                    _connector="OR",
                ),
                name="decision_of_two_people",
            ),
        ),
        migrations.AddConstraint(
            model_name="rightsdecisionline",
            constraint=models.UniqueConstraint(
                fields=("decision", "item_id"), name="item_decided_once"
            ),
        ),
        migrations.AddIndex(
            model_name="suppressed",
            index=models.Index(fields=["field", "value"], name="suppressed_lookup"),
        ),
    ]
