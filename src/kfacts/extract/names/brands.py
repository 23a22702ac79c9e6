"""Services and products by the brand they begin with: 한빛페이, 한빛 스토어, 한빛의 메아리."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import regex

from kfacts.extract.names.tables import closed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kfacts.extract.names.context import Context
    from kfacts.extract.names.evidence import Decided


_FIRMS = ("company", "shop", "farm")
"""Kinds of organisations whose products bear the beginning of their names."""
_MODEL = regex.compile(r"[A-Z]{1,3}-?\d{2,4}[A-Z]{0,2}")
"""A maker's model: H100, A350."""
_WORDS = 3
"""Most words of a product's name behind its brand."""
_OFFERED = 1.3
"""How much more a thing right behind its maker counts than one with 의 between."""


def note_brands(context: Context, names: Sequence[Decided], possible: Sequence[Decided]) -> None:
    """Note what goes on from a brand of the article.

    A brand may be hidden in a longer name that the tagger sees: `possible` has such names too.
    """
    organizations = [name for name in names if name.label == "organization"]
    _families(context, organizations)
    brands = [name for name in possible if name.label in ("organization", "program")]
    _brands(context, {name.end: name for name in brands})
    _products(context, {name.end: name for name in brands})
    forms = {context.text[name.start : name.end] for name in brands if name.cue != "org.short"}
    bare = _bare(context, organizations) - forms
    _compounds(context, forms | bare)
    _spaced(context, bare)
    _offered(context, organizations)
    _kin(context, [name for name in names if name.label == "program"])


def _kin(context: Context, programs: Sequence[Decided]) -> None:
    """Note unknown words that begin like a service and end like one: 토닥박스 beside 토닥토닥."""
    forms = {context.text[name.start : name.end] for name in programs}
    heads = {form[:2] for form in forms if form[:1] >= "가" and " " not in form}
    for i in context.beginning(heads):
        word = context.words[i]
        if word.guessed and word.form not in forms and _product_end(context, i):
            context.evidence.add(word.start, word.stem, "program", "program.family")


def _bare(context: Context, firms: Sequence[Decided]) -> set[str]:
    """Return what firms put before their products: 한빛 of 한빛은행; no place, no everyday word."""
    lexicon, out = context.lexicon, set()
    for name in firms:
        form = context.text[name.start : name.end]
        suffix = lexicon.org_suffix(form)
        head = form[: -len(suffix.text)] if suffix and suffix.kind in _FIRMS else ""
        if len(head) > 1 and head.isalnum() and not lexicon.names.get(head):
            out.add(head)
    return out - lexicon.towns - lexicon.countries


def _spaced(context: Context, bare: set[str]) -> None:
    """`한빛 첫걸음통장`, `한빛 주니어랩`: the beginning of a firm's name before its product."""
    words, facts = context.words, context.facts
    heads = {form[:2] for form in bare}
    for i in context.beginning(heads):
        if words[i].form not in bare or words[i].stem < words[i].end:
            continue
        last = i
        while last < min(i + _WORDS, len(words) - 1) and words[last + 1].gap == " ":
            last += 1
            if words[last].tail or context.title(last) or facts[last].companion:
                break
        inside = range(i + 1, last + 1)
        if last == i or any(context.title(k) or facts[k].person_shape >= 0.6 for k in inside):
            continue
        for k in reversed(inside):
            if _product(context, k) and not any(facts[j].companion for j in range(i + 1, k + 1)):
                context.evidence.add(words[i].start, _stop(context, k), "program", "program.brand")
                break


def _product(context: Context, i: int) -> bool:
    """Whether word `i` is in no dictionary or ends as products and programmes do."""
    word, facts = context.words[i], context.facts[i]
    if facts.program_head or word.form in context.lexicon.product_nouns:
        return True
    return word.guessed and not (facts.org_suffix and facts.org_suffix.kind in _FIRMS)


def _stop(context: Context, i: int) -> int:
    word = context.words[i]
    return word.stem if word.stem > word.start else context.bare_end(i)


def _offered(context: Context, firms: Sequence[Decided]) -> None:
    """`한빛제약 메아리온을`: an unknown word right behind its maker, which is no person there."""
    for name in firms:
        i = context.starts.get(name.end + 1)
        if i is None or context.words[i].gap != " ":
            continue
        word, end = context.words[i], context.bare_end(i)
        flight = context.text.endswith("항공", 0, name.end)  # 한빛항공 HB123편
        if not flight and _MODEL.fullmatch(context.text, word.start, end):
            context.evidence.add(word.start, end, "program", "program.numbered")
        if (
            not word.guessed
            or word.tail not in ("JKO", "JKB", "JC", "JKG")
            or not _nameless(context, i, end)
        ):
            continue
        context.evidence.add(word.start, end, "program", "program.owned_by", _OFFERED)


def _nameless(context: Context, i: int, end: int) -> bool:
    """Whether word `i` is like no person, place, title or organisation."""
    facts, word = context.facts[i], context.words[i]
    other = context.listed(i) or facts.title or facts.org_suffix or facts.person_shape >= 0.45
    other = other or word.form.endswith("점")  # a branch
    seen = context.evidence.cues.get((word.start, end), {})
    near = i + 1 < len(context.words) and context.words[i + 1].gap == " " and context.title(i + 1)
    return not (other or near or "person" in seen or "location" in seen)


def _families(context: Context, names: Sequence[Decided]) -> None:
    """Note words that begin like two organisations of the article: 한빛전자, 한빛화학, 한빛리빙."""
    forms = {context.text[name.start : name.end] for name in names}
    heads = Counter(form[:2] for form in forms if len(form) > 3 and form[0] >= "가")
    family = {head for head, count in heads.items() if count > 1}
    family -= {head for head in family if context.lexicon.starts_with_place(head)}
    for i in context.named if family else ():
        word = context.words[i]
        if word.form[:2] not in family or len(word.form) < 4 or not word.proper:
            continue
        seen = context.evidence.cues.get((word.start, word.stem), {}).get("organization", {})
        if "org.model" not in seen and (_service(context, i, forms) or _product_end(context, i)):
            context.evidence.add(word.start, word.stem, "program", "program.family")
        else:
            context.evidence.add(word.start, word.stem, "organization", "org.family")
            context.evidence.add(word.start, word.stem, "organization", "org.guessed")


def _product_end(context: Context, i: int) -> bool:
    """Whether a word in no dictionary ends in what products are called, and in no firm's ending."""
    facts = context.facts[i]
    return bool(facts.product or facts.program_head) and facts.org_suffix is None


def _service(context: Context, i: int, firms: set[str]) -> bool:
    """Whether a word begins with a firm and ends like none: 한빛톡 of 한빛, not 한빛전자."""
    form = context.words[i].form
    sizes = range(2, len(form) - 1)
    brand = any(form[:size] in firms for size in sizes) and form not in firms
    return brand and context.facts[i].org_suffix is None and context.listed(i) is None


def _brands(context: Context, ends: dict[int, Decided]) -> None:
    """`BRAND 스토어`: an established brand and a product noun."""
    for end, brand in ends.items():
        i = context.starts.get(end + 1)
        if i is None or context.words[i].gap != " ":
            continue
        word, stop = context.words[i], context.words[i].stem
        if context.text.startswith("하기", stop) and stop > word.start:
            stop += 2  # 예약하기, where Kiwi sees a verb
        form = context.text[word.start : stop]
        named = context.text[brand.start : stop] not in closed("no_brand")
        kinds = context.lexicon.product_nouns
        more = brand.label == "program" and form in closed("product_end")
        if named and (form in kinds or more):
            scale = 1 + brand.score / 5
            context.evidence.add(brand.start, stop, "program", "program.brand", scale)


def _products(context: Context, ends: dict[int, Decided]) -> None:
    """`BRAND 메아리`: an established brand and a word in no dictionary, which comes back."""
    places: dict[str, list[tuple[int, int, float]]] = {}
    alone = {
        context.text[name.start : name.end] for name in ends.values() if name.label == "program"
    }
    for after, brand in ends.items():
        i = context.starts.get(after + 1)
        if i is None or context.words[i].gap != " ":
            continue
        word, end = context.words[i], context.bare_end(i)
        form = context.text[word.start : end]
        if not context.unknown[form] or form in alone:
            continue  # a name by itself: 한빛제약 ‘메아리정’
        owner = context.starts.get(brand.start)
        if owner is not None and "org.suffix" in brand.cue and not context.words[owner].proper:
            continue  # 전자상거래업체 한빛
        if len(form) < 2 or context.title(i) or context.lexicon.person_shape(form) >= 0.6:
            continue
        if not context.lexicon.org_suffix(form):
            whole = context.text[brand.start : end]
            places.setdefault(whole, []).append((brand.start, end, brand.score))
    for whole, spans in places.items():
        often = len(spans) > 1 or context.unknown[whole.rpartition(" ")[2]] > 1
        for start, end, score in spans if often else ():
            context.evidence.add(start, end, "program", "program.brand", 1 + score / 5)


def _compounds(context: Context, brands: set[str]) -> None:
    """Note words that go on from a brand with a product noun or a head: 한빛페이, 한빛캠페인."""
    heads = {form[:2] for form in brands}
    for i in context.beginning(heads):
        word, facts = context.words[i], context.facts[i]
        head = facts.program_head
        cuts = (*facts.product, len(word.form) - len(head)) if head else facts.product
        own = context.listed(i) or (word.form in brands and facts.org_suffix is not None)
        for size in () if own or _firm(context, i, brands) else cuts:
            if word.form[:size] in brands:
                context.evidence.add(word.start, word.stem, "program", "program.compound")


def _firm(context: Context, i: int, brands: set[str]) -> bool:
    """Whether word `i` is a brand with a firm's ending: 한빛카드."""
    suffix, form = context.facts[i].org_suffix, context.words[i].form
    return suffix is not None and suffix.kind in _FIRMS and form.removesuffix(suffix.text) in brands
