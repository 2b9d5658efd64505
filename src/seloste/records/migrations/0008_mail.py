import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Add mailboxes, how far each was read, and the outgoing mail."""

    dependencies = [
        ("records", "0007_every_contact_has_a_thread"),
    ]

    operations = [
        migrations.CreateModel(
            name="Mailbox",
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
                ("slug", models.SlugField(max_length=59, unique=True)),
                ("address", models.CharField(max_length=254, unique=True)),
                ("display_name", models.CharField(blank=True, max_length=120)),
                (
                    "mode",
                    models.CharField(
                        choices=[("smtp", "SMTP"), ("imap", "IMAP")], max_length=4
                    ),
                ),
                ("plus", models.BooleanField(default=False)),
                ("acknowledge", models.BooleanField(default=False)),
                ("host", models.CharField(blank=True, max_length=253)),
                ("port", models.PositiveIntegerField(default=993)),
                ("tls", models.CharField(default="tls", max_length=8)),
                ("folder", models.CharField(default="INBOX", max_length=200)),
                ("auth", models.CharField(default="password", max_length=8)),
                ("username", models.CharField(blank=True, max_length=254)),
                (
                    "after",
                    models.CharField(
                        choices=[
                            ("leave", "LEAVE"),
                            ("seen", "SEEN"),
                            ("move", "MOVE"),
                            ("delete", "DELETE"),
                        ],
                        default="seen",
                        max_length=6,
                    ),
                ),
                ("move_to", models.CharField(blank=True, max_length=200)),
                ("paused", models.BooleanField(default=False)),
                ("polled_at", models.DateTimeField(blank=True, null=True)),
                ("arrived_at", models.DateTimeField(blank=True, null=True)),
                ("failing_since", models.DateTimeField(blank=True, null=True)),
                ("error", models.CharField(blank=True, max_length=64)),
                ("leased_until", models.DateTimeField(blank=True, null=True)),
                ("added_at", models.DateTimeField()),
                (
                    "register",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mailboxes",
                        to="records.register",
                    ),
                ),
                (
                    "source",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mailbox",
                        to="records.source",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Acknowledged",
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
                ("key", models.CharField(max_length=64)),
                ("at", models.DateTimeField(db_index=True)),
                (
                    "mailbox",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="acknowledged",
                        to="records.mailbox",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MailCursor",
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
                ("folder", models.CharField(max_length=200)),
                ("uidvalidity", models.BigIntegerField()),
                ("last_uid", models.BigIntegerField(default=0)),
                ("seen_uid", models.BigIntegerField(default=0)),
                ("seen_at", models.DateTimeField(blank=True, null=True)),
                (
                    "mailbox",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cursors",
                        to="records.mailbox",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MissedMail",
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
                ("uid", models.BigIntegerField()),
                ("first_seen_at", models.DateTimeField()),
                ("tried_at", models.DateTimeField()),
                ("attempts", models.PositiveIntegerField(default=1)),
                ("error", models.CharField(max_length=64)),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "cursor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="missed",
                        to="records.mailcursor",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Outgoing",
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
                ("automatic", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "WAITING"),
                            ("sending", "SENDING"),
                            ("deferred", "DEFERRED"),
                            ("sent", "SENT"),
                            ("failed", "FAILED"),
                            ("bounced", "BOUNCED"),
                        ],
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
                (
                    "contact",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="outgoing",
                        to="records.contact",
                    ),
                ),
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="outgoing",
                        to="records.sealedobject",
                    ),
                ),
                (
                    "mailbox",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outgoing",
                        to="records.mailbox",
                    ),
                ),
                (
                    "register",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outgoing",
                        to="records.register",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="acknowledged",
            constraint=models.UniqueConstraint(
                fields=("mailbox", "key"), name="acknowledged_once_a_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="mailcursor",
            constraint=models.UniqueConstraint(
                fields=("mailbox", "folder", "uidvalidity"), name="folder_read_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="missedmail",
            constraint=models.UniqueConstraint(
                fields=("cursor", "uid"), name="missed_once"
            ),
        ),
        migrations.AddIndex(
            model_name="outgoing",
            index=models.Index(
                fields=["register", "state", "-written_at"], name="outgoing_by_state"
            ),
        ),
    ]
