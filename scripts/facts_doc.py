"""Write docs/facts.md from the fact rules and the test cases: `python -m scripts.facts_doc`."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
RULES = ROOT / "src" / "kfacts" / "rules" / "facts"
CASES = ROOT / "tests" / "facts" / "cases"
TARGET = ROOT / "docs" / "facts.md"

_MARK = re.compile(r"\[([^\[\]]+)\][OPGMCQD](?::[^\s,.:()]+)?(?![A-Za-z])")

INTRO = """# Facts: how they are read

Written by `scripts/facts_doc.py` from `src/kfacts/rules/facts/*.toml` and the test cases; a test
compares it with them.

A sentence with a mention becomes a row of phrases: a name, a number, a date, a run of nouns, a
predicate, each with its particle or ending. A **sketch** writes the row with three characters a
phrase (kind, class, marker), and a rule is a pattern over sketches. `rules/facts/words.toml` holds
the classes of words that patterns speak of. Every rule has examples that it must and must not read;
each is a test. The fact names its rule and the place that states it; further places stand in
`evidence`.

## What a pattern says

| written | means |
|---|---|
| `ORG` `PERSON` `PROGRAM` `NAME` | a mention of that type; `NAME` is any of the three |
| `MONEY` `PERCENT` `QUANTITY` `NUMBER` `DATE` | a mention of a number or date |
| `NOUN` `TITLE` `VERB` `FORMER` | a run of nouns, an office, a predicate, 전·현·신임 |
| `@…` | the anchor, which the fact is about: exactly one |
| `NOUN:own` `NOUN:!bare,light` | of a class of words, of none of these classes |
| `ORG/은,이` `PERSON/_` `VERB/ㄴ` | with that particle or ending, with none, adnominal |
| `~` `~~` `~-` `~=` | anything within the clause, anything, these without another subject |
| `()` `^` `THING` | a bracket, not behind a subject, any phrase but a person |
| `{A \\| B}` `?` `*` `name=` | grouping, repetition, capture |

Particles are grouped: `은` also stands for 는, `이` for 가 and 께서, `와` for 과 and `·`, `도` for
만 and 나, `로` for 으로, `서` for 에서 and `→`, `보` for 보다 and 대비, `준` for 기준. Endings
are `고` (a clause goes on), `면` (a condition), `라` (what is said), `ㄴ` and `ㄹ` (before a
noun), `기`, `다`.
"""

LOGIC = """## What the discourse adds

`relate/discourse.py` keeps what a reader keeps in mind, and `relate/subject.py` asks in this
order:

1. a name right beside the number (`후보(45%)` too), the programme that the metric begins with,
   the name whose relative clause holds the number, the person a fee is for (`누구를 이적료
   3억원에`), the owner (`회사의 매출`), a programme called again by the end of its name
   (`시범단지는`) or pointed back at (`이 대회에는`); in a sentence that says who runs a
   programme, the programme instead of whoever runs it, but for the organisation's own figures;
2. the nearest topic or subject of the clause, or the owner of that noun, dates and brackets
   between them left out (`앱(App)의 올해 이용자는`), or the person whose title says that it is
   about them (`후보가`, `씨는`); whom something falls to (`A에는 벌금 8억원이`), a programme
   that is the means (`사업으로`, `사업에 참여해`) or that people are brought together for
   (`200명을 모아 강연을 연다`), then those of the clauses before. Whoever only counts (statistics
   offices, pollsters, the police, courts, the press) is passed over, as is whoever only takes
   part in what is named later (`A 등이 참여하는`) or only found the numbers out
   (`연구소가 조사한 결과`), but whoever gave out its own figures (`A가 내놓은 실적은`) is what they
   are about; `회사는`, `시는` call the organisation under discussion again, a name
   in brackets stands for its noun (`미국 법인(새론USA)은`), and a headline may open with whom it
   is about (`새솔군, …`);
3. what the number before in the sentence was about;
4. where nobody is named: the one who answers, in an interview, before a colon or in brackets
   behind the quotation; the organisation, for its own figures (매출, 직원) and for what was
   decided; nobody, where statistics are quoted or somebody who counts is looking ahead, in an
   article whose lead reports a poll (여론조사, 설문, 응답자), or where a country at large is
   counted (물가, 생산량, 우리나라 성인); the person whom the article is about, for pay and
   scores; the organisation for which somebody with an office acts or speaks (`A시 나도현
   팀장은`), not an association's or a union's; for others who are quoted, what is under
   discussion or announced, their organisation if they promise (`늘리겠다고`); else the
   programme that the sentence before named last, the one under discussion (it fades after three
   sentences about nobody, and leads over to a new paragraph only if it is named often, in the
   article or in the paragraph before), the one that the article announces (what somebody launches
   in the headlines or the first paragraph), the name last spoken of in the paragraph, else what the
   article is about, a programme only where no common noun is the topic. It is never the press
   that a reporter belongs to, a plan, a report or another document, who is only added as the
   source (`…고 통계청이 밝혔다`), a ministry, nor, for lengths and sizes, an organisation.

**When.** The date right before the bracket that holds the number (`작년(6만 톤)보다`), else that
of the clause, else of the clauses before or behind, else the date of the event (`열린 축제가`),
else the one that the paragraph, the heading or the whole report set; business figures are of the
quarter reported before they are of the paragraph's date. A
date compared with is the `base`; the date of an announcement, a rate (`하루 50개`) and `4년
만에` date nothing.

**Metric.** The rules above in their order. 각각 deals the numbers behind it out to the
metrics before it; before → after (`5억원에서 22억원으로`) and a value with its other form
share one metric; a number whose sentence names nothing goes on about the metric before it where
both are of one kind, or about the figure that the sentence before opened with (`매출도 뛰었다`),
else it counts what most numbers of its kind and unit have counted (`2위는 누구(14억원)`); 각각 in a
sentence without metrics deals out those of the sentence before. Which one a thing is (`2위`, `1회`)
is no metric.
What ends a quotation is quoted whole (`‘걸어서 출근한다’`).

**Not reported**, so no measure: examples and conditions (`예를 들어`, `넣으면`), denials
(`10억원이 아니라`, `…다는 보도는 사실이 아니라고`), rates (`10명마다`), 나머지, the size of a
thing (`5톤 트럭`), the whole of a share (`열 명 중 여섯 명`). `status` is planned before 계획,
예정, 목표 and decisions (`하기로`) and behind 목표, expected before 전망 and 예상
unless they are what is compared with (`전망치를 웃돌았다`).

**Operates** beyond the rules: `operates.brand`, where a programme's name begins with an
organisation's, and `operates.part`, where it is part of a programme that the organisation
runs. A rule marked `fallback` (an own shop, service or product named without an owner) counts only
where nothing else says who operates the programme; then it is the organisation under discussion,
else the main one, unless another is named before; laws, prizes and leagues are nobody's. Who acts
together (`A는 B와 함께`) operates together.

An organisation may be called again (`군은 … 연다`), one who answers in an interview speaks of the
own, and what bears another organisation's name is not given to the one under discussion.

**Affiliations** of a list stand under the organisation at its head, those of a line of contacts
under the one behind its label; a title without an organisation belongs to the one that the
sentence, else the article, is about where it is a title of that kind (대표, 단장), unless two
persons would share what one of them holds; a reporter's to the press that publishes the article
or holds its copyright, `같은 당` and `전임자` to that of the
person before; a title written together with its body is parted where the article names the body
(`다온시장`), and two statements of one affiliation are one fact.
"""

SHOWN = ("earnings of a food maker", "users of an app", "interview", "appointments of the press")
KINDS = {
    "affiliation": "Affiliation",
    "operates": "Operates",
    "operates_implied": "Operates, the programme understood",
    "measure": "Measure: what a number counts",
}


def plain(marked: str) -> str:
    """Take the marks out of a marked text."""
    return _MARK.sub(r"\1", marked)


def render() -> str:
    """Return the document."""
    parts = [INTRO, *(_rules(name, title) for name, title in KINDS.items()), LOGIC, _passages()]
    return "\n".join(parts)


def _rules(name: str, title: str) -> str:
    table = tomllib.loads((RULES / f"{name}.toml").read_text(encoding="utf-8"))
    rows = [f"| `{r['id']}` | {r['why']} | {_example(r['accept'][0])} |" for r in table["rule"]]
    return "\n".join([f"## {title}", "", "| rule | reads | example |", "|---|---|---|", *rows, ""])


def _example(accept: dict[str, str]) -> str:
    told = ", ".join(v for k, v in accept.items() if k != "text")
    return f"{plain(accept['text'])} → **{told}**"


def _passages() -> str:
    blocks = (CASES / "passages.txt").read_text(encoding="utf-8").strip().split("\n\n")
    by_name = {block.split("\n", 1)[0].lstrip("# "): block.split("\n", 1)[1] for block in blocks}
    parts = [
        "## Passages with their facts",
        "",
        "`= subject | metric | value | when | change`, `@ person | organisation | title`,",
        "`+ organisation | programme`; `-` is null.",
        "",
    ]
    for name in SHOWN:
        parts += [f"### {name.capitalize()}", "", "```", plain(by_name[name]), "```", ""]
    return "\n".join(parts).rstrip() + "\n"


if __name__ == "__main__":
    TARGET.write_text(render(), encoding="utf-8")
