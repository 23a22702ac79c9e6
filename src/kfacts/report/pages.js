// The pages, and which of them stands for which address.

const NAV = ["overview", "articles", "entities", "facts", "graph", "review"];
const PATH = { overview: "" };

function navigation() {
  const current = location.hash.split("/")[1] ?? "";
  const parent = { article: "articles", entity: "entities" }[current] ?? current;
  document.getElementById("nav").replaceChildren(h("ul", {}, NAV.map((name) => h("li", {},
    h("a", { href: `#/${PATH[name] ?? name}`, "aria-current": (PATH[name] ?? name) === parent ? "page" : null }, t(name), name === "review" && marks.size ? ` (${marks.size})` : "")))));
  document.querySelector("#nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  document.getElementById("language").textContent = t("language");
  document.getElementById("foot").textContent = t("made_by", DATA.version);
}

const tile = (key, n, href) => h("a", { class: "tile", href }, h("b", {}, count(n)), h("span", {}, t(key)));
const mentionsOf = (e) => e.seen.reduce((sum, [, n]) => sum + n, 0);
const leading = (type, n) => entities.map((e, i) => [i, mentionsOf(e)]).filter(([i]) => entities[i].type === type).sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, n);

function overviewPage() {
  const all = Object.values(DATA.types).reduce((a, b) => a + b, 0);
  const years = [...group(facts.filter((f) => f.when?.start), (f) => [f.when.start.slice(0, 4)])].sort((a, b) => (a[0] < b[0] ? -1 : 1)).slice(-16);
  const undated = articles.filter((a) => !a.start).length;
  const largest = amounts(facts, true, 10);
  return [
    h("h1", { tabindex: "-1" }, t("overview")),
    h("p", { class: "lead" }, t("lead", count(articles.length), count(entities.length), count(facts.length))),
    h("div", { class: "tiles" }, tile("articles", articles.length, "#/articles"), tile("entities", entities.length, "#/entities"), tile("facts", facts.length, "#/facts"), tile("mentions", all, "#/articles")),
    h("div", { class: "grid" },
      section(t("by_type"), bars(TYPES.filter((type) => DATA.types[type]).map((type) => ({ label: badge(type), n: DATA.types[type], type })))),
      section(t("by_kind"), bars(["affiliation", "operates", "measure"].map((kind) => ({ label: t(kind), n: facts.filter((f) => f.kind === kind).length }))),
        years.length > 1 && [h("h3", {}, t("by_year")), bars(years.map(([year, list]) => ({ label: year, n: list.length })))])),
    section(t("leading"), h("div", { class: "grid three" }, NAMED.map((type) => h("div", {}, h("h3", {}, badge(type)),
      h("ol", { class: "rank" }, leading(type, 8).map(([e, n]) => h("li", {}, entityLink(e), h("span", { class: "faint" }, ` ${count(n)}`)))))))),
    largest.length > 0 && section(t("largest"), largest),
    undated > 0 && h("p", { class: "notice" }, `${t("no_reference")}: ${count(undated)}`),
  ];
}

function listPage(key, items, words, row) {
  const list = h("ul", { class: "plain lines" });
  const foot = h("div", {});
  const lower = items.map((i) => words(i).toLowerCase());
  const update = (text) => {
    const found = items.filter((_, n) => lower[n].includes(text.trim().toLowerCase()));
    list.replaceChildren();
    foot.replaceChildren(found.length ? unfolding(list, found, row) : empty());
    say(t("shown", count(items.length), count(found.length)));
  };
  update("");
  return [h("h1", { tabindex: "-1" }, t(key)),
    h("form", { class: "filters", role: "search", onsubmit: (event) => event.preventDefault() }, h("label", { class: "wide" }, t("search"), h("input", { type: "search", id: "search", oninput: (event) => update(event.target.value) }))),
    list, foot];
}

const articlesPage = () => listPage("articles", articles.map((_, i) => i), (i) => `${articles[i].title} ${articles[i].id}`, (i) => h("li", { class: "row" },
  h("span", {}, articleLink(i), h("span", { class: "faint small" }, " ", own(articles[i].id))),
  h("span", { class: "faint" }, [articles[i].start, `${t("mentions")} ${count(articles[i].mentions)}`, `${t("facts")} ${count(articles[i].facts)}`].filter(Boolean).join(" · "))));

const entitiesPage = () => listPage("entities", entities.map((_, i) => i).sort((a, b) => mentionsOf(entities[b]) - mentionsOf(entities[a]) || a - b), (i) => [entities[i].name, ...entities[i].aliases].join(" "), (i) => h("li", { class: "row" },
  h("span", {}, badge(entities[i].type), " ", entityLink(i), entities[i].aliases.length ? h("span", { class: "faint" }, " ", own(entities[i].aliases.slice(0, 4).join(", "))) : null),
  h("span", { class: "faint" }, `${t("articles")} ${count(entities[i].seen.length)} · ${t("mentions")} ${count(mentionsOf(entities[i]))}`)));

const AROUND = 60;
function context(article, m) {
  const { text } = textOf(article);
  const [start, end] = m.at;
  const link = { href: to.article(article, m.at.join("-")) };
  if (text === null) return h("a", link, own(m.text));
  const sentence = textOf(article).sentences[m.sentence] ?? [start - AROUND, end + AROUND];
  const from = Math.max(sentence[0], start - AROUND, 0);
  const until = Math.min(sentence[1], end + AROUND);
  return h("a", { ...link, class: "context", dir: "auto" }, from > sentence[0] ? "…" : "", text.slice(from, start), h("mark", {}, text.slice(start, end)), text.slice(end, until), until < sentence[1] ? "…" : "");
}

function entityPage(id) {
  const e = entityOf.get(id);
  if (e === undefined) return notFound();
  const entity = entities[e];
  const mine = factsByEntity.get(e) ?? [];
  const lines = h("ul", { class: "plain lines" });
  const more = unfolding(lines, mine, (f) => h("li", {}, factLine(f, (fact) => location.assign(to.article(fact.article, fact.at.join("-"))))), 40);
  const places = h("div", {});
  const morePlaces = unfolding(places, entity.seen, ([article]) => h("article", { class: "seen" }, h("h3", {}, articleLink(article)),
    h("ul", { class: "plain" }, textOf(article).mentions.filter((m) => m.entity === e).slice(0, 20).map((m) => h("li", {}, context(article, m))))), 20);
  const measures = mine.filter((f) => f.kind === "measure");
  const money = amounts(measures, false);
  const near = LINKS.filter((f) => f.organization === e || f.person === e || f.program === e);
  const around = LINKS.filter((f) => near.some((n) => n.organization === f.organization)).slice(0, 200);
  const dates = measures.some((f) => f.when?.start && f.when?.end);
  return [
    h("p", {}, badge(entity.type)), h("h1", { tabindex: "-1" }, own(entity.name)),
    entity.aliases.length > 0 && h("p", { class: "faint" }, `${t("aliases")}: `, own(entity.aliases.join(", "))),
    h("p", { class: "faint" }, `${t("articles")} ${count(entity.seen.length)} · ${t("mentions")} ${count(mentionsOf(entity))} · ${t("facts")} ${count(mine.length)}`),
    section(t("related"), mine.length ? lines : empty(), more),
    dates && section(t("timeline"), drawn((width) => timeline(measures, width))),
    money.length > 0 && section(t("amounts"), money),
    near.length > 0 && section(t("graph"), drawn((width) => graph(around, width, 24))),
    section(t("contexts"), places, morePlaces),
    (entity.links ?? []).length > 0 && section(t("merges"), h("ul", { class: "plain" }, entity.links.slice(0, 50).map(([left, right, why]) => h("li", {}, own(left), " = ", own(right), h("span", { class: "faint" }, ` ${why}`))))),
  ];
}

function graphPage() {
  let words = "";
  const named = (e) => e !== undefined && [entities[e].name, ...entities[e].aliases].join(" ").toLowerCase().includes(words);
  const chosen = () => LINKS.filter((f) => !words || named(f.organization) || named(f.person) || named(f.program));
  const box = h("div", {});
  const update = () => box.replaceChildren(drawn((width) => graph(chosen(), width)));
  update();
  return [h("h1", { tabindex: "-1" }, t("graph")), h("p", { class: "lead" }, t("graph_lead")),
    h("form", { class: "filters", role: "search", onsubmit: (event) => event.preventDefault() }, h("label", { class: "wide" }, t("graph_find"), h("input", { type: "search", id: "search", oninput: (event) => { words = event.target.value.trim().toLowerCase(); update(); } }))), box];
}

const notFound = () => [h("h1", { tabindex: "-1" }, t("not_found")), h("p", {}, h("a", { href: "#/" }, t("back")))];

const ROUTES = { "": overviewPage, articles: articlesPage, article: articlePage, entities: entitiesPage, entity: entityPage, facts: factsPage, graph: graphPage, review: reviewPage };

function decoded(part) {
  try { return decodeURIComponent(part); } catch { return part; }
}

let visited = false;
function route() {
  const [name = "", ...rest] = location.hash.replace(/^#\/?/, "").split("/").map(decoded);
  const page = Object.hasOwn(ROUTES, name) ? ROUTES[name] : notFound;
  const main = document.getElementById("main");
  document.documentElement.lang = lang;
  if (window.Highlight) CSS.highlights.delete("evidence");
  document.getElementById("offer")?.remove();
  main.replaceChildren(...page(...rest).flat(Infinity).filter(Boolean));
  navigation();
  const title = main.querySelector("h1");
  document.title = `${title.textContent} · kfacts`;
  if (visited) { window.scrollTo(0, 0); title.focus({ preventScroll: true }); }
  visited = true;
}

window.addEventListener("hashchange", () => { if (location.hash !== "#main") route(); });
document.addEventListener("selectionchange", offerSelection);
document.querySelector(".skip").addEventListener("click", (event) => { event.preventDefault(); document.getElementById("main").focus(); });
document.getElementById("language").addEventListener("click", () => { lang = lang === "ko" ? "en" : "ko"; route(); });
route();
