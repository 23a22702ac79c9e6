"""The corpus stage: what order, number and noise must not change, and what a person decides."""

import random
import time
from collections.abc import Callable
from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest

from benchmarks.synthetic import b_cubed, folder
from kfacts.corpus import alias_rows, read_decisions, resolve, write_review
from kfacts.corpus.clusters import Clusters
from kfacts.corpus.near import near_pairs
from kfacts.corpus.things import Pair, Verdicts, refusals_between
from kfacts.errors import UsageError
from kfacts.model import CORPUS, RECORD, Corpus, Decision
from resolve.records import record

ORG, PROGRAM, PERSON = "organization", "program", "person"
MADE = folder(600, seed=7)


def partition(corpus: Corpus) -> set[frozenset[tuple[str, str]]]:
    return {frozenset((r.doc_id, r.entity) for r in e.records) for e in corpus.entities}


def names(corpus: Corpus) -> list[str]:
    return sorted(e.name for e in corpus.entities)


# --- quality on known truth -------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(3))
def test_synthetic_folder(seed: int) -> None:
    made = folder(1500, seed=seed)
    corpus = resolve(made.records)
    found = {(r.doc_id, r.entity): e.id for e in corpus.entities for r in e.records}
    precision, recall = b_cubed(made.truth, found)
    assert found.keys() == made.truth.keys()
    assert precision > 0.999
    assert recall > 0.99


# --- what changes nothing ---------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(3))
def test_order_changes_nothing(seed: int) -> None:
    shuffled = random.Random(seed).sample(MADE.records, len(MADE.records))
    assert resolve(shuffled) == resolve(MADE.records)


def test_a_record_given_twice_counts_once() -> None:
    assert resolve(MADE.records + MADE.records[:50]) == resolve(MADE.records)


def test_models_and_their_json_give_the_same() -> None:
    models = [RECORD.validate_python(r) for r in MADE.records[:40]]
    assert resolve(models) == resolve([m.model_dump() for m in models])


def test_an_iterator_is_enough() -> None:
    assert resolve(iter(MADE.records)) == resolve(MADE.records)


def test_the_document_survives_json() -> None:
    corpus = resolve(MADE.records)
    assert CORPUS.validate_json(corpus.model_dump_json()) == corpus


def test_noise_in_spacing_changes_no_partition() -> None:
    source = random.Random(3)

    def noisy(name: str) -> str:
        at = source.randrange(1, len(name)) if len(name) > 3 else 0
        return name[:at] + " " + name[at:] if at and name.isalnum() else name

    def with_noise(made: dict[str, Any]) -> dict[str, Any]:
        things = [
            e
            if e["type"] == PERSON or len(e["aliases"]) > 1
            else e | {"name": (n := noisy(e["name"])), "aliases": [n]}
            for e in made["entities"]
        ]
        return made | {"entities": things}

    assert partition(resolve(map(with_noise, MADE.records))) == partition(resolve(MADE.records))


# --- runs that continue -----------------------------------------------------------------------


@pytest.mark.parametrize("cut", [1, 60, 200])
def test_continuing_gives_the_same_things(cut: int) -> None:
    whole = resolve(MADE.records)
    continued = resolve(MADE.records[cut:], previous=resolve(MADE.records[:cut]))
    agree = len(partition(whole) & partition(continued))
    assert agree >= 0.99 * len(whole.entities)


def test_continuing_keeps_every_id() -> None:
    before = resolve(MADE.records[:150])
    after = resolve(MADE.records[150:], previous=before)
    ids = {e.id for e in after.entities} | {f for e in after.entities for f in e.former}
    assert {e.id for e in before.entities} <= ids


def test_more_articles_rename_nothing() -> None:
    before = resolve(MADE.records[:-20])
    after = resolve(MADE.records)
    kept = {e.id for e in before.entities} & {e.id for e in after.entities}
    assert len(kept) >= 0.99 * len(before.entities)


def test_ids_stay_when_all_records_are_read_again() -> None:
    """A fuller name, a bearer more, an article less: what was there keeps its id."""
    before = resolve(
        [
            record("a", (ORG, "다온"), (PROGRAM, "새봄톡")),
            record("b", (ORG, "다온"), (PERSON, "김민수")),
            record("c", (ORG, "미르제약")),
        ]
    )
    records = [
        record("b", (ORG, "다온"), (PERSON, "김민수")),
        record("c", (ORG, "미르제약")),
        record("d", (ORG, "다온", "한국다온물류공사"), (PERSON, "이새롬")),
        record("e", (PROGRAM, "새봄톡")),
    ]
    after = resolve(records, ids_of=before)
    ids = {e.name: e.id for e in after.entities}
    assert ids.items() >= {e.name: e.id for e in before.entities if e.name != "다온"}.items()
    (grown,) = [e for e in after.entities if "다온" in e.aliases]
    assert grown.id == next(e.id for e in before.entities if e.name == "다온")
    assert resolve(records, ids_of=after) == after
    assert len(set(ids.values())) == len(ids)


def test_entities_that_meet_keep_one_id_and_note_the_other() -> None:
    apart = [record("a", (ORG, "새담연구소"), (ORG, "가온")), record("b", (ORG, "SDRI"))]
    before = resolve(apart)
    met = resolve([*apart, record("c", (ORG, "새담연구소", "SDRI"))], ids_of=before)
    ids = {e.name: e.id for e in before.entities}
    (one,) = [e for e in met.entities if "SDRI" in e.aliases]
    assert {one.id, *one.former} == {ids["새담연구소"], ids["SDRI"]}
    again = resolve([*apart, record("c", (ORG, "새담연구소", "SDRI"))], ids_of=met)
    assert again == met


def test_ids_of_entities_numbered_anew_are_not_taken_over() -> None:
    before = resolve([record("a", (ORG, "다온전자"), (ORG, "미르제약"))])
    after = resolve([record("a", (ORG, "미르제약"), (ORG, "다온전자"))], ids_of=before)
    assert {e.name: e.id for e in after.entities} == {e.name: e.id for e in before.entities}


def test_continuing_with_nothing_changes_nothing() -> None:
    before = resolve(MADE.records)
    after = resolve([], previous=before)
    assert partition(after) == partition(before)
    assert [e.id for e in after.entities] == [e.id for e in before.entities]


def test_a_record_given_again_replaces_the_old_one() -> None:
    before = resolve([record("a", (ORG, "다온전자")), record("b", (ORG, "새담건설"))])
    after = resolve([record("a", (ORG, "미르제약"))], previous=before)
    assert names(after) == ["미르제약", "새담건설"]


# --- persons ------------------------------------------------------------------------------------

KIM = (PERSON, "김민수")
SAME_PERSON = {
    "an organisation in common": (
        record("a", KIM, (ORG, "다온전자"), roles=(("김민수", "다온전자", "대표"),)),
        record("b", KIM, (ORG, "다온전자"), roles=(("김민수", "다온전자", None),)),
    ),
    "the organisation stands in the other article": (
        record("a", KIM, (ORG, "다온전자"), roles=(("김민수", "다온전자", "대표"),)),
        record("b", KIM, (ORG, "다온전자"), (ORG, "가온시")),
    ),
    "an office in common": (
        record("a", KIM, roles=(("김민수", None, "장관"),)),
        record("b", KIM, roles=(("김민수", None, "장관"),)),
    ),
    "an organisation under two names": (
        record("a", KIM, (ORG, "금융감독원"), roles=(("김민수", "금융감독원", "원장"),)),
        record("b", KIM, (ORG, "금감원"), roles=(("김민수", "금감원", "원장"),)),
    ),
    "no other bearer of the name": (record("a", KIM), record("b", KIM)),
    "two things beside both": (
        record("a", KIM, (ORG, "다온전자"), (PROGRAM, "누리축제")),
        record("b", KIM, (ORG, "다온전자"), (PROGRAM, "누리축제")),
    ),
    "a nickname with the organisation": (
        record(
            "a", (PERSON, "김민수", "Mason"), (ORG, "다온"), roles=(("김민수", "다온", "대표"),)
        ),
        record("b", (PERSON, "Mason"), (ORG, "다온"), roles=(("Mason", "다온", None),)),
    ),
    "the surname of the only foreigner": (
        record("a", (PERSON, "도널드 트럼프"), roles=(("도널드 트럼프", None, "대통령"),)),
        record("b", (PERSON, "트럼프"), roles=(("트럼프", None, "대통령"),)),
    ),
}


@pytest.mark.parametrize("case", SAME_PERSON)
def test_one_person(case: str) -> None:
    persons = [e for e in resolve(SAME_PERSON[case]).entities if e.type == PERSON]
    assert len(persons) == 1


TWO_PERSONS = {
    "organisations differ": (
        record("a", KIM, (ORG, "다온전자"), roles=(("김민수", "다온전자", "대표"),)),
        record("b", KIM, (ORG, "미르제약"), roles=(("김민수", "미르제약", "대표"),)),
    ),
    "fields differ": (
        record("a", KIM, roles=(("김민수", None, "감독"),)),
        record("b", KIM, roles=(("김민수", None, "의원"),)),
    ),
    "one article names both": (record("a", KIM, KIM), record("b", (ORG, "다온"))),
    "a bare surname": (record("a", (PERSON, "김")), record("b", (PERSON, "김"))),
    "a bare nickname": (record("a", (PERSON, "Kim")), record("b", (PERSON, "Kim"))),
}


@pytest.mark.parametrize("case", TWO_PERSONS)
def test_two_persons(case: str) -> None:
    persons = [e for e in resolve(TWO_PERSONS[case]).entities if e.type == PERSON]
    assert len(persons) == 2


def test_a_bare_name_joins_none_of_two_bearers() -> None:
    corpus = resolve([*TWO_PERSONS["organisations differ"], record("c", KIM)])
    assert len([e for e in corpus.entities if e.type == PERSON]) == 3


# --- things --------------------------------------------------------------------------------------


def test_a_bracket_in_one_article_explains_the_name_in_another() -> None:
    corpus = resolve([record("a", (ORG, "한국바다협회", "KOSEA")), record("b", (ORG, "KOSEA"))])
    (thing,) = corpus.entities
    assert (thing.name, thing.aliases) == ("한국바다협회", ["KOSEA", "한국바다협회"])
    assert [(x.left, x.right, x.why) for x in thing.links] == [("한국바다협회", "kosea", "bracket")]


def test_a_bracket_name_of_two_things_joins_neither() -> None:
    sources = [("a", "한국바다협회"), ("b", "한국별협회")]
    corpus = resolve(
        [*(record(d, (ORG, n, "KOSEA")) for d, n in sources), record("c", (ORG, "KOSEA"))]
    )
    assert len(corpus.entities) == 3
    assert any(r.why.startswith("fits several") for r in corpus.refused)


def test_a_bracket_of_one_article_yields_to_articles_that_name_both() -> None:
    both = [record(d, (ORG, "다온"), (ORG, "미르")) for d in "bcd"]
    corpus = resolve([record("a", (ORG, "다온", "미르")), *both])
    assert len(corpus.entities) == 2


def test_a_chain_of_short_forms_joins_no_two_known_bodies() -> None:
    sources = [
        record("a", (ORG, "한국은행", "중앙은행")),
        record("b", (ORG, "유럽중앙은행", "중앙은행")),
    ]
    corpus = resolve(sources)
    assert len(corpus.entities) == 2


def test_the_company_and_its_platform_are_one() -> None:
    (thing,) = resolve([record("a", (ORG, "모아샵")), record("b", (PROGRAM, "모아샵"))]).entities
    assert thing.type == ORG


def test_a_short_form_of_two_bodies_is_refused_with_the_reason() -> None:
    three = ("한국별빛협회", "대한별빛협회", "별빛협회")
    corpus = resolve([record(str(i), (ORG, n)) for i, n in enumerate(three)])
    assert names(corpus) == sorted(three)
    assert {r.why for r in corpus.refused} >= {"fits several: 대한별빛협회, 한국별빛협회"}


def test_near_misses_are_listed() -> None:
    corpus = resolve([record("a", (ORG, "삼성전자")), record("b", (ORG, "삼성전기"))])
    (refused,) = corpus.refused
    assert refused.why == "two known bodies: 삼성전기, 삼성전자"
    assert float(refused.score or 0) > 80


def test_a_slip_seen_once_beside_the_same_names() -> None:
    beside = [(ORG, "다온전자"), (ORG, "미르제약"), (PROGRAM, "누리마켓"), (ORG, "가온시")]
    right = [record(f"r{i}", (PROGRAM, "하늘페스티벌"), *beside) for i in range(4)]
    assert len(resolve([*right, record("s", (PROGRAM, "하늘페스티볼"), *beside)]).entities) == 5
    assert len(resolve([*right, record("s", (PROGRAM, "하늘페스티볼"))]).entities) == 6


def test_a_company_short_form_needs_a_shared_context() -> None:
    beside = [(ORG, "미르제약"), (PROGRAM, "누리마켓")]
    with_context = [
        record("a", (ORG, "새움테크놀로지"), *beside),
        record("b", (ORG, "새움테크"), *beside),
    ]
    without = [record("a", (ORG, "새움테크놀로지")), record("b", (ORG, "새움테크"))]
    assert names(resolve(with_context)) == ["누리마켓", "미르제약", "새움테크놀로지"]
    assert names(resolve(without)) == ["새움테크", "새움테크놀로지"]


def test_ids_of_the_user_join_and_part() -> None:
    records = [
        record("a", (ORG, "다온")),
        record("b", (ORG, "다온컴퍼니")),
        record("c", (ORG, "미르")),
    ]
    corpus = resolve(records, names={"다온": "K1", "다온컴퍼니": "K1", "미르": "K2"})
    assert {e.name: e.ref for e in corpus.entities} == {"다온컴퍼니": "K1", "미르": "K2"}


# --- decisions -----------------------------------------------------------------------------------


def decided(tmp_path: Path, corpus: Corpus, verdicts: dict[tuple[str, str], str]) -> list[Decision]:
    """Fill in the review file as a person would."""
    header, *lines = write_review(corpus).splitlines()
    filled = [header]
    for line in lines:
        _, left, right, *rest = line.split(",")
        filled.append(",".join([verdicts.get((left, right), ""), left, right, *rest]))
    path = tmp_path / "review.csv"
    path.write_text("\n".join(filled) + "\n", encoding="utf-8-sig")
    return read_decisions(path)


def test_same_wins_and_is_kept(tmp_path: Path) -> None:
    records = [record("a", (ORG, "나래항공")), record("b", (ORG, "나라항공"))]
    before = resolve(records)
    decisions = decided(tmp_path, before, {("나라항공", "나래항공"): "same"})
    after = resolve(records, decisions=decisions)
    assert len(before.entities) == 2
    assert len(after.entities) == 1
    again = resolve([record("c", (ORG, "나라항공"))], previous=after)
    assert len(again.entities) == 1
    assert again.decisions == after.decisions


def test_different_wins_over_what_is_known(tmp_path: Path) -> None:
    records = [record("a", (ORG, "한국은행")), record("b", (ORG, "한은"))]
    before = resolve(records)
    decisions = decided(tmp_path, before, {("한국은행", "한은"): "different"})
    assert len(before.entities) == 1
    assert len(resolve(records, decisions=decisions).entities) == 2
    assert len(resolve([], previous=before, decisions=decisions).entities) == 2


def test_persons_of_one_name_are_decided_by_place(tmp_path: Path) -> None:
    records = TWO_PERSONS["organisations differ"]
    decisions = decided(tmp_path, resolve(records), {("김민수", "김민수"): "same"})
    persons = [e for e in resolve(records, decisions=decisions).entities if e.type == PERSON]
    assert len(persons) == 1


def test_things_of_one_name_can_be_parted() -> None:
    records = [record(d, (ORG, "한양")) for d in "abc"]
    verdict = Decision(
        kind="thing",
        left="한양",
        right="한양",
        left_record="a#e1",
        right_record="c#e1",
        verdict="different",
    )
    corpus = resolve(records, decisions=[verdict])
    assert partition(corpus) == {frozenset({("a", "e1"), ("b", "e1")}), frozenset({("c", "e1")})}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("verdict,left\nsame,x\n", "line 1: no column right"),
        ("verdict,left,right\nmaybe,x,y\n", "line 2: verdict 'maybe'"),
        ("verdict,left,right\nsame,x,\n", "line 2: a name is missing"),
    ],
)
def test_a_wrong_decision_file_is_told_by_line(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "wrong.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=told):
        read_decisions(path)


# --- the alias table -----------------------------------------------------------------------------


def test_alias_table_teaches_the_next_run() -> None:
    corpus = resolve([record("a", (ORG, "한국바다협회", "KOSEA"))])
    rows = alias_rows(corpus)
    assert [r["name"] for r in rows] == ["KOSEA", "한국바다협회"]
    table = {r["name"]: r["id"] for r in rows}
    taught = resolve([record("b", (ORG, "KOSEA")), record("c", (ORG, "한국바다협회"))], names=table)
    assert len(taught.entities) == 1


def test_a_name_of_two_things_teaches_nothing() -> None:
    rows = alias_rows(resolve(TWO_PERSONS["organisations differ"]))
    assert [r["name"] for r in rows] == ["다온전자", "미르제약"]


def test_keys_one_character_apart_are_all_found():
    dice = random.Random(0)
    keys = {"".join(dice.choices("가나다라", k=dice.randint(3, 7))) for _ in range(400)}
    keys |= {"가나다라마#d1", "\ud800나다라", "a" * 25, "a" * 26}

    def near(one: str, other: str) -> bool:
        if any(len(k) < 4 or len(k) > 24 or "#" in k for k in (one, other)):
            return False
        if len(one) == len(other):
            return sum(a != b for a, b in zip(one, other, strict=True)) == 1
        short, long = sorted((one, other), key=len)
        return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))

    ordered = sorted(keys, key=lambda k: (len(k), k))
    wanted = {(a, b) for a, b in combinations(ordered, 2) if near(a, b)}
    found = list(near_pairs(keys, len(keys)))
    assert set(found) == wanted
    assert len(found) == len(wanted) > 100


def test_pairs_that_differ_in_their_score_alone_have_an_order():
    clusters: Clusters[str] = Clusters()
    clusters.add(["가", "나"])
    told = [Pair("가", "나", "why", score) for score in ("90.1", None, "87.5", None)]
    kept = refusals_between(Verdicts([], told), clusters)
    assert [pair.score for pair in kept] == [None, "87.5", "90.1"]


def register(size: int) -> dict[str, Any]:
    """A text that names thousands, each person twice."""
    syllables = "가나다라마바사아자차카타파하"
    names = ["".join(c) for c in product(syllables, repeat=3)][:size]
    people = [("person", f"{name}씨{n}") for name in names for n in (1, 2)]
    bodies = [("organization", f"{name}은행") for name in names]
    made = record("register", *people, *bodies)
    for entity in made["entities"][: len(people)]:
        entity["name"] = f"김{entity['name'][:2]}"
        entity["aliases"] = [entity["name"]]
    return made


def test_a_register_costs_by_its_length():
    """What stands beside each of its names is all the others: that is not compared."""

    small, large = [register(600)], [register(2_400)]
    assert seconds(lambda: resolve(large)) <= 2.3**2 * seconds(lambda: resolve(small))


def seconds(of: Callable[[], object]) -> float:
    began = time.process_time()
    of()
    return time.process_time() - began
