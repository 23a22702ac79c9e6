"""Records of many thousand mentions: what they say is the same, what they hold is not."""

import json

import pytest
from pydantic import ValidationError

from kfacts import large
from kfacts.large import LARGE, SLICE
from kfacts.model import RECORD
from kfacts.pipeline import to_json
from kfacts.results import Results

ROW = "점포{} 매출 {:,}억원 {}% 직원 {}명 2023년 {}월 늘었다. 김도윤 대표는 한빛은행을 맡았다.\n"


@pytest.fixture(scope="module")
def record(extractor):
    rows = (ROW.format(i, i * 7, i % 90, i, i % 12 + 1) for i in range(SLICE // 2))
    return extractor.extract("".join(rows))


def test_it_is_what_one_validation_makes_of_it(record):
    assert len(record.mentions) > 2 * SLICE
    told = to_json(record)
    assert RECORD.validate_json(told) == record
    assert to_json(RECORD.validate_json(told)) == told


def test_objects_of_the_same_keys_share_what_notes_them(record):
    things = [*record.entities, *record.mentions, *record.facts]
    of = {id(thing.__pydantic_fields_set__) for thing in things}
    assert len(of) <= 20
    assert all(thing.__pydantic_fields_set__ <= set(type(thing).model_fields) for thing in things)
    copy = record.mentions[0].model_copy(update={"rule": "other"})
    assert record.mentions[0].rule != copy.rule


def test_a_large_file_is_read_as_a_small_one(record, monkeypatch):
    told = to_json(record).encode()
    assert len(told) < LARGE
    small = large.read(told)
    monkeypatch.setattr(large, "LARGE", 0)
    assert large.read(told) == small == record
    assert to_json(large.read(told)).encode() == told


@pytest.mark.parametrize(
    ("spoil", "place"),
    [
        (lambda told: told["mentions"][7].pop("rule"), "rule"),
        (lambda told: told["facts"][3].update(new=1), "new"),
        (lambda told: told.update(mentions=3), "mentions"),
        (lambda told: told.pop("facts"), "facts"),
        (lambda told: told["entities"][0].update(new=1), "new"),
        (lambda told: told.update(facts={"a": 1}), "facts"),
        (lambda told: told["mentions"].append([]), "mentions"),
    ],
)
def test_what_is_wrong_with_a_large_file_is_told_with_its_place(
    record, monkeypatch, tmp_path, spoil, place
):
    told = json.loads(to_json(record))
    spoil(told)
    data = json.dumps(told).encode()
    monkeypatch.setattr(large, "LARGE", 0)
    with pytest.raises(ValidationError, match=place):
        large.read(data)
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "a.json").write_bytes(data)
    with pytest.raises(Exception, match=rf"a\.json: .*{place}"):
        Results(tmp_path).record("a")


@pytest.mark.parametrize("data", [b"", b"[]", b"3", b'{"mentions":', b"[" * 100_000, b"\xff"])
def test_what_is_no_record_is_refused(monkeypatch, data):
    monkeypatch.setattr(large, "LARGE", 0)
    with pytest.raises(ValidationError):
        large.read(data)
