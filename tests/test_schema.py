import json
from pathlib import Path

import jsonschema
import pytest
from pydantic import ValidationError

from kfacts.model import RECORD
from kfacts.schema import schemas

FOLDER = Path(__file__).parents[1] / "schemas"


@pytest.mark.parametrize("name", ["record.schema.json", "corpus.schema.json"])
def test_the_committed_schema_is_the_models(name):
    """Run `kfacts schema schemas/` after a change of the model."""
    assert json.loads((FOLDER / name).read_text("utf-8")) == schemas()[name]


@pytest.mark.parametrize("name", ["record.schema.json", "corpus.schema.json"])
def test_a_schema_is_a_schema(name):
    jsonschema.Draft202012Validator.check_schema(schemas()[name])


def test_every_key_of_a_value_is_described_or_named_by_its_type():
    record = schemas()["record.schema.json"]
    for name in ("MoneyValue", "PercentValue", "DateValue", "Source"):
        properties = record["$defs"][name]["properties"]
        assert any("description" in p for p in properties.values()), name


def test_a_name_cannot_carry_a_value():
    wrong = {
        "doc_id": "a",
        "source": {"path": None, "sha256": "", "encoding": "utf-8", "length": 1},
        "reference": None,
        "mentions": [
            {
                "id": "m1",
                "type": "person",
                "text": "a",
                "start": 0,
                "end": 1,
                "sentence": 0,
                "rule": "r",
                "value": {"min": "1", "max": "1", "approx": False, "bound": None, "unit": "개"},
            }
        ],
        "entities": [],
        "facts": [],
    }
    with pytest.raises(ValidationError):
        RECORD.validate_python(wrong)
