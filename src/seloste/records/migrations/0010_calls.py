import uuid

from django.conf import settings
from django.db import migrations, models
from django.db.models.deletion import CASCADE, PROTECT, SET_NULL


class Migration(migrations.Migration):
    """Add calls as they happen and what was compared with them."""

    dependencies = [
        ("records", "0009_chats"),
    ]

    operations = [
        migrations.AddField(
            model_name="dialog",
            name="gaps",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="quarantined",
            name="contact_key",
            field=models.CharField(blank=True, db_index=True, default="", max_length=64),
            preserve_default=False,
        ),
        migrations.CreateModel(
            name="Call",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("key", models.CharField(max_length=64)),
                ("number_key", models.CharField(blank=True, max_length=64)),
                ("language", models.CharField(blank=True, max_length=8)),
                ("state", models.CharField(choices=[("expected", "EXPECTED"), ("ringing", "RINGING"), ("talking", "TALKING"), ("held", "HELD"), ("refused", "REFUSED"), ("ended", "ENDED")], max_length=8)),
                ("began_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                ("announced_at", models.DateTimeField(null=True)),
                ("recording_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("refused", models.BooleanField(default=False)),
                ("received_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("agent", models.ForeignKey(null=True, on_delete=SET_NULL, related_name="calls", to=settings.AUTH_USER_MODEL)),
                ("caller", models.OneToOneField(null=True, on_delete=SET_NULL, related_name="call", to="records.sealedobject")),
                ("source", models.ForeignKey(on_delete=PROTECT, related_name="calls", to="records.source")),
            ],
        ),
        migrations.CreateModel(
            name="CallReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=64)),
                ("event", models.CharField(choices=[("ringing", "RINGING"), ("answered", "ANSWERED"), ("announced", "ANNOUNCED"), ("refused", "REFUSED"), ("recording", "RECORDING"), ("paused", "PAUSED"), ("resumed-recording", "RESUMED_RECORDING"), ("held", "HELD"), ("resumed", "RESUMED"), ("transferred", "TRANSFERRED"), ("ended", "ENDED")], max_length=17)),
                ("at", models.DateTimeField()),
                ("extension", models.CharField(blank=True, max_length=16)),
                ("call", models.ForeignKey(on_delete=CASCADE, related_name="reports", to="records.call")),
            ],
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
                ("register", models.ForeignKey(on_delete=PROTECT, related_name="extensions", to="records.register")),
                ("staff", models.ForeignKey(on_delete=CASCADE, related_name="extensions", to=settings.AUTH_USER_MODEL)),
            ],
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
                ("payload", models.OneToOneField(null=True, on_delete=SET_NULL, related_name="fetch_task", to="records.sealedobject")),
                ("source", models.ForeignKey(on_delete=PROTECT, related_name="fetch_tasks", to="records.source")),
            ],
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
                ("source", models.ForeignKey(on_delete=PROTECT, related_name="reported_calls", to="records.source")),
            ],
        ),
        migrations.CreateModel(
            name="SeenSignature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sha256", models.CharField(max_length=64)),
                ("seen_at", models.DateTimeField()),
                ("source", models.ForeignKey(on_delete=PROTECT, related_name="seen_signatures", to="records.source")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("source", "sha256"), name="signature_taken_once")],
            },
        ),
        migrations.AddIndex(
            model_name="call",
            index=models.Index(fields=["agent", "state"], name="call_of_agent"),
        ),
        migrations.AddConstraint(
            model_name="call",
            constraint=models.UniqueConstraint(fields=("source", "key"), name="call_known_once"),
        ),
        migrations.AddConstraint(
            model_name="callreport",
            constraint=models.UniqueConstraint(fields=("call", "key"), name="call_report_once"),
        ),
        migrations.AddConstraint(
            model_name="extension",
            constraint=models.UniqueConstraint(fields=("register", "number"), name="extension_is_one_persons"),
        ),
        migrations.AddConstraint(
            model_name="fetchtask",
            constraint=models.UniqueConstraint(fields=("source", "key"), name="fetched_once"),
        ),
        migrations.AddIndex(
            model_name="reportedcall",
            index=models.Index(fields=["source", "day"], name="reported_by_day"),
        ),
        migrations.AddConstraint(
            model_name="reportedcall",
            constraint=models.UniqueConstraint(fields=("source", "key"), name="call_listed_once"),
        ),
    ]
