"""A YAML file of the corpus, validated: its records, or one sentence that names the file and the field."""

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from ingest.yaml_values import yaml_values
from kb.errors import SourceError

Model = TypeVar("Model", bound=BaseModel)


def read_yaml_file(path: Path, model: type[Model]) -> Model:
    """What the file holds. Raises SourceError that names the file and, where one is wrong, the field."""
    try:
        return model.model_validate(yaml_values(path.read_text(encoding="utf-8")))
    except SourceError as error:
        raise SourceError(f"{path.name}: {error.reason}") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise SourceError(f"{path.name}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path.name} is niet leesbaar: {error}") from error
