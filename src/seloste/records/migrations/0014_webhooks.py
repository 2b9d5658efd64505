import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Add webhooks and the messages they owe."""

    dependencies = [
        ("records", "0013_figures"),
    ]

    operations = [
        migrations.CreateModel(
            name='Webhook',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('url', models.CharField(max_length=500)),
                ('recipient', models.SlugField(blank=True, max_length=64)),
                ('events', models.JSONField(default=list)),
                ('issue', models.PositiveIntegerField(default=1)),
                ('seq', models.BigIntegerField()),
                ('paused', models.BooleanField(default=False)),
                ('made_at', models.DateTimeField()),
                ('register', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='webhooks', to='records.register')),
            ],
        ),
        migrations.CreateModel(
            name='WebhookDelivery',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('event', models.CharField(max_length=32)),
                ('body', models.TextField()),
                ('state', models.CharField(choices=[('waiting', 'WAITING'), ('sent', 'SENT'), ('failed', 'FAILED')], max_length=8)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('status', models.CharField(blank=True, max_length=32)),
                ('asked_at', models.DateTimeField()),
                ('next_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('webhook', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='records.webhook')),
            ],
            options={
                'indexes': [models.Index(fields=['state', 'next_at'], name='webhook_to_send'), models.Index(fields=['webhook', '-asked_at'], name='webhook_history')],
            },
        ),
    ]
