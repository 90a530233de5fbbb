"""Run by the Python of an environment with doccano: imports files as its server would, and prints what it holds then.

Arguments are pairs: the dataset format as doccano names it, and a file. Prints, as JSON, for each pair the spans and
the relations, each with the text of its example, spans with its metadata too.
"""

import json
import os
import sys
import tempfile
from pathlib import Path


def start() -> None:
    """Set doccano up on a database of its own."""
    import backend

    home = tempfile.mkdtemp()
    os.environ.update(
        DATABASE_URL=f"sqlite:///{home}/doccano.sqlite3",
        DJANGO_SETTINGS_MODULE="config.settings.development",
        SECRET_KEY="only for this process",
    )
    sys.path.insert(0, str(Path(backend.__file__).parent))
    os.chdir(home)
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("create_roles")


def held(task: str, path: str) -> dict:
    from data_import.datasets import load_dataset
    from data_import.pipeline.catalog import create_file_format
    from data_import.pipeline.readers import FileName
    from django.contrib.auth import get_user_model
    from labels.models import Relation, Span
    from projects.models import SequenceLabelingProject

    user = get_user_model().objects.get_or_create(username="test")[0]
    project = SequenceLabelingProject.objects.create(
        name=task,
        description=task,
        created_by=user,
        project_type="SequenceLabeling",
        allow_overlapping=True,
        use_relation=True,
    )
    file = FileName(full_path=path, generated_name=path, upload_name=Path(path).name)
    dataset = load_dataset(task, create_file_format("JSONL"), [file], project, encoding="utf_8")
    dataset.save(user, batch_size=100)
    assert not dataset.errors, dataset.errors
    return {
        "spans": [
            [each.example.text, each.example.meta, each.label.text, each.start_offset, each.end_offset]
            for each in Span.objects.filter(example__project=project)
        ],
        "relations": [
            [each.example.text, each.type.text, each.from_id.start_offset, each.to_id.start_offset]
            for each in Relation.objects.filter(example__project=project)
        ],
    }


if __name__ == "__main__":
    start()
    print("\n" + json.dumps([held(*pair) for pair in zip(sys.argv[1::2], sys.argv[2::2], strict=True)]))
