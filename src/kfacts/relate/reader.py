"""From morphemes and mentions to phrases. Only sentences with a mention are read."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from kfacts.korean.morphemes import Analysis, Morpheme
from kfacts.mentions import Found
from kfacts.relate.clauses import cut_off
from kfacts.relate.endings import ending_marker
from kfacts.relate.phrases import KIND, NUMBERS, Phrase, Sentence
from kfacts.relate.runs import cuts, read_run
from kfacts.relate.titles import is_bound, joined_start
from kfacts.relate.words import DERIVED, NO_CLASS, Words, load_words, unit_class

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
    "比": "보",
    "기준": "준",
    "만에": "만",
    "마다": "마",
}
# What stands behind a mention, read off the characters: the analyser often mistakes it there.
_BEHIND: Final = re.compile(
    r"(?P<p>은|는|이|가|께서|을|를|도|만|나|이나|와|과|랑|이랑|에게서|에게|에서|에|께|으로|로|의|까지"
    r"|부터|보다)(?:는|도|만|의|은)?(?![가-힣])"
)
# The head of a body whose title is written together with its name: 서울시장, 강남구청장.
_HEAD: Final = re.compile(
    r"(?:장|수|지사|시장|청장|의장|총장|의원|교육감)"
    r"(?=[\s,.·()]|은 |는 |이 |가 |을 |를 |의 |과 |와 )"
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
_TAKEN: Final = {
    **dict.fromkeys(["대비", "기준"], "DNTOGPMCQ"),
    **dict.fromkeys(["비", "比", "만"], "D"),
    "경우": "D",
}
"""Nouns that mark what stands before them like particles, and kinds of phrases they mark."""
_BRACKETS: Final = 3
"""So many brackets may stand between a name and its particle."""
_NOWHERE: Final = -9
_POINTING: Final = frozenset(["이", "그", "본", "두", "양"])
_NOMINAL: Final = frozenset(["NNG", "NNP", "XR", "SL", "SH", "SN", "NR", "XPN", "XSN", "NNB", "NP"])
_SUFFIX: Final = frozenset(["XSV", "XSA", "XSV-I", "XSA-I", "XSV-R", "XSA-R"])
_CASE: Final = ("JKS", "JKC", "JKG", "JKO", "JKB", "JKV", "JKQ", "JX", "JC")
_ROLE: Final = {
    **dict.fromkeys(_CASE, "particle"),
    **{tag + more: "stem" for tag in ("VV", "VA", "VCN") for more in ("", "-I", "-R")},
    **{tag + more: "auxiliary" for tag in ("VX",) for more in ("", "-I", "-R")},
    **dict.fromkeys(_SUFFIX, "suffix"),
    **dict.fromkeys(("EC", "EF", "ETM", "ETN"), "ending"),
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
    reader = Reader(analysis, found, entity_of, load_words())
    at = 0
    for index, (start, end) in enumerate(analysis.sentences):
        first = at
        while at < len(found) and found[at].start < end:
            at += 1
        if first < at:
            phrases = reader.read(start, end, range(first, at))
            yield Sentence(index, start, end, phrases)


class Reader:
    """Turns the morphemes of sentences into phrases, left to right."""

    def __init__(
        self, analysis: Analysis, found: Sequence[Found], entity_of: Sequence[int], words: Words
    ) -> None:
        self.text = analysis.text
        self.morphemes = analysis.morphemes
        self.starts = analysis.starts
        self.found = found
        self.entity_of = entity_of
        self.words = words
        self.marking = words.sets["beside"] | _TAKEN.keys()
        self.phrases: list[Phrase] = []
        self.run: list[Morpheme] = []
        self.pointed = _NOWHERE
        self.both = False
        self.titled = False

    def read(self, start: int, end: int, mentions: range) -> list[Phrase]:
        """Read the sentence at start:end; `mentions` are the indices of those that begin in it."""
        self.phrases = []
        self.titled = False
        at = bisect_left(self.starts, start)
        last = bisect_left(self.starts, end, at)
        covered = -1
        for i in mentions:
            begin = self.found[i].start
            if begin < covered:
                continue
            cut = bisect_left(self.starts, begin, at, last)
            if at < cut:
                self._words(self.morphemes[at:cut])
            covered = self._mention(i)
            at = bisect_left(self.starts, covered, cut, last)
        self._words(self.morphemes[at:last])
        if self.titled:
            self._titles()
        return self.phrases

    def _words(self, morphemes: Sequence[Morpheme]) -> None:
        """Read what stands between two mentions."""
        run, marking = self.run, self.marking
        for m in morphemes:
            form, tag, _, _ = m
            if tag in _NOMINAL and form[0].isalnum():
                if run or form not in marking or not self._belongs(m):
                    run.append(m)
                continue
            if run and tag not in _SUFFIX:
                if tag == "SSC" and form in _QUOTES:
                    continue
                self._close()
            take = _TAKE.get(tag)
            if take is not None:
                take(self, m)
        if run:
            self._close()

    def _titles(self) -> None:
        """Mark titles that count nothing: one before a name is that person's, one that acts."""
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
        start, stop, type_, _, _, _, value, _ = self.found[index]
        phrase = Phrase(KIND[type_], start, stop)
        phrase.mention = index
        if value is None:
            phrase.entity = self.entity_of[index]
        elif type_ == "quantity":
            phrase.form = str(value.get("unit") or "")
            phrase.cls = unit_class(phrase.form)
        elif type_ == "date" and value.get("kind") == "duration":
            phrase.cls = DERIVED["length"]
        self.phrases.append(phrase)
        end = stop
        text = self.text
        while text[end : end + 1] in _QUOTES:
            end += 1
        if not "가" <= text[end : end + 1] <= "힣":
            return stop
        if phrase.kind == "O":
            head = _HEAD.match(text, end)
            if head:
                self.titled = True
                self._add("T", joined_start(text, start, head), head.end(), head.group())
                return head.end()
        behind = _BEHIND.match(text, end)
        if behind:
            phrase.marker = _MARKERS[behind["p"]]
            return behind.end()
        return stop

    def _add(self, kind: str, start: int, end: int, form: str, default: str = NO_CLASS) -> Phrase:
        phrase = Phrase(kind, start, end, form, "_", self.words.of.get(form, default))
        self.phrases.append(phrase)
        return phrase

    def _belongs(self, m: Morpheme) -> bool:
        """Take a noun into the phrase before where it is no noun of its own: 기준, 이상, 만."""
        last = self.phrases[-1] if self.phrases else None
        form = m.form
        if last is None:
            return False
        if form == "경우":
            if last.kind != "D" or last.marker != "의":
                return False
            last.marker = "준"  # 지난해의 경우
        elif last.marker not in "_에":
            return False
        elif last.kind in NUMBERS and form in self.words.sets["beside"]:
            last.beside = last.beside or form
        elif form in _TAKEN and last.kind in _TAKEN[form]:
            last.marker = _MARKERS["만에" if form == "만" else form]
        else:
            return False
        return True

    def _particle(self, m: Morpheme) -> None:
        """Mark the phrase before a particle: the first one decides, 은 behind 에 says less."""
        last = self.phrases[-1] if self.phrases else None
        if last is None:
            return
        if m.form == "는" and last.form == "여" and last.end == m.start:
            self.phrases[-1] = Phrase("V", last.start, m.end, "열", marker="ㄴ")
            self.phrases[-1].cls = self.words.of["열"]  # the analyser's reading of 여는, from 열다
        elif last.kind == "R":
            self._mark_before_bracket(m)
        elif last.marker == "_":
            last.marker = _MARKERS.get(m.form, "도" if m.tag == "JX" else "처")

    def _mark_before_bracket(self, m: Morpheme) -> None:
        """Give a particle behind brackets to what stands before them: 새론㈜(대표 …)이."""
        i = len(self.phrases)
        for _ in range(_BRACKETS):
            i -= 1
            while i >= 0 and self.phrases[i].kind != "L":
                i -= 1
            if i <= 0 or self.phrases[i - 1].kind != "R":
                break
        if i > 0 and self.phrases[i - 1].marker == "_":
            self.phrases[i - 1].marker = _MARKERS.get(m.form, "도" if m.tag == "JX" else "처")

    def _adverb(self, m: Morpheme) -> None:
        if m.form == "각각":
            self.phrases.append(Phrase("E", m.start, m.end, m.form))
        elif m.form == "함께" and self.phrases:
            last = self.phrases[-1]
            last.together = last.kind == "O" and last.marker == "와"
            if self.text.startswith("한 ", m.end):
                self._add("V", m.start, m.end + 1, "함께하").marker = "ㄴ"

    def _determiner(self, m: Morpheme) -> None:
        if m.form in self.words.sets["former"]:
            self.phrases.append(Phrase("F", m.start, m.end, m.form))
        self.pointed = m.end if m.form in _POINTING else _NOWHERE
        self.both = m.form in "두양"

    def _symbol(self, m: Morpheme) -> None:
        form = m.form[0]
        if form in _SYMBOLS:
            if form == "]" and self._names_in_brackets():
                del self.phrases[-2]  # [이름]: brackets for quotation marks
            else:
                if form == ",":
                    cut_off(self.phrases)
                self.phrases.append(Phrase(_SYMBOLS[form], m.start, m.end, form))
        elif form in _ARROWS:
            if self.phrases and self.phrases[-1].marker == "_":
                self.phrases[-1].marker = _ARROWS[form]
        elif form in "↑↓":
            change = self._add("V", m.start, m.end, form)
            change.marker, change.cls = "다", self.words.letters["up" if form == "↑" else "down"]

    def _names_in_brackets(self) -> bool:
        """Tell whether an opening square bracket and one programme stand last."""
        last = self.phrases[-2:]
        return len(last) == 2 and last[0].form == "[" and last[1].kind in "GO"

    def _copula(self, _: Morpheme) -> None:
        if self.phrases:
            self.phrases[-1].marker = "다"

    def _past(self, m: Morpheme) -> None:
        if self.phrases and m.form[-1:] in "었았였":
            self.phrases[-1].past = True
        elif self.phrases and m.form == "겠":
            self.phrases[-1].will = True

    def _stem(self, m: Morpheme) -> None:
        self._add("V", m.start, m.end, m.form)

    def _suffix(self, m: Morpheme) -> None:
        """Make a predicate of the noun before a suffix: 참가 + 하."""
        if not self.run:
            self._stem(m)
            return
        head = self.run.pop()
        self._close()
        self._from_noun(head, m.end)
        if m.form == "되" and self.phrases[-1].cls == self.words.letters["run"]:
            self.phrases[-1].cls = DERIVED["done"]

    def _auxiliary(self, m: Morpheme) -> None:
        last = self.phrases[-1] if self.phrases else None
        if last is None or last.kind != "V":
            self._stem(m)
            return
        last.negated = last.negated or m.form in ("않", "못하", "말")
        if m.form == "지":
            self._became(last)
        last.marker = "_"
        last.end = m.end

    def _from_noun(self, head: Morpheme, end: int) -> None:
        self._add("V", head.start, end, head.form, DERIVED["noun"]).nominal = True

    def _became(self, verb: Phrase) -> None:
        """Turn 낮다 into 낮아지다, as the classes list it."""
        for form in (verb.form + "아지", verb.form + "어지", verb.form + "지"):
            if form in self.words.of:
                verb.form, verb.cls = form, self.words.of[form]
                return

    def _ending(self, m: Morpheme) -> None:
        if not self.phrases:
            return
        last = self.phrases[-1]
        if last.kind == "V":
            last.end = max(last.end, m.end)
        elif last.marker != "다":
            return
        last.marker = ending_marker(m.form, m.tag)

    def _close(self) -> None:
        """End the run of nouns: a noun phrase, cut before a last noun that speaks of change."""
        run = self.run
        if len(run) > 1:
            head = run[-2]
            last, tag, _, _ = run[-1]
            if last == "중" and tag == "NNB":
                self._parts(run[:-2])
                self._from_noun(head, head.end)
                run.clear()
            elif cuts(head.form, last):
                self._parts(run[:-1])
                del run[:-1]
        self._parts(run)
        run.clear()

    def _parts(self, run: Sequence[Morpheme]) -> None:
        if not run:
            return
        first, _, start, _ = run[0]
        head, _, _, end = run[-1]
        before = run[-2].form if len(run) > 1 else ""
        text = self.text[start:end]
        parts, general, again, against = read_run(text, before, head)
        if against:
            self._parts([m for m in run if m.start < start + against])
            self._add("N", start + against, end, text[against:])
            return
        phrases = self.phrases
        last = phrases[-1] if phrases else None
        if first == "결과" and last is not None and last.kind == "V" and last.marker == "ㄴ":
            last.marker = "과"
        pointed = again or 0 <= start - self.pointed <= 1
        for kind, begin, stop, form, cls in parts:
            phrase = Phrase(kind, start + begin, start + stop, form, "_", cls)
            if general:
                phrase.general = True
            if pointed:
                phrase.this, phrase.both = again or not self.both, self.both
            if kind == "T":
                self.titled = True
                if last is not None and self._names_bearer(last):
                    phrase.cls = self.words.letters["agent"]
            phrases.append(phrase)

    def _names_bearer(self, last: Phrase) -> bool:
        """Tell whether a title stands behind whose it is: 나도현 대표, 나도현 전 대표."""
        if last.kind == "F" and len(self.phrases) > 1:
            return self.phrases[-2].kind == "P"
        return last.kind in "PO" and last.marker in "_의"


_TAKE: Final = {tag: getattr(Reader, f"_{role}") for tag, role in _ROLE.items()}
"""What takes in a morpheme of a tag. Bound methods in the reader would be a cycle, which keeps
all that was read of an article until the garbage collector comes."""
