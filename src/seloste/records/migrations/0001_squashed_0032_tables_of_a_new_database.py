"""Make every table of the first 32 migrations in one go, for a database that has none.

A database that has some of them goes on with the migrations that this one replaces;
both ways lead to the very same tables (tests/services/test_migrations.py).
"""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class CreateTables(Operation):
    """Create tables that refer to each other, all of them known before the first.

    One ``CreateModel`` after the other lets Django build every model that is tied
    to the new one once more, each time: most of what a new database takes.
    """

    serialization_expand_args = ["tables"]
    reversible = False  # the way back would drop every record

    def __init__(self, tables: list[migrations.CreateModel]) -> None:
        self.tables = tables

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Add the models, built when they are first asked for."""
        state.__dict__.pop("apps", None)
        for table in self.tables:
            table.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Create the tables; a reference may point to a table that follows."""
        for table in self.tables:
            table.database_forwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """Say what is made, for ``migrate --plan``."""
        return f"Create {len(self.tables)} tables"


TABLES = [
    migrations.CreateModel(
        name="StaffUser",
        fields=[
            ("password", models.CharField(max_length=128, verbose_name="password")),
            ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("username", models.CharField(max_length=150, unique=True)),
            ("display_name", models.CharField(max_length=200)),
            ("language", models.CharField(default="fi", max_length=2)),
            ("is_active", models.BooleanField(default=False)),
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="AuditCheckpoint",
        fields=[
            ("size", models.BigIntegerField(primary_key=True, serialize=False)),
            ("root", models.BinaryField(max_length=32)),
            ("note", models.TextField()),
            ("at", models.DateTimeField()),
        ],
    ),
    migrations.CreateModel(
        name="AuditNode",
        fields=[
            ("position", models.BigIntegerField(primary_key=True, serialize=False)),
            ("hash", models.BinaryField(max_length=32)),
        ],
    ),
    migrations.CreateModel(
        name="ClockAnchor",
        fields=[
            ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
            ("wall", models.DateTimeField()),
            ("monotonic", models.FloatField()),
            ("boot_id", models.CharField(max_length=64)),
            ("reference", models.CharField(max_length=64)),
            ("distrusted_since", models.DateTimeField(blank=True, null=True)),
        ],
    ),
    migrations.CreateModel(
        name="Controller",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("key", models.SlugField(max_length=64)),
            ("name", models.CharField(max_length=200)),
            ("business_id", models.CharField(blank=True, max_length=20)),
            ("register", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="controllers", to="records.register")),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("register", "key"), name="controller_once_in_register")],
        },
    ),
    migrations.CreateModel(
        name="DisposalBrake",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("tripped_at", models.DateTimeField()),
            ("tripped_by", models.CharField(max_length=64)),
            ("due_by", models.DateTimeField()),
            ("due_count", models.PositiveIntegerField()),
            ("usual_count", models.PositiveIntegerField()),
            ("approved_at", models.DateTimeField(blank=True, null=True)),
            ("approved_by", models.CharField(blank=True, max_length=64)),
        ],
    ),
    migrations.CreateModel(
        name="Heartbeat",
        fields=[
            ("name", models.CharField(max_length=64, primary_key=True, serialize=False)),
            ("at", models.DateTimeField()),
        ],
    ),
    migrations.CreateModel(
        name="NoticeVersion",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("number", models.PositiveIntegerField()),
            ("effective", models.DateField()),
            ("document", models.TextField()),
            ("sha256", models.CharField(max_length=64)),
            ("published_at", models.DateTimeField()),
            ("published_by", models.CharField(max_length=64)),
            ("applied_at", models.DateTimeField(blank=True, null=True)),
            ("register", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="notice_versions", to="records.register")),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("register", "number"), name="notice_version_numbered_once"),
                models.UniqueConstraint(fields=("register", "effective"), name="one_notice_takes_effect_a_day"),
            ],
        },
    ),
    migrations.CreateModel(
        name="Register",
        fields=[
            ("slug", models.SlugField(max_length=64, primary_key=True, serialize=False)),
        ],
    ),
    migrations.CreateModel(
        name="SignInAttempt",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("key", models.CharField(db_index=True, max_length=64)),
            ("at", models.DateTimeField()),
        ],
    ),
    migrations.CreateModel(
        name="Stray",
        fields=[
            ("object_id", models.UUIDField(primary_key=True, serialize=False)),
            ("seen_at", models.DateTimeField()),
        ],
    ),
    migrations.CreateModel(
        name="AuditLeaf",
        fields=[
            ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
            ("at", models.DateTimeField()),
            ("action", models.CharField(max_length=32)),
            ("object_id", models.CharField(max_length=128)),
            ("body", models.TextField()),
            ("leaf_hash", models.BinaryField(max_length=32)),
        ],
        options={
            "indexes": [models.Index(fields=["object_id", "seq"], name="audit_leaf_of_object"), models.Index(fields=["action", "seq"], name="audit_leaf_of_action")],
            "constraints": [models.CheckConstraint(condition=models.Q(("seq__gte", 0)), name="audit_leaf_from_zero")],
        },
    ),
    migrations.CreateModel(
        name="Contact",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("capacity", models.CharField(choices=[("controller", "CONTROLLER"), ("processor", "PROCESSOR")], max_length=10)),
            ("key", models.CharField(max_length=64)),
            ("channel", models.CharField(choices=[("call", "CALL"), ("mail", "MAIL"), ("chat", "CHAT"), ("form", "FORM"), ("paper", "PAPER")], max_length=8)),
            ("direction", models.CharField(choices=[("inbound", "INBOUND"), ("outbound", "OUTBOUND")], max_length=8)),
            ("language", models.CharField(blank=True, max_length=8)),
            ("started_at", models.DateTimeField()),
            ("ended_at", models.DateTimeField(blank=True, null=True)),
            ("received_at", models.DateTimeField()),
            ("anchored_at", models.DateTimeField()),
            ("clock_suspect", models.BooleanField(default=False)),
            ("announced", models.CharField(choices=[("not-needed", "NOT_NEEDED"), ("shown", "SHOWN"), ("attested", "ATTESTED"), ("refused", "REFUSED")], max_length=10)),
            ("retention_class", models.SlugField(max_length=64)),
            ("destroy_by", models.DateTimeField()),
            ("act_at", models.DateTimeField()),
            ("controller", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="contacts", to="records.controller")),
            ("notice_version", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="contacts", to="records.noticeversion")),
            ("register", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="contacts", to="records.register")),
            ("source", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="contacts", to="records.source")),
            ("thread", models.UUIDField(db_index=True)),
        ],
        options={
            "indexes": [
                models.Index(fields=["register", "-started_at"], name="contact_newest"),
                models.Index(fields=["register", "channel", "-started_at"], name="contact_by_channel"),
                models.Index(fields=["act_at"], name="contact_act_at"),
            ],
            "constraints": [models.UniqueConstraint(fields=("source", "key"), name="contact_captured_once")],
        },
    ),
    migrations.CreateModel(
        name="Disposal",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            (
                "cause",
                models.CharField(
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
            ("actor", models.CharField(max_length=64)),
            ("intended_at", models.DateTimeField()),
            ("finished_at", models.DateTimeField(blank=True, null=True)),
        ],
        options={
            "indexes": [models.Index(fields=["finished_at"], name="disposal_unfinished")],
        },
    ),
    migrations.CreateModel(
        name="Invitation",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("sha256", models.CharField(max_length=64, unique=True)),
            ("issued_at", models.DateTimeField()),
            ("expires_at", models.DateTimeField()),
            ("used_at", models.DateTimeField(blank=True, null=True)),
            ("staff", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="invitations", to=settings.AUTH_USER_MODEL)),
        ],
    ),
    migrations.CreateModel(
        name="Job",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("name", models.CharField(max_length=64)),
            ("object_id", models.UUIDField(null=True)),
            ("priority", models.SmallIntegerField(default=0)),
            ("run_at", models.DateTimeField()),
            ("attempts", models.PositiveSmallIntegerField(default=0)),
            ("state", models.CharField(choices=[("waiting", "Waiting"), ("done", "Done"), ("failed", "Failed")], default="waiting", max_length=8)),
            ("fence", models.PositiveIntegerField(default=0)),
            ("leased_by", models.CharField(blank=True, max_length=64)),
            ("leased_until", models.DateTimeField(blank=True, null=True)),
            ("error", models.CharField(blank=True, max_length=64)),
        ],
        options={
            "indexes": [models.Index(fields=["state", "-priority", "run_at"], name="job_next_in_line")],
        },
    ),
    migrations.CreateModel(
        name="Party",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("role", models.CharField(choices=[("customer", "CUSTOMER"), ("agent", "AGENT"), ("other", "OTHER")], max_length=8)),
            ("position", models.PositiveSmallIntegerField()),
            ("contact", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="parties", to="records.contact")),
        ],
    ),
    migrations.CreateModel(
        name="Certificate",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("record_id", models.UUIDField(db_index=True)),
            ("issued_at", models.DateTimeField()),
            ("irrecoverable_on", models.DateField()),
            ("document", models.TextField()),
            ("seq", models.BigIntegerField()),
            ("disposal", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="certificates", to="records.disposal")),
            ("register", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="certificates", to="records.register")),
        ],
        options={
            "indexes": [models.Index(fields=["register", "-issued_at"], name="certificate_newest")],
        },
    ),
    migrations.CreateModel(
        name="Attestation",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("promise", models.CharField(max_length=16)),
            ("given_at", models.DateTimeField()),
            ("valid_until", models.DateTimeField()),
            ("statement", models.TextField()),
            ("given_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="attestations", to=settings.AUTH_USER_MODEL)),
            ("register", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="attestations", to="records.register")),
        ],
    ),
    migrations.CreateModel(
        name="SealedObject",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("record_id", models.UUIDField(db_index=True)),
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
            ("version", models.PositiveSmallIntegerField(default=1)),
            ("format", models.PositiveSmallIntegerField()),
            ("size", models.BigIntegerField()),
            ("sealed_size", models.BigIntegerField()),
            ("sha256", models.CharField(max_length=64)),
            ("sealed", models.BinaryField(null=True)),
            ("retention_class", models.SlugField(max_length=64)),
            ("promise", models.CharField(max_length=16)),
            ("mode", models.CharField(choices=[("at_most", "AT_MOST"), ("exactly", "EXACTLY")], max_length=8)),
            ("captured_at", models.DateTimeField()),
            ("destroy_by", models.DateTimeField()),
            ("act_at", models.DateTimeField()),
            ("key_day", models.DateField(null=True)),
            ("state", models.CharField(choices=[("kept", "Kept"), ("destroying", "Destroying")], default="kept", max_length=10)),
            ("contact", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="objects_of", to="records.contact")),
            ("disposal", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="items", to="records.disposal")),
            ("notice_version", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="objects_of", to="records.noticeversion")),
            ("parent", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="children", to="records.sealedobject")),
            ("register", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="objects_of", to="records.register")),
            ("work_item", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="objects_of", to="records.workitem")),
        ],
        options={
            "indexes": [models.Index(fields=["state", "act_at"], name="sealed_due"), models.Index(fields=["register", "act_at"], name="sealed_calendar")],
            "constraints": [
                models.CheckConstraint(condition=models.Q(("act_at__lte", models.F("destroy_by"))), name="acts_before_it_must_be_gone"),
                models.CheckConstraint(condition=models.Q(("state", "kept"), ("disposal__isnull", False), _connector="OR"), name="destroying_belongs_to_a_disposal"),
            ],
        },
    ),
    migrations.CreateModel(
        name="Opening",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("purpose", models.SlugField(max_length=64)),
            (
                "role",
                models.CharField(choices=[("agent", "AGENT"), ("trainer", "TRAINER"), ("records_manager", "RECORDS_MANAGER"), ("dpo", "DPO"), ("admin", "ADMIN")], max_length=16),
            ),
            ("opened_at", models.DateTimeField()),
            ("expires_at", models.DateTimeField()),
            ("staff", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="openings", to=settings.AUTH_USER_MODEL)),
            ("item", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="openings", to="records.sealedobject")),
            ("original", models.BooleanField(default=False)),
        ],
    ),
    migrations.CreateModel(
        name="Hold",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            (
                "kind",
                models.CharField(
                    choices=[
                        ("task", "TASK"),
                        ("complaint", "COMPLAINT"),
                        ("feedback", "FEEDBACK"),
                        ("access_request", "ACCESS_REQUEST"),
                        ("restriction", "RESTRICTION"),
                        ("legal_claim", "LEGAL_CLAIM"),
                        ("authority_order", "AUTHORITY_ORDER"),
                        ("breach_evidence", "BREACH_EVIDENCE"),
                    ],
                    max_length=16,
                ),
            ),
            ("promise", models.CharField(max_length=16)),
            ("placed_at", models.DateTimeField()),
            ("placed_by", models.CharField(max_length=64)),
            ("review_by", models.DateTimeField()),
            ("released_at", models.DateTimeField(blank=True, null=True)),
            ("released_by", models.CharField(blank=True, max_length=64)),
            ("register", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="holds", to="records.register")),
            ("reason", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="reason_of", to="records.sealedobject")),
        ],
        options={
            "indexes": [models.Index(fields=["released_at"], name="hold_active")],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("released_at__isnull", True), ("released_at__gte", models.F("placed_at")), _connector="OR"), name="hold_released_after_placed"
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="Dialog",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("leg_key", models.CharField(max_length=64)),
            ("started_at", models.DateTimeField()),
            ("media_type", models.CharField(max_length=100)),
            ("codec", models.CharField(blank=True, max_length=32)),
            ("channels", models.PositiveSmallIntegerField(default=0)),
            ("sample_rate", models.PositiveIntegerField(default=0)),
            ("seconds", models.FloatField(default=0)),
            ("contact", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="dialogs", to="records.contact")),
            ("object", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="dialog", to="records.sealedobject")),
            ("content_key", models.CharField(max_length=64)),
            ("gaps", models.JSONField(default=list)),
        ],
        options={
            "indexes": [models.Index(fields=["leg_key"], name="dialog_leg_key")],
        },
    ),
    migrations.CreateModel(
        name="Derived",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("kind", models.CharField(max_length=16)),
            ("made_at", models.DateTimeField()),
            ("contact", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="derived", to="records.contact")),
            ("dialog", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="derived", to="records.dialog")),
            ("object", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="derived", to="records.sealedobject")),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("dialog", "kind"), name="derived_once_from_a_dialog")],
        },
    ),
    migrations.CreateModel(
        name="Attachment",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("media_type", models.CharField(max_length=100)),
            ("contact", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="attachments", to="records.contact")),
            ("object", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="attachment", to="records.sealedobject")),
            ("leg_key", models.CharField(max_length=64)),
            ("content_key", models.CharField(max_length=64)),
        ],
        options={
            "indexes": [models.Index(fields=["leg_key"], name="attachment_leg_key")],
        },
    ),
    migrations.CreateModel(
        name="Source",
        fields=[
            ("slug", models.SlugField(max_length=64, primary_key=True, serialize=False)),
            ("preset", models.CharField(max_length=32)),
            ("time_zone", models.CharField(default="Europe/Helsinki", max_length=64)),
            ("address", models.CharField(blank=True, max_length=254)),
            ("active", models.BooleanField(default=True)),
            ("registered_at", models.DateTimeField()),
            ("announcement_attested_at", models.DateTimeField(blank=True, null=True)),
            ("announcement_attested_until", models.DateTimeField(blank=True, null=True)),
            ("announcement_attested_by", models.CharField(blank=True, max_length=64)),
            ("register", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="sources", to="records.register")),
        ],
    ),
    migrations.CreateModel(
        name="Quarantined",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("key", models.CharField(db_index=True, max_length=64)),
            ("channel", models.CharField(choices=[("call", "CALL"), ("mail", "MAIL"), ("chat", "CHAT"), ("form", "FORM"), ("paper", "PAPER")], max_length=8)),
            ("reason", models.CharField(max_length=64)),
            ("received_at", models.DateTimeField()),
            ("destroy_by", models.DateTimeField()),
            ("state", models.CharField(choices=[("waiting", "Waiting"), ("captured", "Captured"), ("discarded", "Discarded")], default="waiting", max_length=10)),
            ("ended_at", models.DateTimeField(blank=True, null=True)),
            ("register", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="quarantined", to="records.register")),
            ("source", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="quarantined", to="records.source")),
            ("contact_key", models.CharField(blank=True, db_index=True, max_length=64)),
        ],
        options={
            "constraints": [models.UniqueConstraint(condition=models.Q(("state", "waiting")), fields=("source", "key"), name="delivery_waits_once")],
        },
    ),
    migrations.CreateModel(
        name="ApiToken",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("sha256", models.CharField(max_length=64, unique=True)),
            ("issued_at", models.DateTimeField()),
            ("expires_at", models.DateTimeField()),
            ("revoked_at", models.DateTimeField(blank=True, null=True)),
            ("source", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="tokens", to="records.source")),
        ],
    ),
    migrations.CreateModel(
        name="StaffRole",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            (
                "role",
                models.CharField(choices=[("agent", "AGENT"), ("trainer", "TRAINER"), ("records_manager", "RECORDS_MANAGER"), ("dpo", "DPO"), ("admin", "ADMIN")], max_length=16),
            ),
            ("granted_at", models.DateTimeField()),
            ("granted_by", models.CharField(max_length=64)),
            ("ends_at", models.DateTimeField(blank=True, null=True)),
            ("register", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="staff_roles", to="records.register")),
            ("staff", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="roles", to=settings.AUTH_USER_MODEL)),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(condition=models.Q(("register__isnull", False)), fields=("staff", "register", "role"), name="role_granted_once"),
                models.UniqueConstraint(condition=models.Q(("register__isnull", True)), fields=("staff", "role"), name="role_everywhere_granted_once"),
            ],
        },
    ),
    migrations.CreateModel(
        name="Tombstone",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("key", models.CharField(max_length=64)),
            ("destroyed_at", models.DateTimeField()),
            ("expires_at", models.DateTimeField()),
            ("source", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="tombstones", to="records.source")),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("source", "key"), name="one_tombstone_a_contact")],
        },
    ),
    migrations.CreateModel(
        name="Upload",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("length", models.BigIntegerField()),
            ("offset", models.BigIntegerField(default=0)),
            ("started_at", models.DateTimeField()),
            ("expires_at", models.DateTimeField()),
            ("source", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="uploads", to="records.source")),
        ],
    ),
    migrations.CreateModel(
        name="HoldItem",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("item_id", models.UUIDField(db_index=True)),
            ("contact_id", models.UUIDField(db_index=True, null=True)),
            ("hold", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="items", to="records.hold")),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("hold", "item_id"), name="item_once_in_a_hold")],
        },
    ),
    migrations.CreateModel(
        name="PartyIndex",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("field", models.CharField(max_length=12)),
            ("month", models.CharField(max_length=7)),
            ("value", models.BinaryField(max_length=16)),
            ("contact", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="indexes", to="records.contact")),
        ],
        options={
            "indexes": [models.Index(fields=["field", "month", "value"], name="party_index_lookup")],
        },
    ),
    migrations.CreateModel(
        name="UploadPart",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("start", models.BigIntegerField()),
            ("object", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="upload_part", to="records.sealedobject")),
            ("upload", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="records.upload")),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("upload", "start"), name="upload_part_lies_once")],
        },
    ),
    migrations.CreateModel(
        name="Queue",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("slug", models.SlugField(max_length=64)),
            ("name_fi", models.CharField(max_length=100)),
            ("name_sv", models.CharField(max_length=100)),
            ("name_en", models.CharField(max_length=100)),
            ("addresses", models.JSONField(default=list)),
            ("channels", models.JSONField(default=list)),
            ("skills", models.JSONField(default=list)),
            ("hours", models.JSONField(default=dict)),
            ("assignment", models.CharField(choices=[("manual", "Manual"), ("round-robin", "Round Robin"), ("least-load", "Least Load")], default="manual", max_length=12)),
            ("complaints", models.BooleanField(default=False)),
            ("respond_minutes", models.PositiveIntegerField(default=240)),
            ("solve_minutes", models.PositiveIntegerField(default=2400)),
            ("active", models.BooleanField(default=True)),
            ("register", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="queues", to="records.register")),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("register", "slug"), name="queue_named_once")],
        },
    ),
    migrations.CreateModel(
        name="Conversation",
        fields=[
            ("thread", models.UUIDField(editable=False, primary_key=True, serialize=False)),
            ("capacity", models.CharField(choices=[("controller", "CONTROLLER"), ("processor", "PROCESSOR")], max_length=10)),
            ("channel", models.CharField(choices=[("call", "CALL"), ("mail", "MAIL"), ("chat", "CHAT"), ("form", "FORM"), ("paper", "PAPER")], max_length=8)),
            ("state", models.CharField(choices=[("new", "NEW"), ("open", "OPEN"), ("waiting", "WAITING"), ("done", "DONE")], max_length=8)),
            ("began_at", models.DateTimeField()),
            ("arrived_at", models.DateTimeField()),
            ("answered_at", models.DateTimeField(blank=True, null=True)),
            ("first_answered_at", models.DateTimeField(blank=True, null=True)),
            ("reply_by", models.DateTimeField(blank=True, null=True)),
            ("version", models.PositiveIntegerField(default=1)),
            ("assignee", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="conversations", to=settings.AUTH_USER_MODEL)),
            ("controller", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="conversations", to="records.controller")),
            ("register", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="conversations", to="records.register")),
            ("queue", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="conversations", to="records.queue")),
        ],
        options={
            "indexes": [
                models.Index(fields=["register", "state", "-arrived_at"], name="conversation_inbox"),
                models.Index(fields=["queue", "state", "-arrived_at"], name="conversation_queue"),
                models.Index(fields=["assignee", "state", "-arrived_at"], name="conversation_of_mine"),
                models.Index(fields=["register", "state", "channel", "-arrived_at"], name="conversation_channel"),
            ],
        },
    ),
    migrations.CreateModel(
        name="QueueMember",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("skills", models.JSONField(default=list)),
            ("available", models.BooleanField(default=True)),
            ("last_given_at", models.DateTimeField(blank=True, null=True)),
            ("queue", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="members", to="records.queue")),
            ("staff", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="queues", to=settings.AUTH_USER_MODEL)),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("queue", "staff"), name="member_once_in_a_queue")],
        },
    ),
    migrations.CreateModel(
        name="WorkItem",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("number", models.PositiveBigIntegerField()),
            ("capacity", models.CharField(choices=[("controller", "CONTROLLER"), ("processor", "PROCESSOR")], max_length=10)),
            ("kind", models.CharField(choices=[("task", "TASK"), ("feedback", "FEEDBACK"), ("complaint", "COMPLAINT")], max_length=10)),
            (
                "state",
                models.CharField(
                    choices=[("new", "NEW"), ("open", "OPEN"), ("waiting", "WAITING"), ("decided", "DECIDED"), ("closed", "CLOSED"), ("merged", "MERGED")], max_length=8
                ),
            ),
            ("priority", models.CharField(choices=[("low", "LOW"), ("normal", "NORMAL"), ("high", "HIGH")], max_length=6)),
            (
                "reason",
                models.CharField(
                    blank=True,
                    choices=[
                        ("delay", "DELAY"),
                        ("quality", "QUALITY"),
                        ("price", "PRICE"),
                        ("billing", "BILLING"),
                        ("conduct", "CONDUCT"),
                        ("information", "INFORMATION"),
                        ("privacy", "PRIVACY"),
                        ("other", "OTHER"),
                    ],
                    max_length=12,
                ),
            ),
            (
                "outcome",
                models.CharField(
                    blank=True,
                    choices=[
                        ("done", "DONE"),
                        ("answered", "ANSWERED"),
                        ("accepted", "ACCEPTED"),
                        ("partly-accepted", "PARTLY_ACCEPTED"),
                        ("rejected", "REJECTED"),
                        ("withdrawn", "WITHDRAWN"),
                        ("became-complaint", "BECAME_COMPLAINT"),
                        ("not-needed", "NOT_NEEDED"),
                    ],
                    max_length=16,
                ),
            ),
            ("opened_by", models.CharField(max_length=64)),
            ("opened_at", models.DateTimeField()),
            ("due_on", models.DateField(blank=True, null=True)),
            ("remind_at", models.DateTimeField(blank=True, null=True)),
            ("reminded_at", models.DateTimeField(blank=True, null=True)),
            ("escalated_at", models.DateTimeField(blank=True, null=True)),
            ("respond_by", models.DateTimeField(blank=True, null=True)),
            ("responded_at", models.DateTimeField(blank=True, null=True)),
            ("solve_by", models.DateTimeField(blank=True, null=True)),
            ("waiting_since", models.DateTimeField(blank=True, null=True)),
            ("waited_minutes", models.PositiveIntegerField(default=0)),
            ("closed_at", models.DateTimeField(blank=True, null=True)),
            ("version", models.PositiveIntegerField(default=1)),
            ("assignee", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="work_items", to=settings.AUTH_USER_MODEL)),
            ("claim_hold", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="claims", to="records.hold")),
            ("controller", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="work_items", to="records.controller")),
            ("hold", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="work_items", to="records.hold")),
            ("merged_into", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="merged_from", to="records.workitem")),
            ("notice_version", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="work_items", to="records.noticeversion")),
            ("queue", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="work_items", to="records.queue")),
            ("register", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="work_items", to="records.register")),
        ],
        options={
            "indexes": [
                models.Index(fields=["register", "state", "kind"], name="work_by_state"),
                models.Index(fields=["assignee", "state"], name="work_by_assignee"),
                models.Index(fields=["remind_at"], name="work_to_remind"),
            ],
            "constraints": [models.UniqueConstraint(fields=("register", "number"), name="work_item_numbered_once")],
        },
    ),
    migrations.CreateModel(
        name="Note",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("written_at", models.DateTimeField()),
            ("author", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="notes", to=settings.AUTH_USER_MODEL)),
            ("contact", models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name="notes", to="records.contact")),
            ("object", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="note", to="records.sealedobject")),
            ("work_item", models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name="notes", to="records.workitem")),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("contact__isnull", True), ("work_item__isnull", False)), models.Q(("contact__isnull", False), ("work_item__isnull", True)), _connector="OR"
                    ),
                    name="note_on_one_thing",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="WorkLink",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("whole", models.BooleanField(default=True)),
            ("linked_at", models.DateTimeField()),
            ("linked_by", models.CharField(max_length=64)),
            ("contact", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="work_links", to="records.contact")),
            ("work_item", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="links", to="records.workitem")),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("work_item", "contact"), name="contact_linked_once")],
        },
    ),
    migrations.CreateModel(
        name="Mailbox",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("slug", models.SlugField(max_length=59, unique=True)),
            ("address", models.CharField(max_length=254, unique=True)),
            ("display_name", models.CharField(blank=True, max_length=120)),
            ("mode", models.CharField(choices=[("smtp", "SMTP"), ("imap", "IMAP")], max_length=4)),
            ("plus", models.BooleanField(default=False)),
            ("acknowledge", models.BooleanField(default=False)),
            ("host", models.CharField(blank=True, max_length=253)),
            ("port", models.PositiveIntegerField(default=993)),
            ("tls", models.CharField(default="tls", max_length=8)),
            ("folder", models.CharField(default="INBOX", max_length=200)),
            ("auth", models.CharField(default="password", max_length=8)),
            ("username", models.CharField(blank=True, max_length=254)),
            ("after", models.CharField(choices=[("leave", "LEAVE"), ("seen", "SEEN"), ("move", "MOVE"), ("delete", "DELETE")], default="seen", max_length=6)),
            ("move_to", models.CharField(blank=True, max_length=200)),
            ("paused", models.BooleanField(default=False)),
            ("polled_at", models.DateTimeField(blank=True, null=True)),
            ("arrived_at", models.DateTimeField(blank=True, null=True)),
            ("failing_since", models.DateTimeField(blank=True, null=True)),
            ("error", models.CharField(blank=True, max_length=64)),
            ("leased_until", models.DateTimeField(blank=True, null=True)),
            ("added_at", models.DateTimeField()),
            ("register", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="mailboxes", to="records.register")),
            ("source", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="mailbox", to="records.source")),
        ],
    ),
    migrations.CreateModel(
        name="Acknowledged",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("key", models.CharField(max_length=64)),
            ("at", models.DateTimeField(db_index=True)),
            ("mailbox", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="acknowledged", to="records.mailbox")),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("mailbox", "key"), name="acknowledged_once_a_day")],
        },
    ),
    migrations.CreateModel(
        name="MailCursor",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("folder", models.CharField(max_length=200)),
            ("uidvalidity", models.BigIntegerField()),
            ("last_uid", models.BigIntegerField(default=0)),
            ("seen_uid", models.BigIntegerField(default=0)),
            ("seen_at", models.DateTimeField(blank=True, null=True)),
            ("mailbox", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="cursors", to="records.mailbox")),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("mailbox", "folder", "uidvalidity"), name="folder_read_once")],
        },
    ),
    migrations.CreateModel(
        name="MissedMail",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("uid", models.BigIntegerField()),
            ("first_seen_at", models.DateTimeField()),
            ("tried_at", models.DateTimeField()),
            ("attempts", models.PositiveIntegerField(default=1)),
            ("error", models.CharField(max_length=64)),
            ("settled_at", models.DateTimeField(blank=True, null=True)),
            ("cursor", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="missed", to="records.mailcursor")),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("cursor", "uid"), name="missed_once")],
        },
    ),
    migrations.CreateModel(
        name="Outgoing",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("automatic", models.BooleanField(default=False)),
            (
                "state",
                models.CharField(
                    choices=[("waiting", "WAITING"), ("sending", "SENDING"), ("deferred", "DEFERRED"), ("sent", "SENT"), ("failed", "FAILED"), ("bounced", "BOUNCED")],
                    default="waiting",
                    max_length=8,
                ),
            ),
            ("attempts", models.PositiveSmallIntegerField(default=0)),
            ("error", models.CharField(blank=True, max_length=64)),
            ("written_at", models.DateTimeField()),
            ("tried_at", models.DateTimeField(blank=True, null=True)),
            ("next_at", models.DateTimeField(blank=True, null=True)),
            ("sent_at", models.DateTimeField(blank=True, null=True)),
            ("ended_at", models.DateTimeField(blank=True, null=True)),
            ("contact", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="outgoing", to="records.contact")),
            ("item", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="outgoing", to="records.sealedobject")),
            ("mailbox", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="outgoing", to="records.mailbox")),
            ("register", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="outgoing", to="records.register")),
        ],
        options={
            "indexes": [models.Index(fields=["register", "state", "-written_at"], name="outgoing_by_state")],
        },
    ),
    migrations.CreateModel(
        name="ChatSite",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("address", models.CharField(max_length=254)),
            ("origins", models.JSONField(default=list)),
            ("patience_minutes", models.PositiveSmallIntegerField(default=5)),
            ("active", models.BooleanField(default=True)),
            ("queue", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="chat_sites", to="records.queue")),
            ("register", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="chat_sites", to="records.register")),
            ("source", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="chat_site", to="records.source")),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("register", "address"), name="one_chat_site_an_address")],
        },
    ),
    migrations.CreateModel(
        name="Chat",
        fields=[
            ("contact", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name="chat", serialize=False, to="records.contact")),
            ("state", models.CharField(choices=[("queued", "QUEUED"), ("away", "AWAY"), ("open", "OPEN"), ("left", "LEFT"), ("ended", "ENDED")], max_length=8)),
            ("language", models.CharField(max_length=2)),
            ("token_sha256", models.CharField(max_length=64, unique=True)),
            ("token_expires_at", models.DateTimeField()),
            ("began_at", models.DateTimeField()),
            ("queued_at", models.DateTimeField()),
            ("taken_at", models.DateTimeField(blank=True, null=True)),
            ("ended_at", models.DateTimeField(blank=True, null=True)),
            ("visitor_at", models.DateTimeField()),
            ("visitor_typing_at", models.DateTimeField(blank=True, null=True)),
            ("agent_typing_at", models.DateTimeField(blank=True, null=True)),
            ("visitor_got", models.PositiveIntegerField(default=0)),
            ("visitor_seen", models.PositiveIntegerField(default=0)),
            ("agent_got", models.PositiveIntegerField(default=0)),
            ("agent_seen", models.PositiveIntegerField(default=0)),
            ("last_seq", models.PositiveIntegerField(default=0)),
            ("transcripts", models.PositiveSmallIntegerField(default=0)),
            ("version", models.PositiveIntegerField(default=1)),
            ("assignee", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="chats", to=settings.AUTH_USER_MODEL)),
            ("notice_version", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="chats", to="records.noticeversion")),
            ("queue", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="chats", to="records.queue")),
            ("site", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="chats", to="records.chatsite")),
            ("satisfaction_asked", models.BooleanField(default=False)),
        ],
        options={
            "indexes": [models.Index(fields=["state", "queued_at"], name="chat_waiting"), models.Index(fields=["assignee", "state"], name="chat_mine")],
        },
    ),
    migrations.CreateModel(
        name="ChatLine",
        fields=[
            ("object", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name="chat_line", serialize=False, to="records.sealedobject")),
            ("seq", models.PositiveIntegerField()),
            ("client_id", models.UUIDField()),
            ("author", models.CharField(choices=[("visitor", "VISITOR"), ("agent", "AGENT"), ("system", "SYSTEM")], max_length=8)),
            ("said_at", models.DateTimeField()),
            ("chat", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="records.chat")),
            ("staff", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="chat_lines", to=settings.AUTH_USER_MODEL)),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("chat", "seq"), name="chat_line_in_order"),
                models.UniqueConstraint(fields=("chat", "client_id"), name="chat_line_said_once"),
            ],
        },
    ),
    migrations.CreateModel(
        name="Call",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("key", models.CharField(max_length=64)),
            ("number_key", models.CharField(blank=True, max_length=64)),
            ("language", models.CharField(blank=True, max_length=8)),
            (
                "state",
                models.CharField(
                    choices=[("expected", "EXPECTED"), ("ringing", "RINGING"), ("talking", "TALKING"), ("held", "HELD"), ("refused", "REFUSED"), ("ended", "ENDED")], max_length=8
                ),
            ),
            ("began_at", models.DateTimeField()),
            ("answered_at", models.DateTimeField(null=True)),
            ("announced_at", models.DateTimeField(null=True)),
            ("recording_at", models.DateTimeField(null=True)),
            ("ended_at", models.DateTimeField(null=True)),
            ("refused", models.BooleanField(default=False)),
            ("received_at", models.DateTimeField()),
            ("expires_at", models.DateTimeField()),
            ("agent", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="calls", to=settings.AUTH_USER_MODEL)),
            ("caller", models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="call", to="records.sealedobject")),
            ("source", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="calls", to="records.source")),
        ],
        options={
            "indexes": [models.Index(fields=["agent", "state"], name="call_of_agent")],
            "constraints": [models.UniqueConstraint(fields=("source", "key"), name="call_known_once")],
        },
    ),
    migrations.CreateModel(
        name="CallReport",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("key", models.CharField(max_length=64)),
            (
                "event",
                models.CharField(
                    choices=[
                        ("ringing", "RINGING"),
                        ("answered", "ANSWERED"),
                        ("announced", "ANNOUNCED"),
                        ("refused", "REFUSED"),
                        ("recording", "RECORDING"),
                        ("paused", "PAUSED"),
                        ("resumed-recording", "RESUMED_RECORDING"),
                        ("held", "HELD"),
                        ("resumed", "RESUMED"),
                        ("transferred", "TRANSFERRED"),
                        ("ended", "ENDED"),
                    ],
                    max_length=17,
                ),
            ),
            ("at", models.DateTimeField()),
            ("extension", models.CharField(blank=True, max_length=16)),
            ("call", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="reports", to="records.call")),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("call", "key"), name="call_report_once")],
        },
    ),
    migrations.CreateModel(
        name="EgressHost",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("host", models.CharField(max_length=253)),
            ("purpose", models.CharField(max_length=16)),
            ("allowed_at", models.DateTimeField()),
            ("allowed_by", models.CharField(max_length=64)),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("host", "purpose"), name="host_allowed_once")],
        },
    ),
    migrations.CreateModel(
        name="Extension",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("number", models.CharField(max_length=16)),
            ("register", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="extensions", to="records.register")),
            ("staff", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="extensions", to=settings.AUTH_USER_MODEL)),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("register", "number"), name="extension_is_one_persons")],
        },
    ),
    migrations.CreateModel(
        name="FetchTask",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("key", models.CharField(max_length=64)),
            ("state", models.CharField(choices=[("waiting", "Waiting"), ("fetched", "Fetched"), ("failed", "Failed")], default="waiting", max_length=8)),
            ("attempts", models.PositiveSmallIntegerField(default=0)),
            ("reason", models.CharField(blank=True, max_length=40)),
            ("announced_at", models.DateTimeField()),
            ("expires_at", models.DateTimeField()),
            ("payload", models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="fetch_task", to="records.sealedobject")),
            ("source", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="fetch_tasks", to="records.source")),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("source", "key"), name="fetched_once")],
        },
    ),
    migrations.CreateModel(
        name="ReportedCall",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("key", models.CharField(max_length=64)),
            ("day", models.DateField()),
            ("started_at", models.DateTimeField()),
            ("answered", models.BooleanField()),
            ("recorded", models.BooleanField()),
            ("reported_at", models.DateTimeField()),
            ("expires_at", models.DateTimeField()),
            ("source", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="reported_calls", to="records.source")),
        ],
        options={
            "indexes": [models.Index(fields=["source", "day"], name="reported_by_day")],
            "constraints": [models.UniqueConstraint(fields=("source", "key"), name="call_listed_once")],
        },
    ),
    migrations.CreateModel(
        name="SeenSignature",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("sha256", models.CharField(max_length=64)),
            ("seen_at", models.DateTimeField()),
            ("source", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="seen_signatures", to="records.source")),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("source", "sha256"), name="signature_taken_once")],
        },
    ),
    migrations.CreateModel(
        name="Customer",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("changed_at", models.DateTimeField()),
            ("released_at", models.DateTimeField(blank=True, null=True)),
            ("version", models.PositiveIntegerField(default=1)),
            ("object", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="customer", to="records.sealedobject")),
            ("register", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="customers", to="records.register")),
        ],
    ),
    migrations.CreateModel(
        name="CustomerIndex",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("field", models.CharField(max_length=12)),
            ("month", models.CharField(max_length=7)),
            ("value", models.BinaryField(max_length=16)),
            ("customer", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="indexes", to="records.customer")),
        ],
        options={
            "indexes": [models.Index(fields=["field", "month", "value"], name="customer_index_lookup")],
        },
    ),
    migrations.CreateModel(
        name="Comment",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("second", models.PositiveIntegerField()),
            ("written_at", models.DateTimeField()),
            ("author", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="comments", to=settings.AUTH_USER_MODEL)),
            ("contact", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="comments", to="records.contact")),
            ("item", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="comments", to="records.sealedobject")),
            ("object", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="comment", to="records.sealedobject")),
        ],
    ),
    migrations.CreateModel(
        name="EvaluationForm",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("number", models.PositiveIntegerField()),
            ("criteria", models.JSONField()),
            ("made_at", models.DateTimeField()),
            ("made_by", models.CharField(max_length=64)),
            ("register", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="evaluation_forms", to="records.register")),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("register", "number"), name="evaluation_form_numbered_once")],
        },
    ),
    migrations.CreateModel(
        name="Evaluation",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("purpose", models.SlugField(max_length=64)),
            ("written_at", models.DateTimeField()),
            ("acknowledged_at", models.DateTimeField(blank=True, null=True)),
            ("agent", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="evaluations", to=settings.AUTH_USER_MODEL)),
            ("answer", models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="answered_evaluation", to="records.sealedobject")),
            ("author", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="evaluations_written", to=settings.AUTH_USER_MODEL)),
            ("contact", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="evaluations", to="records.contact")),
            ("item", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="evaluations", to="records.sealedobject")),
            ("object", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="evaluation", to="records.sealedobject")),
            ("form", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="evaluations", to="records.evaluationform")),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("item", "author"), name="evaluation_once_by_an_author")],
        },
    ),
    migrations.CreateModel(
        name="Playlist",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("purpose", models.SlugField(max_length=64)),
            ("drawn_at", models.DateTimeField()),
            ("seed", models.CharField(max_length=32)),
            ("pool", models.PositiveIntegerField()),
            ("since", models.DateField()),
            ("until", models.DateField()),
            ("channel", models.CharField(blank=True, choices=[("call", "CALL"), ("mail", "MAIL"), ("chat", "CHAT"), ("form", "FORM"), ("paper", "PAPER")], max_length=8)),
            ("shortest", models.PositiveIntegerField(default=0)),
            ("longest", models.PositiveIntegerField(default=0)),
            ("agent", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="coached_by", to=settings.AUTH_USER_MODEL)),
            ("drawn_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="playlists", to=settings.AUTH_USER_MODEL)),
            ("queue", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="playlists", to="records.queue")),
            ("register", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="playlists", to="records.register")),
        ],
        options={
            "indexes": [models.Index(fields=["register", "-drawn_at"], name="playlist_newest")],
        },
    ),
    migrations.CreateModel(
        name="PlaylistEntry",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("position", models.PositiveSmallIntegerField()),
            ("item_id", models.UUIDField(db_index=True)),
            ("record_id", models.UUIDField()),
            ("playlist", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="entries", to="records.playlist")),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("playlist", "position"), name="playlist_place_once"),
                models.UniqueConstraint(fields=("playlist", "item_id"), name="playlist_item_once"),
            ],
        },
    ),
    migrations.CreateModel(
        name="FigureMark",
        fields=[
            ("register", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name="counted", serialize=False, to="records.register")),
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
            ("register", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="figures", to="records.register")),
            ("staff", models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name="figures", to=settings.AUTH_USER_MODEL)),
        ],
        options={
            "indexes": [models.Index(fields=["register", "day", "measure"], name="figure_of_day"), models.Index(fields=["staff", "day"], name="figure_of_staff")],
        },
    ),
    migrations.CreateModel(
        name="Webhook",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("url", models.CharField(max_length=500)),
            ("recipient", models.SlugField(blank=True, max_length=64)),
            ("events", models.JSONField(default=list)),
            ("issue", models.PositiveIntegerField(default=1)),
            ("seq", models.BigIntegerField()),
            ("paused", models.BooleanField(default=False)),
            ("made_at", models.DateTimeField()),
            ("register", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="webhooks", to="records.register")),
        ],
    ),
    migrations.CreateModel(
        name="WebhookDelivery",
        fields=[
            ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
            ("event", models.CharField(max_length=32)),
            ("body", models.TextField()),
            ("state", models.CharField(choices=[("waiting", "WAITING"), ("sent", "SENT"), ("failed", "FAILED")], max_length=8)),
            ("attempts", models.PositiveSmallIntegerField(default=0)),
            ("status", models.CharField(blank=True, max_length=32)),
            ("asked_at", models.DateTimeField()),
            ("next_at", models.DateTimeField(blank=True, null=True)),
            ("ended_at", models.DateTimeField(blank=True, null=True)),
            ("webhook", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="deliveries", to="records.webhook")),
        ],
        options={
            "indexes": [models.Index(fields=["state", "next_at"], name="webhook_to_send"), models.Index(fields=["webhook", "-asked_at"], name="webhook_history")],
        },
    ),
    migrations.CreateModel(
        name="FormSite",
        fields=[
            ("slug", models.SlugField(max_length=64, primary_key=True, serialize=False)),
            ("name_fi", models.CharField(max_length=100)),
            ("name_sv", models.CharField(max_length=100)),
            ("name_en", models.CharField(max_length=100)),
            ("fields", models.JSONField(default=dict)),
            ("ancestors", models.JSONField(default=list)),
            ("active", models.BooleanField(default=True)),
            ("queue", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="form_sites", to="records.queue")),
            ("register", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="form_sites", to="records.register")),
            ("source", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="form_site", to="records.source")),
        ],
    ),
    migrations.CreateModel(
        name="NoticeReceipt",
        fields=[
            ("contact", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name="notice_receipt", serialize=False, to="records.contact")),
            ("language", models.CharField(max_length=2)),
            ("shown_at", models.DateTimeField()),
            ("notice_version", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="receipts", to="records.noticeversion")),
        ],
    ),
    migrations.CreateModel(
        name="PaperItem",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("number", models.PositiveIntegerField()),
            ("kind", models.CharField(choices=[("letter", "LETTER"), ("note", "NOTE")], max_length=8)),
            ("direction", models.CharField(choices=[("inbound", "INBOUND"), ("outbound", "OUTBOUND")], max_length=8)),
            ("state", models.CharField(choices=[("kept", "KEPT"), ("missing", "MISSING"), ("claimed", "CLAIMED"), ("destroyed", "DESTROYED")], max_length=10)),
            ("sheets", models.PositiveSmallIntegerField(default=1)),
            ("scanned", models.BooleanField(default=False)),
            ("received_on", models.DateField()),
            ("registered_at", models.DateTimeField()),
            ("retention_class", models.SlugField(max_length=64)),
            ("promise", models.CharField(max_length=16)),
            ("act_at", models.DateTimeField()),
            ("destroy_by", models.DateTimeField()),
            ("destroyed_on", models.DateField(blank=True, null=True)),
            ("way", models.CharField(blank=True, max_length=16)),
            ("confirmed_at", models.DateTimeField(blank=True, null=True)),
            ("seconded_at", models.DateTimeField(blank=True, null=True)),
            ("confirmed_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ("contact", models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="paper", to="records.contact")),
            ("custodian", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="papers", to=settings.AUTH_USER_MODEL)),
            ("register", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="papers", to="records.register")),
            ("seconded_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ("place", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="papers", to="records.paperplace")),
        ],
        options={
            "indexes": [models.Index(fields=["register", "state", "act_at"], name="paper_due")],
            "constraints": [
                models.UniqueConstraint(fields=("register", "number"), name="paper_numbered_once"),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("state", "destroyed"), _negated=True),
                        models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False), ("destroyed_on__isnull", False)),
                        _connector="OR",
                    ),
                    name="destroyed_paper_has_a_day_and_a_name",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="PaperPlace",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("name", models.CharField(max_length=100)),
            ("lock", models.CharField(choices=[("key", "KEY"), ("code", "CODE"), ("card", "CARD"), ("safe", "SAFE"), ("none", "NONE")], max_length=12)),
            ("checked_at", models.DateTimeField(blank=True, null=True)),
            ("active", models.BooleanField(default=True)),
            ("checked_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ("register", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="paper_places", to="records.register")),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("register", "name"), name="paper_place_named_once")],
        },
    ),
    migrations.CreateModel(
        name="PaperMove",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("moved_at", models.DateTimeField()),
            ("custodian", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ("moved_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ("paper", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="moves", to="records.paperitem")),
            ("place", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.paperplace")),
        ],
    ),
    migrations.CreateModel(
        name="SatisfactionAsked",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("queue", models.SlugField(blank=True, max_length=64)),
            ("channel", models.CharField(choices=[("call", "CALL"), ("mail", "MAIL"), ("chat", "CHAT"), ("form", "FORM"), ("paper", "PAPER")], max_length=8)),
            ("sha256", models.CharField(max_length=64, unique=True)),
            ("expires_on", models.DateField()),
            ("register", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="satisfaction_asked", to="records.register")),
        ],
    ),
    migrations.CreateModel(
        name="SatisfactionCount",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("day", models.DateField()),
            ("queue", models.SlugField(blank=True, max_length=64)),
            ("channel", models.CharField(choices=[("call", "CALL"), ("mail", "MAIL"), ("chat", "CHAT"), ("form", "FORM"), ("paper", "PAPER")], max_length=8)),
            ("value", models.PositiveSmallIntegerField()),
            ("count", models.PositiveIntegerField(default=0)),
            ("register", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="satisfaction_counts", to="records.register")),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("register", "day", "queue", "channel", "value"), name="satisfaction_counted_once"),
                models.CheckConstraint(condition=models.Q(("value__gte", 1), ("value__lte", 5)), name="satisfaction_from_one_to_five"),
            ],
        },
    ),
    migrations.CreateModel(
        name="FormAttempt",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("address_key", models.CharField(max_length=64)),
            ("text_key", models.CharField(max_length=64)),
            ("at", models.DateTimeField()),
            ("site", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="attempts", to="records.formsite")),
        ],
        options={
            "indexes": [models.Index(fields=["address_key", "at"], name="form_attempt_address"), models.Index(fields=["text_key", "at"], name="form_attempt_text")],
        },
    ),
    migrations.CreateModel(
        name="CallList",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("number", models.PositiveIntegerField()),
            ("source", models.SlugField(max_length=64)),
            ("purpose", models.SlugField(max_length=64)),
            ("basis", models.CharField(max_length=16)),
            ("imported_at", models.DateTimeField()),
            ("imported_by", models.CharField(max_length=64)),
            ("ends_on", models.DateField()),
            ("imported", models.PositiveIntegerField()),
            ("left_out", models.PositiveIntegerField()),
            ("rejected", models.PositiveIntegerField()),
            ("ended_at", models.DateTimeField(blank=True, null=True)),
            ("controller", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="call_lists", to="records.controller")),
            ("register", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="call_lists", to="records.register")),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("register", "number"), name="call_list_numbered_once")],
        },
    ),
    migrations.CreateModel(
        name="CallEntry",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("key", models.CharField(max_length=64)),
            ("position", models.PositiveIntegerField()),
            ("state", models.CharField(choices=[("waiting", "WAITING"), ("taken", "TAKEN"), ("again", "AGAIN"), ("done", "DONE")], max_length=8)),
            (
                "result",
                models.CharField(
                    blank=True,
                    choices=[
                        ("reached", "REACHED"),
                        ("no-answer", "NO_ANSWER"),
                        ("wrong-number", "WRONG_NUMBER"),
                        ("call-later", "CALL_LATER"),
                        ("declined", "DECLINED"),
                        ("objected", "OBJECTED"),
                    ],
                    max_length=12,
                ),
            ),
            ("attempts", models.PositiveSmallIntegerField(default=0)),
            ("taken_at", models.DateTimeField(blank=True, null=True)),
            ("called_at", models.DateTimeField(blank=True, null=True)),
            ("again_at", models.DateTimeField(blank=True, null=True)),
            ("informed_at", models.DateTimeField(blank=True, null=True)),
            ("contact", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="call_entries", to="records.contact")),
            ("object", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="call_entry", to="records.sealedobject")),
            ("taken_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="calls_taken", to=settings.AUTH_USER_MODEL)),
            ("call_list", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="records.calllist")),
        ],
        options={
            "indexes": [models.Index(fields=["call_list", "state", "position"], name="next_call_of_a_list")],
            "constraints": [models.UniqueConstraint(fields=("call_list", "key"), name="callee_once_in_a_list")],
        },
    ),
    migrations.CreateModel(
        name="CallObjection",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("key", models.CharField(max_length=64)),
            ("objected_at", models.DateTimeField()),
            ("register", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="call_objections", to="records.register")),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("register", "key"), name="one_objection_a_number")],
        },
    ),
    migrations.CreateModel(
        name="Template",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("word", models.SlugField(max_length=40)),
            ("kind", models.CharField(choices=[("reply", "Reply"), ("snippet", "Snippet")], default="reply", max_length=8)),
            ("name", models.CharField(max_length=100)),
            ("text_fi", models.TextField()),
            ("text_sv", models.TextField()),
            ("text_en", models.TextField()),
            ("active", models.BooleanField(default=True)),
            ("version", models.PositiveIntegerField(default=1)),
            ("changed_at", models.DateTimeField()),
            ("register", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="templates", to="records.register")),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("register", "word"), name="template_word_once")],
        },
    ),
    migrations.CreateModel(
        name="Draft",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("saved_at", models.DateTimeField()),
            ("seen_version", models.PositiveIntegerField()),
            ("seen_at", models.DateTimeField()),
            ("conversation", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="drafts", to="records.conversation")),
            ("object", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="draft", to="records.sealedobject")),
            ("staff", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="drafts", to=settings.AUTH_USER_MODEL)),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("conversation", "staff"), name="one_draft_each")],
        },
    ),
    migrations.CreateModel(
        name="DraftFile",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("added_at", models.DateTimeField()),
            ("draft", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="files", to="records.draft")),
            ("object", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="draft_file", to="records.sealedobject")),
        ],
    ),
    migrations.CreateModel(
        name="SavedView",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("name", models.CharField(max_length=60)),
            ("query", models.JSONField(default=dict)),
            ("made_at", models.DateTimeField()),
            ("register", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="saved_views", to="records.register")),
            ("staff", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="saved_views", to=settings.AUTH_USER_MODEL)),
        ],
        options={
            "indexes": [models.Index(fields=["register"], name="view_shared")],
        },
    ),
    migrations.CreateModel(
        name="Presence",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("writing", models.BooleanField(default=False)),
            ("seen_at", models.DateTimeField()),
            ("conversation", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="present", to="records.conversation")),
            ("staff", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="present", to=settings.AUTH_USER_MODEL)),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("conversation", "staff"), name="present_once")],
        },
    ),
    migrations.CreateModel(
        name="Scan",
        fields=[
            ("item", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name="scan", serialize=False, to="records.sealedobject")),
            (
                "state",
                models.CharField(
                    choices=[("waiting", "WAITING"), ("clean", "CLEAN"), ("found", "FOUND"), ("failed", "FAILED"), ("released", "RELEASED")], default="waiting", max_length=8
                ),
            ),
            ("found", models.CharField(blank=True, max_length=128)),
            ("signatures", models.CharField(blank=True, max_length=64)),
            ("asked_at", models.DateTimeField()),
            ("scanned_at", models.DateTimeField(null=True)),
        ],
        options={
            "indexes": [models.Index(fields=["state", "asked_at"], name="scan_state")],
        },
    ),
    migrations.CreateModel(
        name="ApiKey",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("name", models.CharField(max_length=64)),
            ("sha256", models.CharField(max_length=64, unique=True)),
            ("scopes", models.JSONField(default=list)),
            ("issued_at", models.DateTimeField()),
            ("issued_by", models.CharField(max_length=64)),
            ("expires_at", models.DateTimeField()),
            ("revoked_at", models.DateTimeField(blank=True, null=True)),
            ("last_used_on", models.DateField(blank=True, null=True)),
            ("register", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="api_keys", to="records.register")),
            ("staff", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="api_keys", to=settings.AUTH_USER_MODEL)),
        ],
    ),
    migrations.CreateModel(
        name="ApiRepeat",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("token", models.CharField(max_length=64)),
            ("asked", models.CharField(max_length=64)),
            ("made", models.UUIDField(blank=True, null=True)),
            ("asked_at", models.DateTimeField(db_index=True)),
            ("key", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="repeats", to="records.apikey")),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("key", "token"), name="one_answer_a_token")],
        },
    ),
    migrations.CreateModel(
        name="RightsRequest",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("number", models.PositiveIntegerField()),
            ("reference", models.CharField(max_length=16, unique=True)),
            ("token_hash", models.CharField(blank=True, db_index=True, max_length=64)),
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
                models.CharField(choices=[("person", "PERSON"), ("mandate", "MANDATE"), ("guardian", "GUARDIAN"), ("lawyer", "LAWYER"), ("near-one", "NEAR_ONE")], max_length=8),
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
            ("language", models.CharField(choices=[("fi", "FI"), ("sv", "SV"), ("en", "EN")], max_length=2)),
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
            ("extension_reason", models.CharField(blank=True, choices=[("complexity", "COMPLEXITY"), ("number", "NUMBER")], max_length=12)),
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
            ("handler", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="rights_requests", to=settings.AUTH_USER_MODEL)),
            ("hold", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="rights_requests", to="records.hold")),
            ("notice_version", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="rights_requests", to="records.noticeversion")),
            ("origin", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="rights_requests", to="records.contact")),
            ("register", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="rights_requests", to="records.register")),
            ("words", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="words_of", to="records.sealedobject")),
        ],
        options={
            "indexes": [
                models.Index(fields=["register", "state", "plan_on"], name="rights_by_due_day"),
                models.Index(fields=["expires_at"], name="rights_unconfirmed"),
                models.Index(fields=["remove_on"], name="rights_to_remove"),
            ],
            "constraints": [
                models.UniqueConstraint(fields=("register", "number"), name="rights_request_numbered_once"),
                models.CheckConstraint(
                    condition=models.Q(
                        ("released_at__isnull", True), models.Q(("approved_at__isnull", False), ("identified_at__isnull", False), ("reviewed_at__isnull", False)), _connector="OR"
                    ),
                    name="released_only_when_identified_reviewed_and_approved",
                ),
                models.CheckConstraint(
                    condition=models.Q(("extended_at__isnull", True), models.Q(("extension_reason", ""), _negated=True), _connector="OR"), name="extended_with_a_reason"
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="RightsPart",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("capacity", models.CharField(choices=[("controller", "CONTROLLER"), ("processor", "PROCESSOR")], max_length=10)),
            (
                "state",
                models.CharField(
                    choices=[("open", "OPEN"), ("answered", "ANSWERED"), ("refused", "REFUSED"), ("nothing-held", "NOTHING_HELD"), ("forwarded", "FORWARDED")], max_length=12
                ),
            ),
            ("count", models.PositiveIntegerField(default=0)),
            ("done_at", models.DateTimeField(blank=True, null=True)),
            ("done_by", models.CharField(blank=True, max_length=64)),
            ("controller", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="rights_parts", to="records.controller")),
            ("request", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="records.rightsrequest")),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("request", "controller", "capacity"), name="one_part_a_controller")],
        },
    ),
    migrations.CreateModel(
        name="RightsEvent",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("at", models.DateTimeField()),
            ("by", models.CharField(max_length=64)),
            ("what", models.CharField(max_length=32)),
            ("detail", models.CharField(blank=True, max_length=64)),
            ("request", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="events", to="records.rightsrequest")),
        ],
        options={
            "indexes": [models.Index(fields=["request", "at"], name="rights_events")],
        },
    ),
    migrations.CreateModel(
        name="RightsSuggestion",
        fields=[
            (
                "contact",
                models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name="rights_suggestion", serialize=False, to="records.contact"),
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
            "indexes": [models.Index(fields=["dismissed_at"], name="rights_suggestions_open")],
        },
    ),
    migrations.CreateModel(
        name="PortalAttempt",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("address_key", models.CharField(max_length=64)),
            ("identifier_key", models.CharField(blank=True, max_length=64)),
            ("at", models.DateTimeField()),
            ("register", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="portal_attempts", to="records.register")),
        ],
        options={
            "indexes": [models.Index(fields=["address_key", "at"], name="portal_attempt_address"), models.Index(fields=["identifier_key", "at"], name="portal_attempt_identifier")],
        },
    ),
    migrations.CreateModel(
        name="SpeechSetting",
        fields=[
            (
                "register",
                models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name="speech_setting", serialize=False, to="records.register"),
            ),
            ("language", models.CharField(blank=True, max_length=2)),
            (
                "channels",
                models.CharField(choices=[("unknown", "UNKNOWN"), ("agent-first", "AGENT_FIRST"), ("customer-first", "CUSTOMER_FIRST")], default="unknown", max_length=14),
            ),
            ("changed_at", models.DateTimeField()),
        ],
    ),
    migrations.CreateModel(
        name="Transcript",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("making", models.CharField(choices=[("waiting", "WAITING"), ("made", "MADE"), ("failed", "FAILED")], default="waiting", max_length=8)),
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
            ("state", models.CharField(choices=[("machine", "MACHINE"), ("checked", "CHECKED"), ("certified", "CERTIFIED")], default="machine", max_length=9)),
            ("corrected_at", models.DateTimeField(null=True)),
            ("checked_at", models.DateTimeField(null=True)),
            ("certified_at", models.DateTimeField(null=True)),
            ("certified_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="transcripts_certified", to=settings.AUTH_USER_MODEL)),
            ("checked_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="transcripts_checked", to=settings.AUTH_USER_MODEL)),
            ("contact", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="transcripts", to="records.contact")),
            ("corrected_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="transcripts_corrected", to=settings.AUTH_USER_MODEL)),
            ("dialog", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="transcript", to="records.dialog")),
            ("object", models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name="transcript", to="records.sealedobject")),
        ],
        options={
            "indexes": [models.Index(fields=["making", "asked_at"], name="transcript_making"), models.Index(fields=["state"], name="transcript_state")],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(models.Q(("making", "made"), _negated=True), ("object__isnull", False), _connector="OR"), name="transcript_made_has_words"
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("state", "certified"), _negated=True),
                        models.Q(("certified_by__isnull", False), ("checked_by__isnull", False), models.Q(("certified_by", models.F("checked_by")), _negated=True)),
                        _connector="OR",
                    ),
                    name="transcript_certified_by_two",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="TranscriptPart",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("channel", models.PositiveSmallIntegerField()),
            ("number", models.PositiveIntegerField()),
            ("until", models.FloatField()),
            ("object", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="transcript_part", to="records.sealedobject")),
            ("transcript", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="records.transcript")),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("transcript", "channel", "number"), name="transcript_part_once")],
        },
    ),
    migrations.CreateModel(
        name="Correction",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("request", models.UUIDField(db_index=True, null=True)),
            ("old_item", models.UUIDField(db_index=True)),
            ("new_item", models.UUIDField(db_index=True)),
            ("statement", models.BooleanField()),
            ("made_at", models.DateTimeField()),
            ("made_by", models.CharField(max_length=64)),
            ("contact", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="corrections", to="records.contact")),
            ("register", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="corrections", to="records.register")),
        ],
    ),
    migrations.CreateModel(
        name="Disclosure",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("number", models.PositiveIntegerField()),
            ("recipient", models.SlugField(max_length=64)),
            ("purpose", models.SlugField(max_length=64)),
            ("basis", models.CharField(max_length=16)),
            ("form", models.CharField(choices=[("content", "CONTENT"), ("figures", "FIGURES")], max_length=8)),
            ("statute", models.CharField(blank=True, max_length=64)),
            ("claim_hold", models.UUIDField(null=True)),
            ("state", models.CharField(choices=[("prepared", "PREPARED"), ("approved", "APPROVED"), ("handed-over", "HANDED_OVER"), ("refused", "REFUSED")], max_length=12)),
            ("prepared_at", models.DateTimeField()),
            ("prepared_by", models.CharField(max_length=64)),
            ("decided_at", models.DateTimeField(blank=True, null=True)),
            ("decided_by", models.CharField(blank=True, max_length=64)),
            ("handed_at", models.DateTimeField(blank=True, null=True)),
            ("handed_by", models.CharField(blank=True, max_length=64)),
            ("package_sha256", models.CharField(blank=True, max_length=64)),
            ("claim", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="disclosures", to="records.workitem")),
            ("details", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="disclosure_of", to="records.sealedobject")),
            ("document", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="disclosure_asked_by", to="records.sealedobject")),
            ("register", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="disclosures", to="records.register")),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("register", "number"), name="disclosure_numbered_once"),
                models.CheckConstraint(
                    condition=models.Q(("decided_by", ""), ("state", "refused"), models.Q(("decided_by", models.F("prepared_by")), _negated=True), _connector="OR"),
                    name="disclosure_of_two_people",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="DisclosedItem",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("item_id", models.UUIDField(db_index=True)),
            ("contact_id", models.UUIDField(db_index=True)),
            ("kind", models.CharField(max_length=12)),
            ("sha256", models.CharField(max_length=64)),
            ("disclosure", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="items", to="records.disclosure")),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("disclosure", "item_id"), name="item_once_in_a_disclosure")],
        },
    ),
    migrations.CreateModel(
        name="Forwarding",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("contacts", models.JSONField(default=list)),
            ("created_at", models.DateTimeField()),
            ("due_at", models.DateTimeField()),
            ("method", models.CharField(blank=True, max_length=8)),
            ("package_sha256", models.CharField(blank=True, max_length=64)),
            ("forwarded_at", models.DateTimeField(blank=True, null=True)),
            ("forwarded_by", models.CharField(blank=True, max_length=64)),
            ("acting", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="forwardings", to="records.controller")),
            ("details", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="forwarding_of", to="records.sealedobject")),
            ("register", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="forwardings", to="records.register")),
            ("request", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="forwardings", to="records.rightsrequest")),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("request", "acting"), name="one_forwarding_a_controller")],
        },
    ),
    migrations.CreateModel(
        name="Objection",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("purpose", models.SlugField(max_length=64)),
            ("cause", models.CharField(choices=[("objection", "OBJECTION"), ("withdrawal", "WITHDRAWAL")], max_length=10)),
            ("state", models.CharField(choices=[("pending", "PENDING"), ("upheld", "UPHELD"), ("rejected", "REJECTED"), ("taken-back", "TAKEN_BACK")], max_length=10)),
            ("request", models.UUIDField(db_index=True, null=True)),
            ("received_at", models.DateTimeField()),
            ("received_by", models.CharField(max_length=64)),
            ("decided_at", models.DateTimeField(blank=True, null=True)),
            ("decided_by", models.CharField(blank=True, max_length=64)),
            ("reason", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="objection_of", to="records.sealedobject")),
            ("register", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="objections", to="records.register")),
        ],
        options={
            "indexes": [models.Index(fields=["register", "purpose", "state"], name="objection_standing")],
        },
    ),
    migrations.CreateModel(
        name="ObjectedContact",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("contact_id", models.UUIDField(db_index=True)),
            ("objection", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="contacts", to="records.objection")),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("objection", "contact_id"), name="contact_once_in_an_objection")],
        },
    ),
    migrations.CreateModel(
        name="RecipientNotice",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("request", models.UUIDField(db_index=True, null=True)),
            ("event", models.CharField(choices=[("rectified", "RECTIFIED"), ("erased", "ERASED"), ("restricted", "RESTRICTED")], max_length=10)),
            ("items", models.JSONField(default=list)),
            ("state", models.CharField(choices=[("waiting", "WAITING"), ("told", "TOLD"), ("impossible", "IMPOSSIBLE")], max_length=10)),
            ("method", models.CharField(blank=True, max_length=8)),
            ("created_at", models.DateTimeField()),
            ("ended_at", models.DateTimeField(blank=True, null=True)),
            ("ended_by", models.CharField(blank=True, max_length=64)),
            ("disclosure", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="notices", to="records.disclosure")),
            ("reason", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="untold_because", to="records.sealedobject")),
        ],
        options={
            "indexes": [models.Index(fields=["state", "created_at"], name="recipient_to_be_told")],
        },
    ),
    migrations.CreateModel(
        name="RememberedErasure",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("request", models.UUIDField(db_index=True)),
            ("item_id", models.UUIDField(db_index=True)),
            ("contact_id", models.UUIDField(db_index=True)),
            ("remembered_at", models.DateTimeField()),
            ("erased_at", models.DateTimeField(blank=True, null=True)),
            ("told_at", models.DateTimeField(blank=True, null=True)),
            ("register", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="remembered_erasures", to="records.register")),
            ("address", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="told_at_last", to="records.sealedobject")),
            ("language", models.CharField(default="fi", max_length=2)),
        ],
        options={
            "indexes": [models.Index(fields=["erased_at"], name="erasure_waiting")],
            "constraints": [models.UniqueConstraint(fields=("request", "item_id"), name="erasure_remembered_once")],
        },
    ),
    migrations.CreateModel(
        name="Restriction",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("ground", models.CharField(choices=[("contested", "CONTESTED"), ("unlawful", "UNLAWFUL"), ("claims", "CLAIMS"), ("objection", "OBJECTION")], max_length=10)),
            ("request", models.UUIDField(db_index=True, null=True)),
            ("placed_at", models.DateTimeField()),
            ("placed_by", models.CharField(max_length=64)),
            ("told_at", models.DateTimeField(blank=True, null=True)),
            ("lift_from", models.DateTimeField(blank=True, null=True)),
            ("lifted_at", models.DateTimeField(blank=True, null=True)),
            ("lifted_by", models.CharField(blank=True, max_length=64)),
            ("hold", models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="restriction", to="records.hold")),
            ("register", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="restrictions", to="records.register")),
        ],
        options={
            "indexes": [models.Index(fields=["lifted_at"], name="restriction_standing")],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("lifted_at__isnull", True), ("lifted_at__gte", models.F("lift_from")), _connector="OR"), name="restriction_lifted_after_telling"
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="RestrictedItem",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("item_id", models.UUIDField(db_index=True, null=True)),
            ("contact_id", models.UUIDField(db_index=True)),
            ("restriction", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="items", to="records.restriction")),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("restriction", "item_id", "contact_id"), name="item_once_in_a_restriction")],
        },
    ),
    migrations.CreateModel(
        name="RightsDecision",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
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
            ("reason", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="decision_of", to="records.sealedobject")),
            ("register", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="rights_decisions", to="records.register")),
            ("request", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="decisions", to="records.rightsrequest")),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("request", "asked"), name="one_decision_a_right"),
                models.CheckConstraint(
                    condition=models.Q(("two_people", False), ("applied_at__isnull", True), models.Q(("approved_by", models.F("decided_by")), _negated=True), _connector="OR"),
                    name="decision_of_two_people",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="RightsDecisionLine",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
            (
                "outcome",
                models.CharField(
                    choices=[("give", "GIVE"), ("correct", "CORRECT"), ("block", "BLOCK"), ("erase", "ERASE"), ("keep", "KEEP"), ("forward", "FORWARD")], max_length=8
                ),
            ),
            (
                "proposed",
                models.CharField(
                    choices=[("give", "GIVE"), ("correct", "CORRECT"), ("block", "BLOCK"), ("erase", "ERASE"), ("keep", "KEEP"), ("forward", "FORWARD")], max_length=8
                ),
            ),
            ("ground", models.CharField(max_length=16)),
            ("holds", models.JSONField(default=list)),
            ("destroy_at", models.DateTimeField(blank=True, null=True)),
            ("review_by", models.DateTimeField(blank=True, null=True)),
            ("decision", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="records.rightsdecision")),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("decision", "item_id"), name="item_decided_once")],
        },
    ),
    migrations.CreateModel(
        name="Suppressed",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("field", models.CharField(max_length=12)),
            ("value", models.BinaryField(max_length=16)),
            ("objection", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="suppressed", to="records.objection")),
        ],
        options={
            "indexes": [models.Index(fields=["field", "value"], name="suppressed_lookup")],
        },
    ),
    migrations.CreateModel(
        name="AnswerItem",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
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
            ("segments_total", models.PositiveIntegerField()),
            ("several", models.BooleanField(default=False)),
            ("contact", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="answer_items", to="records.contact")),
            ("item", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="answer_items", to="records.sealedobject")),
            ("request", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="answer_items", to="records.rightsrequest")),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("request", "item"), name="item_once_in_an_answer")],
        },
    ),
    migrations.CreateModel(
        name="AnswerSegment",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("number", models.PositiveIntegerField()),
            ("mark", models.CharField(blank=True, choices=[("give", "GIVE"), ("redact", "REDACT"), ("leave-out", "LEAVE_OUT")], max_length=9)),
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
            ("answer_item", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="segments", to="records.answeritem")),
            ("passages", models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="answer_segment", to="records.sealedobject")),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("answer_item", "number"), name="segment_once_in_an_item"),
                models.CheckConstraint(condition=models.Q(("mark", ""), models.Q(("reason", ""), _negated=True), _connector="OR"), name="segment_marked_with_a_reason"),
                models.CheckConstraint(
                    condition=models.Q(("second_by", ""), models.Q(("second_by", models.F("marked_by")), _negated=True), _connector="OR"), name="segment_seen_by_two_people"
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Package",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("language", models.CharField(choices=[("fi", "FI"), ("sv", "SV"), ("en", "EN")], max_length=2)),
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
            ("delivery", models.CharField(blank=True, choices=[("portal", "PORTAL"), ("age", "AGE"), ("paper", "PAPER")], max_length=6)),
            ("token_hash", models.CharField(blank=True, db_index=True, max_length=64)),
            ("code_key", models.CharField(blank=True, max_length=64)),
            ("offered_at", models.DateTimeField(blank=True, null=True)),
            ("offered_by", models.CharField(blank=True, max_length=64)),
            ("expires_at", models.DateTimeField(blank=True, null=True)),
            ("attempts", models.PositiveSmallIntegerField(default=0)),
            ("fetching_at", models.DateTimeField(blank=True, null=True)),
            ("delivered_at", models.DateTimeField(blank=True, null=True)),
            ("receipt_seq", models.BigIntegerField(blank=True, null=True)),
            ("destroyed_at", models.DateTimeField(blank=True, null=True)),
            ("notice_version", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="packages", to="records.noticeversion")),
            ("register", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="packages", to="records.register")),
            ("request", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="packages", to="records.rightsrequest")),
        ],
        options={
            "indexes": [models.Index(fields=["state", "destroy_by"], name="packages_standing")],
            "constraints": [
                models.CheckConstraint(condition=models.Q(("delivered_at__isnull", True), ("receipt_seq__isnull", False), _connector="OR"), name="package_delivered_with_a_receipt")
            ],
        },
    ),
    migrations.CreateModel(
        name="PackageFile",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("contact_number", models.PositiveIntegerField(default=0)),
            ("path", models.CharField(max_length=120)),
            ("media_type", models.CharField(max_length=100)),
            ("object", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="package_file", to="records.sealedobject")),
            ("package", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="files", to="records.package")),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("package", "path"), name="path_once_in_a_package")],
        },
    ),
    migrations.CreateModel(
        name="Redaction",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("scope", models.CharField(choices=[("everyone", "EVERYONE"), ("special", "SPECIAL"), ("separate", "SEPARATE")], max_length=8)),
            ("for_id", models.UUIDField(db_index=True, null=True)),
            ("transcript_version", models.PositiveIntegerField(default=0)),
            ("codec", models.CharField(blank=True, max_length=32)),
            ("count", models.PositiveIntegerField()),
            ("by_people", models.PositiveIntegerField(default=0)),
            ("made_at", models.DateTimeField()),
            ("audio", models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name="redacted_audio", to="records.sealedobject")),
            ("contact", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="redactions", to="records.contact")),
            ("dialog", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="redactions", to="records.dialog")),
            ("made_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="redactions", to=settings.AUTH_USER_MODEL)),
            ("marks", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="redaction_marks", to="records.sealedobject")),
            ("waveform", models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name="redacted_waveform", to="records.sealedobject")),
            ("words", models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name="redacted_words", to="records.sealedobject")),
            ("decided_at", models.DateTimeField(null=True)),
            ("decided_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="redactions_decided", to=settings.AUTH_USER_MODEL)),
            ("hints", models.PositiveIntegerField(default=0)),
        ],
        options={
            "constraints": [models.UniqueConstraint(condition=models.Q(("scope", "separate"), _negated=True), fields=("dialog", "scope"), name="one_shown_copy_a_dialog")],
        },
    ),
    migrations.CreateModel(
        name="Search",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("purpose", models.SlugField(max_length=64)),
            ("searched_at", models.DateTimeField()),
            ("object", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="search", to="records.sealedobject")),
            ("register", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="searches", to="records.register")),
            ("staff", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="searches", to=settings.AUTH_USER_MODEL)),
        ],
        options={
            "indexes": [models.Index(fields=["register", "-searched_at"], name="search_newest")],
        },
    ),
    migrations.CreateModel(
        name="IdentityAlert",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            (
                "kind",
                models.CharField(
                    choices=[
                        ("first-seen", "FIRST_SEEN"),
                        ("details-changed", "DETAILS_CHANGED"),
                        ("many-subjects", "MANY_SUBJECTS"),
                        ("failed-before", "FAILED_BEFORE"),
                        ("other-name", "OTHER_NAME"),
                    ],
                    max_length=16,
                ),
            ),
            ("raised_at", models.DateTimeField()),
            ("told_at", models.DateTimeField(blank=True, null=True)),
            ("cleared_at", models.DateTimeField(blank=True, null=True)),
            ("cleared_by", models.CharField(blank=True, max_length=64)),
            ("request", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="alerts", to="records.rightsrequest")),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("request", "kind"), name="alerted_once_of_a_kind")],
        },
    ),
    migrations.CreateModel(
        name="IdentityCode",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            (
                "method",
                models.CharField(choices=[("code", "CODE"), ("letter", "LETTER"), ("call-back", "CALL_BACK"), ("strong", "STRONG"), ("in-person", "IN_PERSON")], max_length=12),
            ),
            ("field", models.CharField(max_length=12)),
            ("channel_key", models.CharField(db_index=True, max_length=64)),
            ("code_key", models.CharField(max_length=64)),
            ("sent_at", models.DateTimeField()),
            ("expires_at", models.DateTimeField()),
            ("tries", models.PositiveSmallIntegerField(default=0)),
            ("ended_at", models.DateTimeField(blank=True, null=True)),
            ("request", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="codes", to="records.rightsrequest")),
        ],
    ),
    migrations.CreateModel(
        name="IdentityMatch",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("evidence", models.JSONField(default=list)),
            ("state", models.CharField(choices=[("proposed", "PROPOSED"), ("confirmed", "CONFIRMED"), ("rejected", "REJECTED")], max_length=10)),
            ("decided_at", models.DateTimeField(blank=True, null=True)),
            ("decided_by", models.CharField(blank=True, max_length=64)),
            ("contact", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="identity_matches", to="records.contact")),
            ("request", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="matches", to="records.rightsrequest")),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("request", "contact"), name="matched_once_for_a_request")],
        },
    ),
    migrations.CreateModel(
        name="IdentityPeriod",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("channel_key", models.CharField(max_length=64)),
            ("since_on", models.DateField(blank=True, null=True)),
            ("until_on", models.DateField(blank=True, null=True)),
            ("set_by", models.CharField(max_length=64)),
            ("request", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="periods", to="records.rightsrequest")),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("request", "channel_key"), name="one_period_a_channel")],
        },
    ),
    migrations.CreateModel(
        name="IdentityProof",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            (
                "method",
                models.CharField(choices=[("code", "CODE"), ("letter", "LETTER"), ("call-back", "CALL_BACK"), ("strong", "STRONG"), ("in-person", "IN_PERSON")], max_length=12),
            ),
            ("field", models.CharField(blank=True, max_length=12)),
            ("channel_key", models.CharField(blank=True, max_length=64)),
            ("provider", models.CharField(blank=True, max_length=64)),
            ("level", models.CharField(blank=True, max_length=64)),
            ("transaction", models.CharField(blank=True, max_length=64)),
            ("subject_key", models.CharField(blank=True, max_length=64)),
            ("authenticated_at", models.DateTimeField(blank=True, null=True)),
            ("proven_at", models.DateTimeField()),
            ("verifier", models.CharField(max_length=64)),
            ("request", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="proofs", to="records.rightsrequest")),
        ],
    ),
    migrations.CreateModel(
        name="IdentityVisit",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("state_hash", models.CharField(max_length=64, unique=True)),
            ("browser_key", models.CharField(max_length=64)),
            ("language", models.CharField(max_length=2)),
            ("begun_at", models.DateTimeField()),
            ("expires_at", models.DateTimeField(db_index=True)),
            ("request", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="identity_visits", to="records.rightsrequest")),
        ],
    ),
]


class Migration(migrations.Migration):
    """Make the tables of a new database."""

    initial = True

    replaces = [
        ("records", "0001_records_of_the_spine"),
        ("records", "0002_parts_of_uploads"),
        ("records", "0003_fingerprint_of_content"),
        ("records", "0004_legs_of_attachments"),
        ("records", "0005_work_and_conversations"),
        ("records", "0006_a_thread_of_its_own"),
        ("records", "0007_every_contact_has_a_thread"),
        ("records", "0008_mail"),
        ("records", "0009_chats"),
        ("records", "0010_calls"),
        ("records", "0011_customers"),
        ("records", "0012_training"),
        ("records", "0013_figures"),
        ("records", "0014_webhooks"),
        ("records", "0015_forms_and_paper"),
        ("records", "0016_call_lists"),
        ("records", "0017_inbox"),
        ("records", "0018_scans"),
        ("records", "0019_api_keys"),
        ("records", "0020_chat_satisfaction"),
        ("records", "0021_rights_requests"),
        ("records", "0022_transcripts"),
        ("records", "0023_rights_decided"),
        ("records", "0024_answers"),
        ("records", "0025_redacted_copies"),
        ("records", "0026_passages_of_answers"),
        ("records", "0027_searches"),
        ("records", "0028_identity_of_requests"),
        ("records", "0029_told_at_last"),
        ("records", "0030_list_conversations_by_channel"),
        ("records", "0031_hints_a_person_decides"),
        ("records", "0032_visits_to_the_provider_of_identities"),
    ]

    dependencies = []

    operations = [CreateTables(TABLES)]
