import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def one_of_a_kind() -> models.UUIDField:
    return models.UUIDField(
        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
    )


class Migration(migrations.Migration):
    """Add templates, drafts, saved views and presence."""

    dependencies = [
        ("records", "0016_call_lists"),
    ]

    operations = [
        migrations.CreateModel(
            name="Template",
            fields=[
                ("id", one_of_a_kind()),
                ("word", models.SlugField(max_length=40)),
                (
                    "kind",
                    models.CharField(
                        choices=[("reply", "Reply"), ("snippet", "Snippet")],
                        default="reply",
                        max_length=8,
                    ),
                ),
                ("name", models.CharField(max_length=100)),
                ("text_fi", models.TextField()),
                ("text_sv", models.TextField()),
                ("text_en", models.TextField()),
                ("active", models.BooleanField(default=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField()),
                (
                    "register",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="templates",
                        to="records.register",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("register", "word"), name="template_word_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", one_of_a_kind()),
                ("saved_at", models.DateTimeField()),
                ("seen_version", models.PositiveIntegerField()),
                ("seen_at", models.DateTimeField()),
                (
                    "conversation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drafts",
                        to="records.conversation",
                    ),
                ),
                (
                    "object",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="draft",
                        to="records.sealedobject",
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drafts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("conversation", "staff"), name="one_draft_each"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DraftFile",
            fields=[
                ("id", one_of_a_kind()),
                ("added_at", models.DateTimeField()),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="records.draft",
                    ),
                ),
                (
                    "object",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="draft_file",
                        to="records.sealedobject",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                ("id", one_of_a_kind()),
                ("name", models.CharField(max_length=60)),
                ("query", models.JSONField(default=dict)),
                ("made_at", models.DateTimeField()),
                (
                    "register",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="saved_views",
                        to="records.register",
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="saved_views",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["register"], name="view_shared")],
            },
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                ("id", one_of_a_kind()),
                ("writing", models.BooleanField(default=False)),
                ("seen_at", models.DateTimeField()),
                (
                    "conversation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="present",
                        to="records.conversation",
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="present",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("conversation", "staff"), name="present_once"
                    )
                ],
            },
        ),
        migrations.RemoveIndex(model_name="conversation", name="conversation_mine"),
        migrations.AddIndex(
            model_name="conversation",
            index=models.Index(
                fields=["queue", "state", "-arrived_at"], name="conversation_queue"
            ),
        ),
        migrations.AddIndex(
            model_name="conversation",
            index=models.Index(
                fields=["assignee", "state", "-arrived_at"],
                name="conversation_of_mine",
            ),
        ),
    ]
