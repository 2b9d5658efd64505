import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Add lists of calls to make, and objections to being called."""

    dependencies = [
        ("records", "0015_forms_and_paper"),
    ]

    operations = [
        migrations.CreateModel(
            name="CallList",
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
                (
                    "controller",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="call_lists",
                        to="records.controller",
                    ),
                ),
                (
                    "register",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="call_lists",
                        to="records.register",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CallEntry",
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
                ("key", models.CharField(max_length=64)),
                ("position", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "WAITING"),
                            ("taken", "TAKEN"),
                            ("again", "AGAIN"),
                            ("done", "DONE"),
                        ],
                        max_length=8,
                    ),
                ),
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
                (
                    "contact",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="call_entries",
                        to="records.contact",
                    ),
                ),
                (
                    "object",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="call_entry",
                        to="records.sealedobject",
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calls_taken",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "call_list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="records.calllist",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CallObjection",
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
                ("key", models.CharField(max_length=64)),
                ("objected_at", models.DateTimeField()),
                (
                    "register",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="call_objections",
                        to="records.register",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="calllist",
            constraint=models.UniqueConstraint(
                fields=("register", "number"), name="call_list_numbered_once"
            ),
        ),
        migrations.AddIndex(
            model_name="callentry",
            index=models.Index(
                fields=["call_list", "state", "position"], name="next_call_of_a_list"
            ),
        ),
        migrations.AddConstraint(
            model_name="callentry",
            constraint=models.UniqueConstraint(
                fields=("call_list", "key"), name="callee_once_in_a_list"
            ),
        ),
        migrations.AddConstraint(
            model_name="callobjection",
            constraint=models.UniqueConstraint(
                fields=("register", "key"), name="one_objection_a_number"
            ),
        ),
    ]
