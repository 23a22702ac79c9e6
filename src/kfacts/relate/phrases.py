"""From morphemes and mentions to phrases: what fact patterns and the discourse logic read.

A sentence becomes a row of phrases (a name, a number, a date, a run of nouns, a predicate) and a
sketch of three characters a phrase: kind, class, marker. Only sentences with a mention are read.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import regex

from kfacts.korean.morphemes import Analysis, Morpheme
from kfacts.mentions import Found
from kfacts.relate.titles import title_end
from kfacts.relate.words import NO_CLASS, load_words

KIND: Final = {
    "organization": "O",
    "person": "P",
    "program": "G",
    "money": "M",
    "percent": "C",
    "quantity": "Q",
    "date": "D",
}
NUMBERS: Final = frozenset("MCQ")
NAMES: Final = frozenset("OPG")

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
    "기준": "준",
    "만에": "만",
}
# What stands behind a mention, read off the characters: the analyser often mistakes it there.
_BEHIND: Final = regex.compile(
    r"(?P<p>은|는|이|가|께서|을|를|도|만|나|이나|와|과|랑|이랑|에게서|에게|에서|에|께|으로|로|의|까지|부터|보다)"
    r"(?:는|도|만|의|은)?(?![가-힣])"
)
_QUOTES: Final = frozenset("‘’“”\"'「」『』《》〈〉<>`")
_NOMINAL: Final = frozenset({"NNG", "NNP", "XR", "SL", "SH", "SN", "NR", "XPN", "XSN", "NNB", "NP"})
_CASE: Final = frozenset({"JKS", "JKC", "JKG", "JKO", "JKB", "JKV", "JKQ", "JX", "JC"})
_SKIP: Final = frozenset(["전국", "총", "현재", "약", "무려", "최대", "최소", "단", "모두", "한때", "달러", "총합", "도합", "합쳐"])
_BESIDE: Final = frozenset(
    ["여", "이상", "이하", "초과", "미만", "가량", "정도", "쯤", "남짓", "안팎", "내외", "규모", "수준", "상당", "가까이", "선", "대", "꼴", "씩", "짜리", "어치"]
)
_FORMER: Final = frozenset({"전", "현", "신임", "전임", "초대", "차기"})
_IF: Final = ("면", "거든", "던들", "더라도")
_SAID: Final = ("다고", "라고", "냐고", "자고", "다는", "라는", "다며", "라며", "다면서", "라면서")
_VERBS: Final = frozenset({"VV", "VA", "VX", "VCN", "XSV", "XSA"})


@dataclass(slots=True)
class Phrase:
    """One phrase. `end` excludes the particle; `form` is what its class was looked up by."""

    kind: str
    start: int
    end: int
    form: str = ""
    marker: str = "_"
    mention: int = -1
    """Index into the list of Found, −1 for other phrases."""
    entity: int = -1
    """Index into the list of Linked of a name, else −1."""
    cls: str = NO_CLASS
    past: bool = False
    negated: bool = False
    nominal: bool = False
    """A predicate made from a noun: 참가하다, 참가 중이다."""
    beside: str = ""
    """이상, 규모, 짜리, … behind a number."""

    @property
    def code(self) -> str:
        """The three characters of the sketch."""
        return self.kind + self.cls + self.marker


@dataclass(slots=True)
class Sentence:
    """The phrases of one sentence and their sketch."""

    index: int
    start: int
    end: int
    phrases: list[Phrase]
    sketch: str = ""


def read_sentences(
    analysis: Analysis, found: Sequence[Found], entity_of: Sequence[int]
) -> Iterator[Sentence]:
    """Yield the sentences that hold a mention, as phrases, in text order."""
    at = 0
    starts = analysis.starts
    n = len(found)
    first = 0
    morphemes = analysis.morphemes
    for index, (start, end) in enumerate(analysis.sentences):
        while at < n and found[at].start < start:
            at += 1
        first = at
        while at < n and found[at].start < end:
            at += 1
        if first == at:
            continue
        reader = _Reader(analysis.text, found, entity_of)
        lo, hi = _between(starts, start, end)
        phrases = reader.read(morphemes[lo:hi], range(first, at))
        for phrase in phrases:
            phrase.cls = _class(phrase)
        sketch = "".join([p.kind + p.cls + p.marker for p in phrases])
        yield Sentence(index, start, end, phrases, sketch)


def _between(starts: Sequence[int], start: int, end: int) -> tuple[int, int]:
    from bisect import bisect_left

    return bisect_left(starts, start), bisect_left(starts, end)


def _class(phrase: Phrase) -> str:
    if phrase.kind in "NTV":
        return load_words().of.get(phrase.form, NO_CLASS)
    return NO_CLASS


class _Reader:
    """Turns the morphemes of one sentence into phrases, left to right."""

    def __init__(self, text: str, found: Sequence[Found], entity_of: Sequence[int]) -> None:
        self.text = text
        self.found = found
        self.entity_of = entity_of
        self.phrases: list[Phrase] = []
        self.run: list[Morpheme] = []

    def read(self, morphemes: Sequence[Morpheme], mentions: range) -> list[Phrase]:
        """Read all; `mentions` are the indices of the mentions that begin in this sentence."""
        waiting = iter(mentions)
        mention = next(waiting, -1)
        covered = -1
        for i, m in enumerate(morphemes):
            while mention >= 0 and self.found[mention].start <= m.start:
                if self.found[mention].start >= covered:
                    covered = self._mention(mention)
                mention = next(waiting, -1)
            if m.start < covered:
                continue
            self._morpheme(m, morphemes, i)
        while mention >= 0:
            if self.found[mention].start >= covered:
                covered = self._mention(mention)
            mention = next(waiting, -1)
        self._close()
        return self.phrases

    def _mention(self, index: int) -> int:
        """Add a mention's phrase; return where reading goes on (behind its particle)."""
        self._close()
        mention = self.found[index]
        phrase = Phrase(KIND[mention.type], mention.start, mention.end, mention=index)
        phrase.entity = self.entity_of[index]
        self.phrases.append(phrase)
        end = mention.end
        while end < len(self.text) and self.text[end] in _QUOTES:
            end += 1
        behind = _BEHIND.match(self.text, end)
        if behind:
            phrase.marker = _MARKERS[behind["p"]]
            return behind.end()
        return mention.end

    def _morpheme(self, m: Morpheme, morphemes: Sequence[Morpheme], i: int) -> None:
        tag = m.tag.split("-")[0]
        if tag in _NOMINAL:
            self._noun(m)
        elif tag in _CASE:
            self._close()
            self._mark(m)
        elif tag in _VERBS:
            self._verb(m, tag)
        elif tag == "VCP":
            self._close()
            if self.phrases:
                self.phrases[-1].marker = "다"
        elif tag == "EP":
            if self.phrases and m.form[-1:] in "었았였":
                self.phrases[-1].past = True
        elif tag[0] == "E":
            self._ending(m, tag, morphemes, i)
        elif tag == "MM" and m.form in _FORMER:
            self._close()
            self.phrases.append(Phrase("F", m.start, m.end, m.form))
        elif tag == "MAG":
            self._adverb(m)
        elif tag[0] == "S":
            self._symbol(m)
        else:
            self._close()

    def _noun(self, m: Morpheme) -> None:
        last = self.phrases[-1] if self.phrases else None
        if not self.run and last is not None and last.marker in "_에":
            if last.kind in NUMBERS and m.form in _BESIDE:
                last.beside = last.beside or m.form
                return
            if m.form in ("대비", "기준") and last.kind != "V":
                last.marker = _MARKERS[m.form]
                return
            if m.form == "만" and last.kind == "D":
                last.marker = "만"
                return
        self.run.append(m)

    def _mark(self, m: Morpheme) -> None:
        """A particle: the first one behind a phrase decides, but 은 behind 에, 까지 says less."""
        if self.phrases and self.phrases[-1].marker == "_":
            fallback = "도" if m.tag == "JX" else "처"
            self.phrases[-1].marker = _MARKERS.get(m.form, fallback)

    def _adverb(self, m: Morpheme) -> None:
        self._close()
        if m.form == "각각":
            self.phrases.append(Phrase("E", m.start, m.end, m.form))

    def _symbol(self, m: Morpheme) -> None:
        form = m.form
        if form in _QUOTES:
            if self.run and m.tag == "SSO":
                self._close()
            return
        self._close()
        if form in "·/ㆍ‧":
            if self.phrases and self.phrases[-1].marker == "_":
                self.phrases[-1].marker = "와"
        elif form in "([（":
            self.phrases.append(Phrase("L", m.start, m.end))
        elif form in ")]）":
            self.phrases.append(Phrase("R", m.start, m.end))
        elif form in ",、;":
            self.phrases.append(Phrase("X", m.start, m.end))
        elif form == ":":
            self.phrases.append(Phrase("K", m.start, m.end))

    def _verb(self, m: Morpheme, tag: str) -> None:
        last = self.phrases[-1] if self.phrases else None
        if tag == "VX" and last is not None and last.kind == "V" and not self.run:
            last.negated = last.negated or m.form in ("않", "못하", "말")
            last.marker = "_"
            last.end = m.end
            return
        form, start, nominal = m.form, m.start, False
        if tag in ("XSV", "XSA") and self.run:
            head = self.run.pop()
            form, start, nominal = head.form, head.start, True
        self._close()
        self.phrases.append(Phrase("V", start, m.end, form, nominal=nominal))

    def _ending(self, m: Morpheme, tag: str, morphemes: Sequence[Morpheme], i: int) -> None:
        self._close()
        if not self.phrases:
            return
        last = self.phrases[-1]
        if last.kind == "V":
            last.end = max(last.end, m.end)
        elif last.marker != "다":
            return
        if tag == "ETM":
            last.marker = "ㄹ" if m.form in ("ᆯ", "을") else "ㄴ"
        elif tag == "ETN":
            last.marker = "기"
        elif tag == "EC":
            last.marker = _connective(m.form)
        else:
            last.marker = "다"

    def _close(self) -> None:
        """End the run of nouns: a noun phrase, cut before a last noun that speaks of change."""
        run, self.run = self.run, []
        if not run:
            return
        if len(run) > 1 and run[-1].form == "중" and run[-1].tag == "NNB":
            run.pop()
            head = run.pop()
            if run:
                self._add_noun(run)
            self.phrases.append(Phrase("V", head.start, head.end, head.form, nominal=True))
            return
        if len(run) > 1 and load_words().of.get(run[-1].form) and run[-1].form not in _KEEP:
            self._add_noun(run[:-1])
            run = run[-1:]
        self._add_noun(run)

    def _add_noun(self, run: list[Morpheme]) -> None:
        start, end = run[0].start, run[-1].end
        text = self.text[start:end]
        if text in _SKIP:
            return
        if len(run) > 1 and text.split()[0] in _SKIP:
            start += len(text) - len(text.split(maxsplit=1)[-1])
            text = self.text[start:end]
        cut = title_end(text)
        if cut:
            self.phrases.append(Phrase("T", start, start + cut, text[:cut]))
            if cut < len(text):
                start += cut + (len(text[cut:]) - len(text[cut:].lstrip()))
                self.phrases.append(Phrase("N", start, end, run[-1].form))
            return
        self.phrases.append(Phrase("N", start, end, _form(run)))


_KEEP: Final = frozenset(
    ["매출", "매출액", "주가", "자산", "부채", "자본", "직원", "임직원", "실적", "이익", "손실", "적자", "흑자", "지분", "수주", "배당"]
)


def _form(run: list[Morpheme]) -> str:
    """The last noun, with the one before when both make a known compound (영업+이익)."""
    if len(run) > 1:
        pair = run[-2].form + run[-1].form
        if pair in load_words().of:
            return pair
    return run[-1].form


def _connective(form: str) -> str:
    if form.endswith(_SAID):
        return "라"
    if form.endswith(_IF):
        return "면"
    return "고"
