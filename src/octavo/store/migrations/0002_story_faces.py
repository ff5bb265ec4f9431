"""Stories stand in the edition of every language that tells them; those that are there get their faces."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models

PART = 500


def add_faces(apps: Any, schema_editor: Any) -> None:
    """The newest article of each further language stands for the story until the story changes."""
    story, member = apps.get_model("store", "Story"), apps.get_model("store", "StoryMember")
    face = apps.get_model("store", "StoryFace")
    several = (
        member.objects.filter(article__hidden=False)
        .order_by()
        .values("story_id")
        .annotate(langs=models.Count("article__lang", distinct=True))
    )
    ids = sorted(several.filter(langs__gt=1).values_list("story_id", flat=True))
    for start in range(0, len(ids), PART):
        rows = {row.id: row for row in story.objects.filter(id__in=ids[start : start + PART], merged_into=None)}
        told = member.objects.filter(story_id__in=rows, article__hidden=False).order_by("stream_at", "article_id")
        columns = ("story_id", "article__lang", "article__title", "article", "article__lang_stated")
        newest = {
            (story_id, lang): (title, pk)
            for story_id, lang, title, pk, stated in told.values_list(*columns)
            # one in many may be taken for another language: it needs the page's own word
            if lang not in ("und", rows[story_id].lang) and (rows[story_id].articles <= 10 or stated[:2] == lang[:2])
        }
        face.objects.bulk_create(
            face(story_id=story_id, lang=lang, title=title, lead_id=pk, last_at=rows[story_id].last_at)
            for (story_id, lang), (title, pk) in newest.items()
        )


class Migration(migrations.Migration):
    dependencies = [("store", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="StoryFace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("story_id", models.BigIntegerField()),
                ("lang", models.CharField(max_length=8)),
                ("title", models.TextField(blank=True)),
                ("lead_id", models.BigIntegerField()),
                ("last_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["lang", "-last_at"], name="face_home")],
                "constraints": [models.UniqueConstraint(fields=("story_id", "lang"), name="one_face")],
            },
        ),
        migrations.RunPython(add_faces, migrations.RunPython.noop),
    ]
