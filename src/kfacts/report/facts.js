// The table of facts: searched, filtered and sorted in memory, drawn a hundred rows at a time.

const COLUMNS = [
  { key: "kind", of: (f) => t(f.kind) },
  { key: "who", of: (f) => (subjectOf(f) === undefined ? "" : entities[subjectOf(f)].name) },
  { key: "what", of: (f) => f.metric ?? f.title ?? (f.program === undefined ? "" : entities[f.program].name) },
  { key: "value", of: (f) => size(f.value), numeric: true },
  { key: "when", of: (f) => f.when?.start ?? "" },
  { key: "article", of: (f) => articles[f.article].title },
];

// What the search box looks in; made once, when the table is first opened.
let haystacks = null;
function haystack(i) {
  haystacks ??= new Array(facts.length);
  const f = facts[i];
  haystacks[i] ??= [...ROLES.map((r) => (f[r] === undefined ? "" : [entities[f[r]].name, ...entities[f[r]].aliases].join(" "))),
    f.title, f.metric, f.value?.text, f.when?.text, f.rule, articles[f.article].title].join("\n").toLowerCase();
  return haystacks[i];
}

// Sort by a column; each word is compared once with the others, not each row. What is unknown
// stands last either way.
function sorted(list, column, down) {
  const keys = list.map(column.of);
  const blank = column.numeric ? Number.isNaN : (v) => v === "";
  const words = column.numeric ? [] : [...new Set(keys)].sort(new Intl.Collator(lang).compare);
  const rank = new Map(words.map((word, n) => [word, n]));
  const place = (key) => (blank(key) ? Infinity : (down ? -1 : 1) * (column.numeric ? key : rank.get(key)));
  const places = keys.map(place);
  const order = [...list.keys()].sort((a, b) => (places[a] === places[b] ? a - b : places[a] - places[b]));
  return order.map((n) => list[n]);
}

function factRow(fact) {
  const cell = (key, ...content) => h("td", { "data-label": t(key) }, ...content);
  const row = h("tr", {},
    cell("kind", badge(fact.kind, t(fact.kind))),
    cell("who", subjectOf(fact) === undefined ? "—" : entityLink(subjectOf(fact))),
    cell("what", ...what(fact)),
    cell("value", ...how(fact)),
    cell("when", ...when(fact)),
    cell("article", h("button", { type: "button", class: "quiet disclose", "aria-expanded": "false", onclick: (event) => unfold(event.currentTarget) },
      own(articles[fact.article].title))));
  const unfold = (button) => {
    const open = button.getAttribute("aria-expanded") === "true";
    button.setAttribute("aria-expanded", String(!open));
    if (open) row.nextElementSibling.remove();
    else row.after(h("tr", { class: "evidence" }, h("td", { colspan: COLUMNS.length }, evidence(fact))));
  };
  return row;
}

const LONGEST = 600;
function evidence(fact) {
  const data = textOf(fact.article);
  if (data.text === null) return h("p", {}, t("no_text"));
  const [start, end] = fact.at;
  const sentence = data.sentences[fact.sentence] ?? [start, end];
  const from = Math.max(Math.min(sentence[0], start), start - LONGEST);
  const until = Math.min(Math.max(sentence[1], end), end + LONGEST);
  return h("div", {},
    h("blockquote", { dir: "auto" }, data.text.slice(from, start), h("mark", {}, data.text.slice(start, end)), data.text.slice(end, until)),
    h("p", { class: "faint" }, t("rule"), " ", h("code", {}, fact.rule), " · ", h("a", { href: to.article(fact.article, fact.at.join("-")) }, t("open_article"))));
}

function factsPage() {
  const state = { text: "", kind: "", type: "", sort: null, down: false };
  const body = h("tbody", {});
  const foot = h("div", {});
  const shown = h("p", { class: "faint", id: "shown" });
  const table = h("table", { class: "facts" }, h("caption", { class: "unseen" }, t("facts")),
    h("thead", {}, h("tr", {}, COLUMNS.map(heading))), body);

  function heading(column) {
    const press = () => {
      state.down = state.sort === column ? !state.down : false;
      state.sort = column;
      update();
    };
    return h("th", { scope: "col", "aria-sort": "none" }, h("button", { type: "button", class: "sort", onclick: press }, t(column.key)));
  }
  function update() {
    const words = state.text.toLowerCase().split(/\s+/).filter(Boolean);
    let found = facts.filter((f, i) =>
      (!state.kind || f.kind === state.kind) && (!state.type || f.value?.type === state.type) &&
      words.every((word) => haystack(i).includes(word)));
    if (state.sort) found = sorted(found, state.sort, state.down);
    COLUMNS.forEach((column, n) =>
      table.tHead.rows[0].cells[n].setAttribute("aria-sort", column !== state.sort ? "none" : state.down ? "descending" : "ascending"));
    body.replaceChildren();
    foot.replaceChildren(found.length ? unfolding(body, found, factRow) : empty());
    shown.textContent = t("shown", count(facts.length), count(found.length));
    say(shown.textContent);
  }
  const choice = (key, field, values) => h("label", {}, t(key), h("select", { id: `by-${field}`, onchange: (event) => { state[field] = event.target.value; update(); } },
    h("option", { value: "" }, t("all")), values.map((value) => h("option", { value }, t(value)))));
  let timer;
  const search = h("input", { type: "search", id: "search", placeholder: t("search_hint"), oninput: (event) => {
    clearTimeout(timer);
    timer = setTimeout(() => { state.text = event.target.value; update(); }, 120);
  } });
  update();
  return [
    h("h1", { tabindex: "-1" }, t("facts")),
    h("form", { class: "filters", role: "search", onsubmit: (event) => event.preventDefault() },
      h("label", { class: "wide" }, t("search"), search),
      choice("kind", "kind", ["affiliation", "operates", "measure"]), choice("value_type", "type", ["money", "percent", "quantity"])),
    shown, h("div", { class: "scroll" }, table), foot,
  ];
}
