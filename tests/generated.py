"""Articles of invented names, each different; run as a script, what extracting them holds."""

import random
import sys
from pathlib import Path

SYLLABLES = (
    "가나다라마바사아자차카타파하거너더러머버서어저처고노도로모보소오조초코토포구누두루무부수우주추"
    "기니디리미비시이지치강산천송진선문민성현영준혜은정경람솔빛담온새별결"
)
SURNAMES = "김이박최정강조윤장임한오서신권황"
BODIES = ("은행", "전자", "대학교", "재단", "건설", "연구원", "시청", "협회")


def word(chance, least=2, most=4):
    """Return an invented word of a few syllables."""
    return "".join(chance.choice(SYLLABLES) for _ in range(chance.randint(least, most)))


def article(chance):
    """Return three sentences, in any order, with new names and numbers."""
    body, person = (
        word(chance) + chance.choice(BODIES),
        chance.choice(SURNAMES) + word(chance, 2, 2),
    )
    day = f"{chance.randint(2000, 2026)}년 {chance.randint(1, 12)}월 {chance.randint(1, 28)}일"
    sentences = [
        f"{body} {person} 대표는 {day} {word(chance)}시에 점포 {chance.randint(2, 999)}곳을 열고"
        f" {chance.randint(1, 99_999)}억원을 투자했다고 밝혔다.",
        f"‘{word(chance)} {word(chance)}’ 사업에는 {word(chance)}구 주민"
        f" {chance.randint(10, 99_999):,}명이 참여해"
        f" 전년보다 {chance.randint(1, 999) / 10}% 늘었다.",
        f"{word(chance)}({word(chance, 3, 5)})와 {word(chance)}연구소는 {word(chance)} 지분을"
        f" {chance.randint(1, 500)}만 달러에 사들였다.",
    ]
    chance.shuffle(sentences)
    return " ".join(sentences)


def resident(what="VmRSS:"):
    """Return the MiB of memory that this process holds now, or held at most (VmHWM:), on Linux.

    The system's own `ru_maxrss` counts what the parent held when it started this process.
    """
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith(what)).split()[1]) / 1024


def main(settle, many):
    """Extract `settle` articles, then `many` more; print what is held after each, and the most."""
    import kfacts
    from kfacts.pipeline import to_json

    chance, extractor = random.Random(7), kfacts.load()
    held = []
    for count in (settle, many):
        for _ in range(count):
            to_json(extractor.extract(article(chance)))
        held.append(resident())
    peak = resident("VmHWM:")
    sys.stdout.write(f"{held[0]:.1f} {held[1]:.1f} {peak:.1f}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
