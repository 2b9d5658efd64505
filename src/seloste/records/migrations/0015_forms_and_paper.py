import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Add forms, receipts of the notice, sums of satisfaction and paper."""

    dependencies = [
        ("records", "0014_webhooks"),
    ]

    operations = [
        migrations.CreateModel(
            name="FormSite",
            fields=[
                (
                    "slug",
                    models.SlugField(max_length=64, primary_key=True, serialize=False),
                ),
                ("name_fi", models.CharField(max_length=100)),
                ("name_sv", models.CharField(max_length=100)),
                ("name_en", models.CharField(max_length=100)),
                ("fields", models.JSONField(default=dict)),
                ("ancestors", models.JSONField(default=list)),
                ("active", models.BooleanField(default=True)),
                (
                    "queue",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="form_sites",
                        to="records.queue",
                    ),
                ),
                (
                    "register",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="form_sites",
                        to="records.register",
                    ),
                ),
                (
                    "source",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="form_site",
                        to="records.source",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="NoticeReceipt",
            fields=[
                (
                    "contact",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="notice_receipt",
                        serialize=False,
                        to="records.contact",
                    ),
                ),
                ("language", models.CharField(max_length=2)),
                ("shown_at", models.DateTimeField()),
                (
                    "notice_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receipts",
                        to="records.noticeversion",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PaperItem",
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
                (
                    "kind",
                    models.CharField(
                        choices=[("letter", "LETTER"), ("note", "NOTE")], max_length=8
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[("inbound", "INBOUND"), ("outbound", "OUTBOUND")],
                        max_length=8,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("kept", "KEPT"),
                            ("missing", "MISSING"),
                            ("claimed", "CLAIMED"),
                            ("destroyed", "DESTROYED"),
                        ],
                        max_length=10,
                    ),
                ),
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
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "contact",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="paper",
                        to="records.contact",
                    ),
                ),
                (
                    "custodian",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "register",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="records.register",
                    ),
                ),
                (
                    "seconded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PaperPlace",
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
                ("name", models.CharField(max_length=100)),
                (
                    "lock",
                    models.CharField(
                        choices=[
                            ("key", "KEY"),
                            ("code", "CODE"),
                            ("card", "CARD"),
                            ("safe", "SAFE"),
                            ("none", "NONE"),
                        ],
                        max_length=12,
                    ),
                ),
                ("checked_at", models.DateTimeField(blank=True, null=True)),
                ("active", models.BooleanField(default=True)),
                (
                    "checked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "register",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="paper_places",
                        to="records.register",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PaperMove",
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
                ("moved_at", models.DateTimeField()),
                (
                    "custodian",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "moved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="moves",
                        to="records.paperitem",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.paperplace",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="paperitem",
            name="place",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="papers",
                to="records.paperplace",
            ),
        ),
        migrations.CreateModel(
            name="SatisfactionAsked",
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
                ("queue", models.SlugField(blank=True, max_length=64)),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("call", "CALL"),
                            ("mail", "MAIL"),
                            ("chat", "CHAT"),
                            ("form", "FORM"),
                            ("paper", "PAPER"),
                        ],
                        max_length=8,
                    ),
                ),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("expires_on", models.DateField()),
                (
                    "register",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="satisfaction_asked",
                        to="records.register",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SatisfactionCount",
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
                ("day", models.DateField()),
                ("queue", models.SlugField(blank=True, max_length=64)),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("call", "CALL"),
                            ("mail", "MAIL"),
                            ("chat", "CHAT"),
                            ("form", "FORM"),
                            ("paper", "PAPER"),
                        ],
                        max_length=8,
                    ),
                ),
                ("value", models.PositiveSmallIntegerField()),
                ("count", models.PositiveIntegerField(default=0)),
                (
                    "register",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="satisfaction_counts",
                        to="records.register",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FormAttempt",
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
                ("text_key", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attempts",
                        to="records.formsite",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["address_key", "at"], name="form_attempt_address"
                    ),
                    models.Index(fields=["text_key", "at"], name="form_attempt_text"),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="paperplace",
            constraint=models.UniqueConstraint(
                fields=("register", "name"), name="paper_place_named_once"
            ),
        ),
        migrations.AddIndex(
            model_name="paperitem",
            index=models.Index(
                fields=["register", "state", "act_at"], name="paper_due"
            ),
        ),
        migrations.AddConstraint(
            model_name="paperitem",
            constraint=models.UniqueConstraint(
                fields=("register", "number"), name="paper_numbered_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="paperitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "destroyed"), _negated=True),
                    models.Q(
                        ("confirmed_at__isnull", False),
                        ("confirmed_by__isnull", False),
                        ("destroyed_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="destroyed_paper_has_a_day_and_a_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="satisfactioncount",
            constraint=models.UniqueConstraint(
                fields=("register", "day", "queue", "channel", "value"),
                name="satisfaction_counted_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="satisfactioncount",
            constraint=models.CheckConstraint(
                condition=models.Q(("value__gte", 1), ("value__lte", 5)),
                name="satisfaction_from_one_to_five",
            ),
        ),
    ]
