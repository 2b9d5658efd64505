import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

PROTECT = django.db.models.deletion.PROTECT
CASCADE = django.db.models.deletion.CASCADE


class Migration(migrations.Migration):
    """Add chats."""

    dependencies = [
        ("records", "0008_mail"),
    ]

    operations = [
        migrations.CreateModel(
            name="ChatSite",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("address", models.CharField(max_length=254)),
                ("origins", models.JSONField(default=list)),
                ("patience_minutes", models.PositiveSmallIntegerField(default=5)),
                ("active", models.BooleanField(default=True)),
                ("queue", models.ForeignKey(null=True, on_delete=PROTECT, related_name="chat_sites", to="records.queue")),
                ("register", models.ForeignKey(on_delete=PROTECT, related_name="chat_sites", to="records.register")),
                ("source", models.OneToOneField(on_delete=PROTECT, related_name="chat_site", to="records.source")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("register", "address"), name="one_chat_site_an_address"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Chat",
            fields=[
                ("contact", models.OneToOneField(on_delete=CASCADE, primary_key=True, related_name="chat", serialize=False, to="records.contact")),
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
                ("assignee", models.ForeignKey(null=True, on_delete=PROTECT, related_name="chats", to=settings.AUTH_USER_MODEL)),
                ("notice_version", models.ForeignKey(on_delete=PROTECT, related_name="chats", to="records.noticeversion")),
                ("queue", models.ForeignKey(null=True, on_delete=PROTECT, related_name="chats", to="records.queue")),
                ("site", models.ForeignKey(on_delete=PROTECT, related_name="chats", to="records.chatsite")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["state", "queued_at"], name="chat_waiting"),
                    models.Index(fields=["assignee", "state"], name="chat_mine"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChatLine",
            fields=[
                ("object", models.OneToOneField(on_delete=CASCADE, primary_key=True, related_name="chat_line", serialize=False, to="records.sealedobject")),
                ("seq", models.PositiveIntegerField()),
                ("client_id", models.UUIDField()),
                ("author", models.CharField(choices=[("visitor", "VISITOR"), ("agent", "AGENT"), ("system", "SYSTEM")], max_length=8)),
                ("said_at", models.DateTimeField()),
                ("chat", models.ForeignKey(on_delete=CASCADE, related_name="lines", to="records.chat")),
                ("staff", models.ForeignKey(null=True, on_delete=PROTECT, related_name="chat_lines", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("chat", "seq"), name="chat_line_in_order"),
                    models.UniqueConstraint(fields=("chat", "client_id"), name="chat_line_said_once"),
                ],
            },
        ),
    ]
