"""The record and the corpus document: kfacts' public contract as pydantic types.

Downstream tools read nothing else. Keys may be added in a minor version, none renamed.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter
from pydantic.dataclasses import dataclass

SCHEMA_VERSION: Literal["1.0"] = "1.0"

Offset = Annotated[int, Field(ge=0)]
NumberText = Annotated[str, Field(pattern=r"^-?\d+(\.\d+)?$")]
IsoDay = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
NamedType = Literal["organization", "person", "program"]


class Frozen(BaseModel):
    """Immutable, and strict about unknown keys: a misspelt key is an error, not a loss."""

    model_config = ConfigDict(frozen=True, extra="forbid")


# --- values ---------------------------------------------------------------------------------


class Amount(Frozen):
    """What the number-bearing values share: an interval of decimal numbers."""

    min: NumberText | None = Field(description="lower end, plain decimal notation; null = open")
    max: NumberText | None = Field(description="upper end, plain decimal notation; null = open")
    approx: bool = Field(description="약, 여, 가량, 정도, 쯤, 안팎, 육박 stand beside it")
    bound: Literal["min", "max"] | None = Field(
        description="min: 이상, 초과, 넘는, 최소, 돌파; max: 이하, 미만, 최대; else null"
    )
    inclusive: bool | None = Field(
        default=None, description="with a bound: true for 이상 and 이하, false for 초과 and 미만"
    )


class MoneyValue(Amount):
    """An amount in the currency's main unit."""

    currency: str = Field(pattern=r"^[A-Z]{3}$", description="ISO 4217 code, e.g. KRW")
    per: str | None = Field(default=None, description="what the amount is for each of: 월, 인")


class PercentValue(Amount):
    """A share in percent: 204% is 204."""

    point: bool = Field(description="true for percentage points (%p, bp)")


class QuantityValue(Amount):
    """A number with its counter or unit."""

    unit: str = Field(min_length=1, description="counter or unit as written, spaces removed")


class DateValue(Frozen):
    """A calendar interval, a duration or a recurring set, in TIMEX3 terms."""

    kind: Literal["date", "duration", "set"] = Field(
        description="date: days of the calendar; duration: a length of time; set: recurring"
    )
    timex: str | None = Field(description="TIMEX3 value; X for what is not known (XXXX-06-15)")
    start: IsoDay | None = Field(description="first day, inclusive; null when unknown or no date")
    end: IsoDay | None = Field(description="last day, inclusive; null when unknown or no date")
    mod: Literal["START", "MID", "END", "BEFORE", "AFTER", "APPROX"] | None = Field(
        default=None, description="TIMEX3 mod: 초 START, 중반 MID, 말 END, 이전 BEFORE, 이후 AFTER"
    )


# --- mentions -------------------------------------------------------------------------------


class Place(Frozen):
    """Where something stands: article[start:end], offsets in code points, half-open."""

    start: Offset = Field(description="first code point, counted from 0")
    end: Offset = Field(description="code point after the last")
    sentence: Offset = Field(description="index of the sentence in the article, from 0")


class MentionBase(Place):
    """What all mentions share."""

    id: str = Field(pattern=r"^m[1-9]\d*$", description="m1, m2, … in text order")
    text: str = Field(min_length=1, description="article[start:end], never changed")
    rule: str = Field(min_length=1, description="the rule that recognised it")


class NamedMention(MentionBase):
    """An organisation, person or program."""

    type: NamedType = Field(description="what kind of name it is")
    entity: str = Field(pattern=r"^e[1-9]\d*$", description="the entity it names")


class MoneyMention(MentionBase):
    """An amount of money."""

    type: Literal["money"] = Field(description="always money")
    value: MoneyValue = Field(description="what it comes to")


class DateMention(MentionBase):
    """A date, period, duration or set."""

    type: Literal["date"] = Field(description="always date")
    value: DateValue = Field(description="what it comes to")


class PercentMention(MentionBase):
    """A percentage or percentage points."""

    type: Literal["percent"] = Field(description="always percent")
    value: PercentValue = Field(description="what it comes to")


class QuantityMention(MentionBase):
    """A number with a counter or unit."""

    type: Literal["quantity"] = Field(description="always quantity")
    value: QuantityValue = Field(description="what it comes to")


Mention = Annotated[
    NamedMention | MoneyMention | DateMention | PercentMention | QuantityMention,
    Field(discriminator="type"),
]


# --- entities -------------------------------------------------------------------------------


class Link(Frozen):
    """Why a spelling was taken for the entity's."""

    alias: str = Field(description="the other spelling")
    why: str = Field(description="e.g. same, spacing, abbreviation, bracket, nickname, title")


class Entity(Frozen):
    """One thing of the article, with every spelling of it."""

    id: str = Field(pattern=r"^e[1-9]\d*$", description="e1, e2, … in text order")
    type: NamedType = Field(description="what kind of thing it is")
    name: str = Field(description="the fullest form found in the article")
    aliases: list[str] = Field(description="every distinct surface form, in text order")
    mentions: list[str] = Field(description="mention ids in text order")
    links: list[Link] = Field(description="the reason for each alias beyond the first")
    ref: str | None = Field(default=None, description="the user's own id, from a names file")
    place: str | None = Field(
        default=None,
        description="what stands beside a name that many have and tells which: 강원+원주시",
    )


# --- facts ----------------------------------------------------------------------------------


class Evidence(Place):
    """Another place that states the same fact."""

    rule: str = Field(description="the rule that read it there")


class FactBase(Place):
    """What all facts share: the place that states it and the rule that read it there."""

    id: str = Field(pattern=r"^f[1-9]\d*$", description="f1, f2, … in text order")
    rule: str = Field(min_length=1, description="the rule that read it")
    evidence: list[Evidence] | None = Field(
        default=None, description="further places that state the same fact"
    )


class Affiliation(FactBase):
    """A person holds a role, in an organisation where one is named."""

    kind: Literal["affiliation"] = Field(description="always affiliation")
    person: str = Field(description="entity id")
    organization: str | None = Field(description="entity id, or null")
    title: str | None = Field(description="as written, e.g. 공동대표, 전 장관")


class Operates(FactBase):
    """An organisation runs, offers, hosts, launched or publishes a program."""

    kind: Literal["operates"] = Field(description="always operates")
    organization: str = Field(description="entity id")
    program: str = Field(description="entity id")


class Measure(FactBase):
    """A number that the article reports about something."""

    kind: Literal["measure"] = Field(description="always measure")
    subject: str | None = Field(description="entity id, or null when about no named thing")
    metric: str | None = Field(description="the words that say what is counted")
    value: str = Field(description="mention id of a money, percent or quantity")
    when: str | None = Field(description="mention id of the date that governs it")
    change: Literal["increase", "decrease"] | None = Field(
        description="which way it went, if the article says so"
    )
    status: Literal["actual", "planned", "expected"] = Field(
        default="actual", description="planned: 계획, 목표; expected: 예상, 전망"
    )
    base: str | None = Field(
        default=None, description="mention id of the date or amount compared with (전년 대비)"
    )


Fact = Annotated[Affiliation | Operates | Measure, Field(discriminator="kind")]


# --- record ---------------------------------------------------------------------------------


class Source(Frozen):
    """The file the article came from."""

    path: str | None = Field(description="as given on the command line, with forward slashes")
    sha256: str = Field(
        description="of the file's bytes; of the UTF-8 text for a row of a table or a string"
    )
    encoding: str = Field(description="utf-8, utf-8-sig, utf-16, utf-32 or cp949")
    length: Offset = Field(description="code points of the article's text")
    title: str | None = Field(default=None, description="where metadata told it")
    publisher: str | None = Field(default=None, description="where metadata told it")


class Reference(Frozen):
    """The days against which relative dates were resolved."""

    start: IsoDay = Field(description="first day")
    end: IsoDay = Field(description="last day, inclusive")
    basis: Literal["option", "metadata", "filename", "dateline", "text"] = Field(
        description="what told it"
    )
    evidence: tuple[int, int] | None = Field(
        default=None, description="where the text tells it, half-open; null when it does not"
    )


class Record(Frozen):
    """One article's mentions, entities and facts."""

    schema_version: Literal["1.0"] = Field(
        default=SCHEMA_VERSION, description="version of this document's shape"
    )
    doc_id: str = Field(min_length=1, description="the article's name, unique in its folder")
    source: Source = Field(description="where the article came from")
    reference: Reference | None = Field(
        description="what relative dates were resolved against; null when nothing tells it"
    )
    sentences: list[tuple[Offset, Offset]] = Field(
        default_factory=list, description="extent of each sentence, half-open, in text order"
    )
    mentions: list[Mention] = Field(description="in text order")
    entities: list[Entity] = Field(description="in the order of their first mention")
    facts: list[Fact] = Field(description="in text order")


# --- corpus ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, config=ConfigDict(extra="forbid"))
class RecordEntity:
    """One article's entity inside a corpus entity: there are many, so they are kept small."""

    doc_id: Annotated[str, Field(description="the record")]
    entity: Annotated[str, Field(description="the entity's id in that record")]
    name: Annotated[str | None, Field(description="its name there, where it is another")] = None


class CorpusLink(Frozen):
    """Why two spellings or two articles' entities were merged, or were not."""

    left: str = Field(description="name on one side")
    right: str = Field(description="name on the other side")
    why: str = Field(description="the reason in a word or a few")
    score: NumberText | None = Field(default=None, description="similarity in percent, if compared")


class EntityContext(Frozen):
    """What tells bearers of one name apart, kept so that later runs need no old article."""

    organizations: list[str] = Field(description="corpus ids of a person's organisations")
    titles: list[str] = Field(description="a person's titles as written")


class CorpusEntity(Frozen):
    """One thing of the folder."""

    id: str = Field(description="stable: adding articles does not rename it")
    type: NamedType = Field(description="what kind of thing it is")
    name: str = Field(description="the name it is best known by")
    aliases: list[str] = Field(description="every spelling found in any article")
    records: list[RecordEntity] = Field(description="the entities that were merged into it")
    links: list[CorpusLink] = Field(description="the reason of each merge")
    ref: str | None = Field(default=None, description="the user's own id, from a names file")
    keys: list[str] = Field(
        default_factory=list, description="normalised names it is known by in any article"
    )
    context: EntityContext | None = Field(default=None, description="of persons")
    former: list[str] = Field(
        default_factory=list, description="ids of earlier runs that were merged into this one"
    )


class RefusedPair(CorpusLink):
    """Two corpus entities that look alike and were kept apart."""

    left_id: str = Field(description="corpus id on one side")
    right_id: str = Field(description="corpus id on the other side")


class Decision(Frozen):
    """What a person said about two names; it wins over every rule, in this and later runs."""

    kind: Literal["thing", "person"] = Field(description="thing: an organisation or program")
    left: str = Field(description="name on one side")
    right: str = Field(description="name on the other side")
    left_record: str | None = Field(description="doc_id#entity id where left stands, if told")
    right_record: str | None = Field(description="the same for right")
    verdict: Literal["same", "different"] = Field(description="what the person said")


class Corpus(Frozen):
    """entities.json: every entity resolved across the folder."""

    schema_version: Literal["1.0"] = Field(
        default=SCHEMA_VERSION, description="version of this document's shape"
    )
    entities: list[CorpusEntity] = Field(description="every thing and person of the folder")
    refused: list[RefusedPair] = Field(
        default_factory=list, description="near-merges that were not made, with the reason"
    )
    decisions: list[Decision] = Field(
        default_factory=list, description="given with --decisions, kept for later runs"
    )


RECORD: TypeAdapter[Record] = TypeAdapter(Record)
CORPUS: TypeAdapter[Corpus] = TypeAdapter(Corpus)
