"""What is longer than a section: read in parts, told as one record, in memory that stays small."""

import os
import sys
from pathlib import Path

import pytest

from kfacts import sections
from kfacts.link import Linked
from kfacts.sections import LONGEST, Reading, joined

LINE = "한빛은행 김도윤 대표는 올해 3월 ‘새봄 지원사업’에 320억원을 투자했다고 밝혔다.\n"
OTHER = "한빛은행은 점포 12곳을 열었다. 푸른전자 이새봄 상무는 지난해 회원이 5% 늘었다고 말했다.\n"


def in_sections(extractor, monkeypatch, text, longest):
    monkeypatch.setattr(sections, "LONGEST", longest)
    return extractor.extract(text, reference="2024")


def test_an_article_is_one_section():
    assert list(sections.sections(LINE)) == [(0, len(LINE))]
    assert list(sections.sections("")) == [(0, 0)]


def test_sections_are_cut_behind_paragraphs():
    text = (LINE * 20 + "\n") * (3 * LONGEST // len(LINE * 20))
    found = list(sections.sections(text))
    assert len(found) > 1
    assert "".join(text[a:b] for a, b in found) == text
    assert all(text[:b].endswith("\n\n") for _, b in found)
    assert max(b - a for a, b in found) <= LONGEST


def test_one_thing_in_two_sections_is_one_thing(extractor, monkeypatch):
    text = LINE + OTHER + LINE
    record = in_sections(extractor, monkeypatch, text, len(LINE + OTHER))
    assert [e.name for e in record.entities].count("한빛은행") == 1
    assert all(text[m.start : m.end] == m.text for m in record.mentions)
    of = {m: e.id for e in record.entities for m in e.mentions}
    named = [m for m in record.mentions if m.type in ("organization", "person", "program")]
    assert all(m.entity == of[m.id] for m in named)
    bank = next(e for e in record.entities if e.name == "한빛은행")
    assert len(bank.mentions) == 3


def test_what_two_sections_state_is_one_fact_with_both_places(extractor, monkeypatch):
    record = in_sections(extractor, monkeypatch, LINE + OTHER + LINE, len(LINE + OTHER))
    roles = [f for f in record.facts if f.kind == "affiliation" and f.title == "대표"]
    assert len(roles) == 1
    again = roles[0].evidence or []
    assert [e.start for e in again] == [roles[0].start + len(LINE + OTHER)]
    sentence = record.sentences[again[0].sentence]
    assert sentence[0] <= again[0].start < again[0].end <= sentence[1]


def test_sections_of_unlike_sentences_say_what_the_whole_says(extractor, monkeypatch):
    """Nothing in these sentences leads from one to the other, so where they are cut is nothing."""

    def said(record):
        return [
            [m.model_dump(exclude={"rule"}) for m in record.mentions],
            [e.model_dump() for e in record.entities],
            [f.model_dump() for f in record.facts if f.kind == "affiliation"],
        ]

    text = LINE + OTHER
    whole = said(extractor.extract(text, reference="2024"))
    assert said(in_sections(extractor, monkeypatch, text, len(OTHER))) == whole


def test_two_of_one_name_stay_two():
    two = [Linked("person", "김도윤", ("김도윤",), (i,)) for i in (0, 1)]
    reading = Reading([], [], two, [])
    assert len(joined([(0, reading), (5, reading)]).entities) == 2


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_wall_of_signs_takes_little_memory(extractor):
    def held():
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6

    extractor.extract("(" * 2 * LONGEST)
    before = held()
    extractor.extract("(" * 8 * LONGEST)
    assert held() - before < 30


def test_bodies_of_one_name_in_two_places_stay_two():
    one, other = (
        Linked("organization", "중구", ("중구",), (0,), place=p) for p in ("서울", "부산")
    )
    readings = [(at, Reading([], [], [body], [])) for at, body in ((0, one), (5, other))]
    assert [e.place for e in joined(readings).entities] == ["서울", "부산"]
