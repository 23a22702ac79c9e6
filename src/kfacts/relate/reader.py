"""From morphemes and mentions to phrases. Only sentences with a mention are read."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import regex

from kfacts.korean.morphemes import Analysis, Morpheme
from kfacts.mentions import Found
from kfacts.relate.phrases import KIND, NUMBERS, Phrase, Sentence
from kfacts.relate.titles import is_bound, title_end
from kfacts.relate.words import DERIVED, NO_CLASS, Words, load_words

_MARKERS: Final = {
    **dict.fromkeys(["은", "는", "ᆫ"], "은"),
    **dict.fromkeys(["이", "가", "께서", "이가", "서"], "이"),
    **dict.fromkeys(["을", "를", "ᆯ"], "을"),
    **dict.fromkeys(["도", "만", "나", "이나", "마저", "조차", "라도", "이라도", "밖에"], "도"),
    **dict.fromkeys(["와", "과", "랑", "이랑", "하고", "이며", "며"], "와"),
    **dict.fromkeys(["에", "에게", "한테", "께", "엔"], "에"),
    **dict.fromkeys(["에서", "에게서", "한테서"], "서"),
    **dict.fromkeys(["로", "으로", "로서", "으로서", "로써", "으로써"], "로"),
    "의": "의",
    "까지": "까",
    "부터": "부",
    "보다": "보",
    "대비": "보",
    "비": "보",
    "기준": "준",
    "만에": "만",
}
# What stands behind a mention, read off the characters: the analyser often mistakes it there.
_BEHIND: Final = regex.compile(
    r"(?P<p>은|는|이|가|께서|을|를|도|만|나|이나|와|과|랑|이랑|에게서|에게|에서|에|께|으로|로|의|까지"
    r"|부터|보다)(?:는|도|만|의|은)?(?![가-힣])"
)
# The head of a body whose title is written together with its name: 서울시장, 강남구청장.
_HEAD: Final = regex.compile(
    r"(?:장|지사|시장|청장|의장|총장)(?=[\s,.·()]|은 |는 |이 |가 |을 |를 |의 |과 |와 )"
)
_QUOTES: Final = frozenset("‘’“”\"'「」『』《》〈〉<>`*")
_SYMBOLS: Final = {
    **dict.fromkeys("([（", "L"),
    **dict.fromkeys(")]）", "R"),
    **dict.fromkeys(",、;…|–—", "X"),
    **dict.fromkeys("▲△▶▷◆◇■□●○ㅇ※★☆•", "B"),
    ":": "K",
}
_ARROWS: Final = {"→": "서", "·": "와", "/": "와", "ㆍ": "와", "‧": "와", "&": "와", "∙": "와"}
_CUTTING: Final = ("up", "down", "light", "reach", "run", "plan", "expect")
"""Classes of nouns that are a phrase of their own behind other nouns: 매출 | 증가."""
_IF: Final = ("면", "거든", "던들", "더라도")
_SAID: Final = ("다고", "라고", "냐고", "자고", "다는", "라는", "다며", "라며", "다면서", "라면서")
_NOMINAL: Final = ("NNG", "NNP", "XR", "SL", "SH", "SN", "NR", "XPN", "XSN", "NNB", "NP")
_CASE: Final = ("JKS", "JKC", "JKG", "JKO", "JKB", "JKV", "JKQ", "JX", "JC")
_STEM: Final = ("VV", "VA", "VX", "VCN", "XSV", "XSA")
_FORM: Final = ("EC", "EF", "ETM", "ETN")
_ROLE: Final = {
    **dict.fromkeys(_NOMINAL, "noun"),
    **dict.fromkeys(_CASE, "particle"),
    **{tag + more: "stem" for tag in _STEM for more in ("", "-I", "-R")},
    **dict.fromkeys(_FORM, "ending"),
    **dict.fromkeys(("SP", "SSO", "SSC", "SS", "SW", "SO", "SE", "SF"), "symbol"),
    "VCP": "copula",
    "EP": "past",
    "MAG": "adverb",
    "MM": "determiner",
}


def read_sentences(
    analysis: Analysis, found: Sequence[Found], entity_of: Sequence[int]
) -> Iterator[Sentence]:
    """Yield the sentences that hold a mention, as phrases, in text order.

    `entity_of` gives the index of the thing that each mention names, -1 for numbers and dates.
    """
    reader = Reader(analysis.text, found, entity_of, load_words())
    starts, at = analysis.starts, 0
    for index, (start, end) in enumerate(analysis.sentences):
        first = at
        while at < len(found) and found[at].start < end:
            at += 1
        if first < at:
            inside = analysis.morphemes[bisect_left(starts, start) : bisect_left(starts, end)]
            phrases = reader.read(inside, range(first, at))
            sketch = "".join([p.kind + p.cls + p.marker for p in phrases])
            yield Sentence(index, start, end, phrases, sketch)


class Reader:
    """Turns the morphemes of sentences into phrases, left to right."""

    def __init__(
        self, text: str, found: Sequence[Found], entity_of: Sequence[int], words: Words
    ) -> None:
        self.text = text
        self.found = found
        self.entity_of = entity_of
        self.words = words
        self.cutting = frozenset(words.letters[name] for name in _CUTTING)
        self.phrases: list[Phrase] = []
        self.run: list[Morpheme] = []
        self.take = {tag: getattr(self, f"_{role}") for tag, role in _ROLE.items()}

    def read(self, morphemes: Sequence[Morpheme], mentions: range) -> list[Phrase]:
        """Read one sentence; `mentions` are the indices of the mentions that begin in it."""
        self.phrases = []
        waiting = iter(mentions)
        coming = next(waiting, -1)
        begin = self.found[coming].start
        covered = -1
        for m in morphemes:
            while coming >= 0 and begin <= m.start:
                if begin >= covered:
                    covered = self._mention(coming)
                coming = next(waiting, -1)
                begin = self.found[coming].start if coming >= 0 else -1
            if m.start >= covered:
                self.take.get(m.tag, self._other)(m)
        if coming >= 0 and begin >= covered:
            self._mention(coming)
        self._close()
        self._classify()
        return self.phrases

    def _classify(self) -> None:
        """Give each phrase its class; a title before a name is that person's and counts nothing."""
        for phrase in self.phrases:
            if phrase.kind in "NTV" and phrase.cls == NO_CLASS:
                default = DERIVED["noun"] if phrase.nominal else NO_CLASS
                phrase.cls = self.words.of.get(phrase.form, default)
        for left, right in pairwise(self.phrases):
            if left.kind == "T" and (right.kind == "P" or self._acts(left, right)):
                left.cls = self.words.letters["agent"]

    @staticmethod
    def _acts(title: Phrase, behind: Phrase) -> bool:
        """Tell whether a title acts and is not what is counted: 대표는; not 시장은, a market."""
        office = is_bound(title.form) and title.form != "시장"
        return office and title.marker in "은이" and behind.kind not in NUMBERS

    def _mention(self, index: int) -> int:
        """Add a mention's phrase; return where reading goes on (behind its particle)."""
        self._close()
        mention = self.found[index]
        phrase = Phrase(KIND[mention.type], mention.start, mention.end, mention=index)
        phrase.entity = self.entity_of[index]
        if phrase.kind == "Q":
            phrase.form = str((mention.value or {}).get("unit") or "")
            phrase.cls = DERIVED["unit"] if self._tells(phrase.form) else NO_CLASS
        elif phrase.kind == "D" and (mention.value or {}).get("kind") == "duration":
            phrase.cls = DERIVED["length"]
        self.phrases.append(phrase)
        end = mention.end
        while end < len(self.text) and self.text[end] in _QUOTES:
            end += 1
        if not "가" <= self.text[end : end + 1] <= "힣":
            return mention.end
        if phrase.kind == "O":
            head = _HEAD.match(self.text, end)
            if head:
                self.phrases.append(Phrase("T", mention.start, head.end(), head.group()))
                return head.end()
        behind = _BEHIND.match(self.text, end)
        if behind:
            phrase.marker = _MARKERS[behind["p"]]
            return behind.end()
        return mention.end

    def _tells(self, unit: str) -> bool:
        """Tell whether a unit says what it counts: 안타, 연승; not 명, 마리, kg."""
        sets = self.words.sets
        if unit in sets["telling"]:
            return True
        return len(unit) > 1 and unit[0] >= "가" and unit not in sets["generic"] | sets["spec"]

    def _other(self, _: Morpheme) -> None:
        self._close()

    def _noun(self, m: Morpheme) -> None:
        if not m.form[0].isalnum():
            self._close()
            return
        if self.run:
            self.run.append(m)
            return
        last = self.phrases[-1] if self.phrases else None
        if last is not None and last.kind == "D" and last.marker == "의" and m.form == "경우":
            last.marker = "준"  # 지난해의 경우
        elif last is None or last.marker not in "_에":
            self.run.append(m)
        elif last.kind in NUMBERS and m.form in self.words.sets["beside"]:
            last.beside = last.beside or m.form
        elif m.form in ("대비", "기준", "비") and last.kind in (
            "D" if m.form == "비" else "DNTOGPMCQ"
        ):
            last.marker = _MARKERS[m.form]
        elif m.form == "만" and last.kind == "D":
            last.marker = "만"
        else:
            self.run.append(m)

    def _particle(self, m: Morpheme) -> None:
        """Mark the phrase before a particle: the first one decides, 은 behind 에 says less."""
        if m.form == "는" and [(n.form, n.tag) for n in self.run] == [("여", "NP")]:
            here = self.run.pop()  # the analyser's reading of 여는, from 열다
            self.phrases.append(Phrase("V", here.start, m.end, "열", marker="ㄴ"))
            return
        self._close()
        if self.phrases and self.phrases[-1].kind == "R":
            self._mark_before_bracket(m)
        elif self.phrases and self.phrases[-1].marker == "_":
            fallback = "도" if m.tag == "JX" else "처"
            self.phrases[-1].marker = _MARKERS.get(m.form, fallback)

    def _mark_before_bracket(self, m: Morpheme) -> None:
        """Give a particle behind a bracket to what stands before it: 재단(이사장 …)이."""
        i = len(self.phrases) - 1
        while i >= 0 and self.phrases[i].kind != "L":
            i -= 1
        if i > 0 and self.phrases[i - 1].marker == "_":
            self.phrases[i - 1].marker = _MARKERS.get(m.form, "도" if m.tag == "JX" else "처")

    def _adverb(self, m: Morpheme) -> None:
        self._close()
        if m.form == "각각":
            self.phrases.append(Phrase("E", m.start, m.end, m.form))

    def _determiner(self, m: Morpheme) -> None:
        self._close()
        if m.form in self.words.sets["former"]:
            self.phrases.append(Phrase("F", m.start, m.end, m.form))

    def _symbol(self, m: Morpheme) -> None:
        form = m.form[0]
        if form in _QUOTES:
            if m.tag == "SSO":
                self._close()
            return
        self._close()
        last = self.phrases[-1] if self.phrases else None
        if form in _ARROWS:
            if last is not None and last.marker == "_":
                last.marker = _ARROWS[form]
        elif form in "↑↓":
            cls = self.words.letters["up" if form == "↑" else "down"]
            self.phrases.append(Phrase("V", m.start, m.end, form, marker="다", cls=cls))
        elif form == "]" and self._names_in_brackets():
            del self.phrases[-2]  # [이름]: brackets for quotation marks
        elif form in _SYMBOLS:
            self.phrases.append(Phrase(_SYMBOLS[form], m.start, m.end, form))

    def _names_in_brackets(self) -> bool:
        """Tell whether an opening square bracket and one programme stand last."""
        last = self.phrases[-2:]
        return len(last) == 2 and last[0].form == "[" and last[1].kind in "GO"

    def _copula(self, _: Morpheme) -> None:
        self._close()
        if self.phrases:
            self.phrases[-1].marker = "다"

    def _past(self, m: Morpheme) -> None:
        if self.phrases and m.form[-1:] in "었았였":
            self.phrases[-1].past = True

    def _stem(self, m: Morpheme) -> None:
        last = self.phrases[-1] if self.phrases else None
        if m.tag.startswith("VX") and last is not None and last.kind == "V" and not self.run:
            last.negated = last.negated or m.form in ("않", "못하", "말")
            if m.form == "지":
                last.form = self._became(last.form)
            last.marker = "_"
            last.end = m.end
            return
        if m.tag.startswith("XS") and self.run:
            head = self.run.pop()
            self._close()
            verb = Phrase("V", head.start, m.end, head.form, nominal=True)
        else:
            self._close()
            verb = Phrase("V", m.start, m.end, m.form)
        self.phrases.append(verb)

    def _became(self, stem: str) -> str:
        """Return the stem of 낮아지다 for 낮다, as the classes list it."""
        forms = (stem + "아지", stem + "어지", stem + "지")
        return next((form for form in forms if form in self.words.of), stem)

    def _ending(self, m: Morpheme) -> None:
        self._close()
        if not self.phrases:
            return
        last = self.phrases[-1]
        if last.kind == "V":
            last.end = max(last.end, m.end)
        elif last.marker != "다":
            return
        last.marker = _ending_marker(m)

    def _close(self) -> None:
        """End the run of nouns: a noun phrase, cut before a last noun that speaks of change."""
        if not self.run:
            return
        run, self.run = self.run, []
        if len(run) > 1 and run[-1].form == "중" and run[-1].tag == "NNB":
            head = run[-2]
            if run[:-2]:
                self._add(run[:-2])
            verb = Phrase("V", head.start, head.end, head.form, nominal=True)
            self.phrases.append(verb)
        elif len(run) > 1 and self._cuts(run):
            self._add(run[:-1])
            self._add(run[-1:])
        else:
            self._add(run)

    def _cuts(self, run: Sequence[Morpheme]) -> bool:
        form = run[-1].form
        if form in self.words.sets["kept"] or self.words.of.get(form, "") not in self.cutting:
            return False
        return run[-2].form + form not in self.words.of

    def _add(self, run: Sequence[Morpheme]) -> None:
        start, end = run[0].start, run[-1].end
        text = self.text[start:end]
        first, _, rest = text.partition(" ")
        skip, lead = self.words.sets["skip"], self.words.sets["lead"]
        while first in skip or (rest and first in lead):
            if not rest:
                return
            start, text = end - len(rest.lstrip()), rest.lstrip()
            first, _, rest = text.partition(" ")
        cut = title_end(text)
        if cut:
            last = self.phrases[-1] if self.phrases else None
            beside = last is not None and last.kind in "PO" and last.marker in "_의"
            cls = self.words.letters["agent"] if beside else NO_CLASS
            self.phrases.append(Phrase("T", start, start + cut, text[:cut].split()[-1], cls=cls))
            tail = text[cut:].lstrip()
            if tail:
                self.phrases.append(Phrase("N", end - len(tail), end, run[-1].form))
        else:
            self.phrases.append(Phrase("N", start, end, self._head(run)))

    def _head(self, run: Sequence[Morpheme]) -> str:
        """Return the last noun, with the one before when both make a known word (영업+이익)."""
        if len(run) == 1:
            return run[-1].form
        last, sets = run[-1].form, self.words.sets
        pair = run[-2].form + last
        known = pair in self.words.of or last in sets["counting"] or last in sets["whole"]
        return pair if known else last


def _ending_marker(m: Morpheme) -> str:
    if m.tag == "ETM":
        return "ㄹ" if m.form in ("ᆯ", "을") else "ㄴ"
    if m.tag == "ETN":
        return "기"
    if m.tag == "EF":
        return "다"
    if m.form.endswith(_SAID):
        return "라"
    return "면" if m.form.endswith(_IF) else "고"
