import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0032_visits_to_the_provider_of_identities'),
    ]

    operations = [
        migrations.CreateModel(
            name='ProposedCorrection',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('item_id', models.UUIDField(db_index=True)),
                ('contact_id', models.UUIDField(db_index=True)),
                ('two_people', models.BooleanField()),
                ('proposed_at', models.DateTimeField()),
                ('proposed_by', models.CharField(max_length=64)),
                ('applied_at', models.DateTimeField(blank=True, null=True)),
                ('applied_by', models.CharField(blank=True, max_length=64)),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposed_corrections', to='records.rightsrequest')),
                ('words', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='proposed_correction', to='records.sealedobject')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('two_people', False), ('applied_at__isnull', True), models.Q(('applied_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='correction_of_two_people')],
            },
        ),
    ]
