"""Keep how requesters were identified, and which contacts are theirs."""

import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0027_searches'),
    ]

    operations = [
        migrations.CreateModel(
            name='IdentityAlert',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('first-seen', 'FIRST_SEEN'), ('details-changed', 'DETAILS_CHANGED'), ('many-subjects', 'MANY_SUBJECTS'), ('failed-before', 'FAILED_BEFORE'), ('other-name', 'OTHER_NAME')], max_length=16)),
                ('raised_at', models.DateTimeField()),
                ('told_at', models.DateTimeField(blank=True, null=True)),
                ('cleared_at', models.DateTimeField(blank=True, null=True)),
                ('cleared_by', models.CharField(blank=True, max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name='IdentityCode',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('method', models.CharField(choices=[('code', 'CODE'), ('letter', 'LETTER'), ('call-back', 'CALL_BACK'), ('strong', 'STRONG'), ('in-person', 'IN_PERSON')], max_length=12)),
                ('field', models.CharField(max_length=12)),
                ('channel_key', models.CharField(db_index=True, max_length=64)),
                ('code_key', models.CharField(max_length=64)),
                ('sent_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='IdentityMatch',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('evidence', models.JSONField(default=list)),
                ('state', models.CharField(choices=[('proposed', 'PROPOSED'), ('confirmed', 'CONFIRMED'), ('rejected', 'REJECTED')], max_length=10)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('decided_by', models.CharField(blank=True, max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name='IdentityPeriod',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('channel_key', models.CharField(max_length=64)),
                ('since_on', models.DateField(blank=True, null=True)),
                ('until_on', models.DateField(blank=True, null=True)),
                ('set_by', models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name='IdentityProof',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('method', models.CharField(choices=[('code', 'CODE'), ('letter', 'LETTER'), ('call-back', 'CALL_BACK'), ('strong', 'STRONG'), ('in-person', 'IN_PERSON')], max_length=12)),
                ('field', models.CharField(blank=True, max_length=12)),
                ('channel_key', models.CharField(blank=True, max_length=64)),
                ('provider', models.CharField(blank=True, max_length=64)),
                ('level', models.CharField(blank=True, max_length=64)),
                ('transaction', models.CharField(blank=True, max_length=64)),
                ('subject_key', models.CharField(blank=True, max_length=64)),
                ('authenticated_at', models.DateTimeField(blank=True, null=True)),
                ('proven_at', models.DateTimeField()),
                ('verifier', models.CharField(max_length=64)),
            ],
        ),
        migrations.AddField(
            model_name='identityalert',
            name='request',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='alerts', to='records.rightsrequest'),
        ),
        migrations.AddField(
            model_name='identitycode',
            name='request',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='codes', to='records.rightsrequest'),
        ),
        migrations.AddField(
            model_name='identitymatch',
            name='contact',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='identity_matches', to='records.contact'),
        ),
        migrations.AddField(
            model_name='identitymatch',
            name='request',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='matches', to='records.rightsrequest'),
        ),
        migrations.AddField(
            model_name='identityperiod',
            name='request',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='periods', to='records.rightsrequest'),
        ),
        migrations.AddField(
            model_name='identityproof',
            name='request',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proofs', to='records.rightsrequest'),
        ),
        migrations.AddConstraint(
            model_name='identityalert',
            constraint=models.UniqueConstraint(fields=('request', 'kind'), name='alerted_once_of_a_kind'),
        ),
        migrations.AddConstraint(
            model_name='identitymatch',
            constraint=models.UniqueConstraint(fields=('request', 'contact'), name='matched_once_for_a_request'),
        ),
        migrations.AddConstraint(
            model_name='identityperiod',
            constraint=models.UniqueConstraint(fields=('request', 'channel_key'), name='one_period_a_channel'),
        ),
    ]
