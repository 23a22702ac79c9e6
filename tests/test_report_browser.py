"""The report in a real browser: what a reader does with it, and what a hostile article can not."""

import shutil

import pytest
import sample
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

from kfacts.report import write_report
from kfacts.results import open_results

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
# The text of an element without the labels of its mentions.
WORDS = """(element) => {
  const copy = element.cloneNode(true);
  copy.querySelectorAll('.tag').forEach((tag) => tag.remove());
  return copy.textContent;
}"""
SELECT_TWO = """(element) => {
  const range = document.createRange();
  range.setStart(element.lastChild, 1);
  range.setEnd(element.lastChild, 3);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""
# The contrast of each label with the grounds below it, drawn one over the other.
CONTRASTS = """() => {
  const pixel = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const drawn = (colours) => {
    pixel.clearRect(0, 0, 1, 1);
    for (const colour of colours) { pixel.fillStyle = colour; pixel.fillRect(0, 0, 1, 1); }
    return [...pixel.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const linear = (v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const light = (rgb) => rgb.map((v) => linear(v / 255))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  return [...document.querySelectorAll('.tag')].slice(0, 40).map((tag) => {
    const grounds = [];
    for (let e = tag; e; e = e.parentElement) grounds.unshift(getComputedStyle(e).backgroundColor);
    const [a, b] = [light(drawn(grounds)), light(drawn([...grounds, getComputedStyle(tag).color]))];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  });
}"""
PAGES = ("#/", "#/articles", "#/article/spring", "#/entities", "#/entity/k1", "#/facts", "#/graph")

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")


def hostile():
    """An article that tries everything, with mentions that overlap and one in an endless line."""
    text = (
        "</script><script>window.hacked = 1</script><img src=x onerror=hacked=1>\n"
        "'\"><b>굵게</b> {{7*7}} ${7*7} \u202e뒤집힌 글\u202c \u0000 "
        "👩‍🌾 서울 새벽농장 대표 윤새벽\n"
    ) + "끝없는 줄 " * 180_000
    b = sample.Builder("hostile", text + "마지막농장")
    b.name("organization", "서울 새벽농장", "e1")
    b.name("program", "새벽농장 대표", "e2")
    b.name("person", "<b>굵게</b>", "e3")
    b.name("organization", "마지막농장", "e4")
    b.fact("서울 새벽농장", kind="affiliation", person="e3", organization="e1", title="<i>대표</i>")
    return b.record(), text + "마지막농장"


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    articles = [*sample.ARTICLES, hostile()]
    out = sample.folder(tmp_path_factory.mktemp("out"), articles)
    write_report(open_results(out), out / "report.html")
    return (out / "report.html").as_uri()


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser, address):
    """Open a page of the report; at the end nothing may have gone wrong on the way."""
    troubles = []
    contexts = []

    def open_at(place, width=1280, scheme="light"):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, locale="ko-KR"
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: troubles.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("dialog", lambda dialog: troubles.append(dialog.message))
        page.on("request", lambda r: r.url.startswith(("file:", "data:")) or troubles.append(r.url))
        page.goto(address + place)
        page.wait_for_selector("h1")
        return page

    yield open_at
    for context in contexts:
        context.close()
    assert troubles == []


def column(page, number):
    return page.locator(
        f"table.facts tbody tr:not(.evidence) td:nth-child({number})"
    ).all_inner_texts()


def test_the_overview_counts_what_is_there(open_page):
    page = open_page("#/")
    assert page.locator(".tile b").all_inner_texts() == ["3", "7", "8", "20"]
    page.get_by_role("link", name="바른물산").first.click()
    expect(page.locator("h1")).to_have_text("바른물산")


def test_facts_are_searched_and_filtered(open_page):
    page = open_page("#/facts")
    page.get_by_label("찾기").fill("동네장터 참여")
    expect(page.locator("#shown")).to_have_text("8건 중 1건")
    assert column(page, 3) == ["참여 점포"]
    page.get_by_label("찾기").fill("")
    page.get_by_label("값의 종류").select_option("quantity")
    expect(page.locator("#shown")).to_have_text("8건 중 2건")
    assert column(page, 4) == ["31만명 초과", "4,200곳"]
    page.get_by_label("값의 종류").select_option("percent")
    expect(page.get_by_text("해당하는 것이 없습니다")).to_be_visible()


def test_facts_are_sorted_by_number_with_the_unknown_last(open_page):
    page = open_page("#/facts")
    page.get_by_role("button", name="값", exact=True).click()
    shown = [" ".join(cell.split()) for cell in column(page, 4)]
    assert shown[:4] == ["4,200곳", "31만명 초과", "30억~50억원 계획", "1,250억원 ▲ 증가"]
    heading = page.get_by_role("columnheader", name="값")
    assert heading.get_attribute("aria-sort") == "ascending"
    page.get_by_role("button", name="값", exact=True).press("Enter")
    assert heading.get_attribute("aria-sort") == "descending"
    assert column(page, 4)[0].startswith("1,250억원")
    assert column(page, 4)[4:] == [""] * 4


def test_a_fact_opens_to_its_evidence_and_its_article(open_page):
    page = open_page("#/facts")
    page.get_by_label("찾기").fill("회원")
    expect(page.locator("#shown")).to_have_text("8건 중 1건")
    page.locator(".disclose").click()
    assert page.locator(".evidence mark").inner_text() == "회원이 31만명"
    page.get_by_role("link", name="기사에서 보기").click()
    page.wait_for_function("CSS.highlights.get('evidence')")  # the article is drawn after the click
    marked = page.evaluate("[...CSS.highlights.get('evidence')][0].toString()")
    assert marked.startswith("회원이 31만명")


def test_mentions_tell_their_value_and_rule_by_mouse_and_keyboard(open_page):
    page = open_page("#/article/spring")
    page.locator(".m.t-quantity").first.hover()
    panel = page.locator(".panel")
    assert "31만명 초과" in panel.inner_text()
    assert "quantity.plain" in panel.inner_text()

    page.locator(".m").first.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    assert "대표" in panel.inner_text() or "서지안" in panel.inner_text()
    page.keyboard.press("Enter")
    assert page.locator(".chosen").count() == 1
    page.locator(".m.t-money").first.hover()
    assert page.locator(".chosen").count() == 1
    page.keyboard.press("Escape")
    assert page.locator(".chosen").count() == 0
    assert page.evaluate("document.querySelectorAll('.m[tabindex=\"0\"]').length") == 1


def test_a_phone_sorts_and_closes_what_it_opened(open_page):
    page = open_page("#/facts", width=360)
    page.get_by_role("button", name="값", exact=True).click()
    assert column(page, 4)[0] == "4,200곳"
    assert (
        page.locator("#nav [aria-current]").evaluate("e => e.getBoundingClientRect().right") <= 360
    )

    page = open_page("#/article/spring", width=360)
    panel = page.locator(".panel")
    assert panel.is_hidden()
    page.locator(".m.t-quantity").first.click()
    assert "31만명 초과" in panel.inner_text()
    page.get_by_role("button", name="닫기").click()
    assert panel.is_hidden()
    assert page.locator(".chosen").count() == 0
    assert page.evaluate("document.activeElement.className").startswith("m ")


def test_escape_closes_from_inside_what_was_opened(open_page):
    page = open_page("#/article/spring")
    page.locator(".m.t-organization").first.click()
    page.locator(".panel a").first.focus()
    page.keyboard.press("Escape")
    assert page.locator(".chosen").count() == 0
    assert page.evaluate("document.activeElement.className").startswith("m ")


@pytest.mark.parametrize("place", PAGES)
def test_the_focus_is_seen_wherever_the_tab_key_goes(open_page, place):
    page = open_page(place, width=800)
    seen = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        told = page.evaluate(
            """() => {
              const element = document.activeElement, box = element.getBoundingClientRect();
              return [element.outerHTML.slice(0, 80), getComputedStyle(element).outlineStyle,
                      box.width > 0 && box.bottom > 0 && box.top < innerHeight];
            }"""
        )
        if told[0].startswith("<body"):
            break
        seen.add(told[0])
        assert told[1:] == ["solid", True], told
    assert len(seen) > 5


def test_a_type_can_be_left_out(open_page):
    page = open_page("#/article/spring")
    page.get_by_label("조직").uncheck()
    assert page.locator(".m.t-organization.off").count() == 2
    assert page.locator(".m.t-organization .tag").first.is_hidden()


def test_hostile_text_is_text(open_page):
    record, text = hostile()
    page = open_page("#/article/hostile")
    shown = page.locator(".text").evaluate(WORDS)
    assert shown == text
    assert page.evaluate("window.hacked") is None
    assert page.locator(".text img, .text b, .text script").count() == 0
    assert page.locator("title").inner_text().startswith("'\"><b>굵게</b>")
    page.locator(".m").last.click()
    assert f"{record.mentions[-1].start:,}" in page.locator(".panel").inner_text()


def test_mentions_that_cross_are_both_whole(open_page):
    page = open_page("#/article/hostile")
    pieces = {}
    for piece in page.locator(".m").all():
        number = piece.get_attribute("data-m")
        pieces[number] = pieces.get(number, "") + piece.evaluate(WORDS)
    assert list(pieces.values()) == ["<b>굵게</b>", "서울 새벽농장", "새벽농장 대표", "마지막농장"]


def test_entities_show_their_places_amounts_and_relations(open_page):
    page = open_page("#/entity/k1")
    assert page.locator(".context mark").all_inner_texts() == ["바른물산"] * 3
    assert page.locator(".amounts .label").all_inner_texts()[-2:] == ["매출", "투자"]
    page.wait_for_selector(".graph .node")
    names = page.locator(".graph .node text").all_text_contents()
    assert names == ["서지안", "바른물산", "동네장터"]
    assert page.locator(".event").count() == 2


def test_the_review_becomes_a_names_file(open_page):
    page = open_page("#/article/spring")
    page.locator(".m.t-program").first.click()
    page.get_by_role("button", name="이름이 아님").click()
    page.locator(".m.t-person").first.click()
    page.locator("#retype").select_option("organization")
    page.locator(".text").evaluate(SELECT_TWO)
    page.locator("#offer-type").select_option("program")
    page.get_by_role("link", name="검토 (3)").click()
    lines = page.locator("#names").input_value().splitlines()
    assert lines[0] == "name\ttype"
    assert lines[1:3] == ["동네장터\tnone", "서지안\torganization"]
    with page.expect_download() as download:
        page.get_by_role("button", name="이름 파일 저장").click()
    assert download.value.suggested_filename == "names.tsv"
    assert download.value.path().read_text(encoding="utf-8").splitlines() == lines


def test_the_language_can_be_changed(open_page):
    page = open_page("#/")
    page.get_by_role("button", name="English").click()
    expect(page.locator("h1")).to_have_text("Overview")
    assert page.locator("html").get_attribute("lang") == "en"


def test_an_unknown_place_says_so(open_page):
    page = open_page("#/entity/%E0%A4%A")
    assert page.locator("h1").inner_text() == "그런 쪽이 없습니다."


@pytest.mark.parametrize("width", [320, 360, 820, 1440])
def test_no_page_scrolls_sideways(open_page, width):
    page = open_page("#/", width)
    for place in PAGES:
        page.evaluate("(place) => { location.hash = place; }", place)
        page.wait_for_timeout(60)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("scheme", "places"), [("light", PAGES), ("dark", PAGES[:3])])
def test_no_page_breaks_the_accessibility_guidelines(open_page, scheme, places):
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    page = open_page("#/", scheme=scheme)
    for place in places:
        page.evaluate("(place) => { location.hash = place; }", place)
        page.wait_for_timeout(60)
        if place.startswith("#/article/"):
            page.locator(".m").first.click()
        found = Axe().run(page, options={"runOnly": rules}).response
        assert [(place, v["id"], v["nodes"][0]["html"]) for v in found["violations"]] == []
        assert len(found["passes"]) > 10


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", ["", ".hover()", ".click()"])
def test_labels_can_be_read_on_whatever_ground_they_stand(open_page, scheme, state):
    """Axe cannot tell the ground of a label that stands in a mention in a mention."""
    page = open_page("#/article/hostile", scheme=scheme)
    if state:
        mention = page.locator(".m").nth(0)
        mention.hover() if state == ".hover()" else mention.click()
    ratios = page.evaluate(CONTRASTS)
    assert len(ratios) > 3
    assert min(ratios) >= 4.5


def test_print_leaves_the_controls_out(open_page):
    page = open_page("#/article/spring")
    page.emulate_media(media="print")
    assert page.locator(".bar").is_hidden()
    assert page.locator(".legend").is_hidden()
    assert page.locator(".text").is_visible()
