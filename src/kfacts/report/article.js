// One article: its text with every mention marked, and beside it what a mention says and why.

// Cut mentions into pieces that nest: one that crosses the end of another goes on after it.
function pieces(mentions) {
  const queue = mentions.map((m, i) => ({ i, start: m.at[0], end: m.at[1], last: true }));
  const order = (a, b) => a.start - b.start || b.end - a.end || a.i - b.i;
  queue.sort(order);
  const nested = [];
  const open = [];
  for (let n = 0; n < queue.length; n++) {
    const piece = { ...queue[n] };
    while (open.length && open.at(-1).end <= piece.start) open.pop();
    const around = open.at(-1);
    if (around && piece.end > around.end) {
      const rest = { ...piece, start: around.end };
      piece.end = around.end;
      piece.last = false;
      let after = n + 1;
      while (after < queue.length && order(rest, queue[after]) >= 0) after++;
      queue.splice(after, 0, rest);
    }
    nested.push(piece);
    open.push(piece);
  }
  return nested;
}

function marked(text, mentions, choose) {
  const block = h("div", { class: "text", dir: "auto" });
  const open = [{ element: block, end: Infinity }];
  let at = 0;
  const flow = (until) => {
    while (at < until) {
      while (open.at(-1).end <= at) close();
      const stop = Math.min(until, open.at(-1).end);
      open.at(-1).element.append(text.slice(at, stop));
      at = stop;
    }
  };
  const close = () => {
    const { element, type, last } = open.pop();
    if (last) element.append(h("span", { class: "tag" }, `${GLYPH[type]}${t(type)}`));
  };
  for (const piece of pieces(mentions)) {
    flow(piece.start);
    while (open.at(-1).end <= piece.start) close();
    const { type } = mentions[piece.i];
    const element = h("span", {
      class: `m t-${type}`, role: "button", tabindex: "-1", "data-m": piece.i, "aria-pressed": "false",
      onclick: (event) => { event.stopPropagation(); choose(piece.i, true); },
      onmouseover: (event) => { event.stopPropagation(); choose(piece.i, false); },
    });
    open.at(-1).element.append(element);
    open.push({ element, end: piece.end, type, last: piece.last });
  }
  flow(text.length);
  while (open.length > 1) close();
  return block;
}

function details(article, data, i, close) {
  const m = data.mentions[i];
  const rows = [];
  const row = (key, ...value) => rows.push(h("dt", {}, t(key)), h("dd", {}, ...value));
  if (m.value) {
    row("value", h("b", {}, told(m.type, m.value)));
    if (m.type !== "date" && exact(m.value) !== amount({ type: m.type, ...m.value })) row("measure", h("code", {}, exact({ type: m.type, ...m.value })));
    if (m.value.timex) row("date", h("code", {}, m.value.timex));
    if (m.value.mod) row("mod", h("code", {}, m.value.mod));
  } else {
    const entity = entities[m.entity];
    row("entity", entityLink(m.entity));
    if (entity.aliases.length) row("aliases", entity.aliases.flatMap((a, n) => [n ? ", " : "", own(a)]));
    const why = (data.links[m.entity] ?? []).find(([alias]) => alias === m.text);
    if (why) row("why", why[1]);
  }
  row("rule", h("code", {}, m.rule));
  row("place", `${count(codePoint(data.text, m.at[0]))}–${count(codePoint(data.text, m.at[1]))} · ${t("sentence")} ${m.sentence + 1}`);
  const uses = (factsByArticle.get(article) ?? []).filter((f) =>
    [f.value, f.when, f.base].some((v) => v?.mention === m.id) || (m.entity !== undefined && ROLES.some((r) => f[r] === m.entity)));
  return h("div", { class: "card" },
    h("button", { type: "button", class: "quiet close", onclick: close }, t("close")),
    h("p", {}, badge(m.type)), h("h2", { class: "big" }, own(m.text)), h("dl", {}, ...rows),
    uses.length > 0 && [h("h3", {}, t("used_in")), h("ul", { class: "plain" }, uses.slice(0, 12).map((f) => h("li", {}, factLine(f))))],
    !m.value && reviewButtons(m.text, m.type));
}

const codePoint = (text, unit) => (text === null ? unit : [...text.slice(0, unit)].length);

function factLine(fact, show) {
  const line = [badge(fact.kind, t(fact.kind)), " "];
  if (subjectOf(fact) !== undefined) line.push(entityLink(subjectOf(fact)), " ");
  line.push(...what(fact), " ", ...how(fact), " ", ...when(fact).map((w) => h("span", { class: "faint day" }, w)));
  const button = show && h("button", { type: "button", class: "quiet", onclick: () => show(fact) }, t("evidence"));
  return h("span", { class: "fact" }, ...line, button ? [" ", button] : null);
}

function articlePage(id, place) {
  const article = articleOf.get(id);
  if (article === undefined) return notFound();
  const head = articles[article];
  const data = textOf(article);
  const panel = h("aside", { class: "panel", "aria-label": t("details"), "aria-live": "polite" });
  const hint = () => h("div", { class: "card hint" }, h("p", { class: "faint" }, t("details_hint")));
  let pinned = -1;

  const choose = (i, pin) => {
    if (!pin && pinned >= 0) return;
    panel.replaceChildren(details(article, data, i, release));
    if (!pin) return;
    pinned = i;
    for (const old of body.querySelectorAll(".chosen")) { old.classList.remove("chosen"); old.setAttribute("aria-pressed", "false"); }
    for (const piece of body.querySelectorAll(`[data-m="${i}"]`)) { piece.classList.add("chosen"); piece.setAttribute("aria-pressed", "true"); }
  };
  const release = () => {
    if (panel.contains(document.activeElement)) body.querySelector(`[data-m="${pinned}"], .m[tabindex="0"]`)?.focus();
    pinned = -1;
    for (const old of body.querySelectorAll(".chosen")) { old.classList.remove("chosen"); old.setAttribute("aria-pressed", "false"); }
    panel.replaceChildren(hint());
  };

  const body = data.text === null ? withoutText(data, choose) : marked(data.text, data.mentions, choose);
  panel.append(hint());
  panel.addEventListener("keydown", (event) => { if (event.key === "Escape") release(); });
  moveByKeys(body, choose, release);
  const show = (fact) => location.assign(to.article(article, fact.at.join("-")));
  const mine = factsByArticle.get(article) ?? [];
  const list = h("ul", { class: "plain lines" });
  const more = unfolding(list, mine, (f) => h("li", {}, factLine(f, show)), 60);
  if (place && data.text !== null) requestAnimationFrame(() => point(body, data.text, place));

  return [
    h("h1", { tabindex: "-1" }, own(head.title)),
    h("p", { class: "faint" }, own(head.path ?? head.id), " · ", head.publisher && [own(head.publisher), " · "], t("characters", count(head.length)), " · ", t("reference"), " ",
      head.start ? (head.start === head.end ? head.start : `${head.start} – ${head.end}`) : t("unknown")),
    data.text === null && h("p", { class: "notice" }, t("no_text")),
    legend(body, data.mentions),
    h("div", { class: "split" }, body, panel),
    section(`${t("facts_here")} (${count(mine.length)})`, mine.length ? list : empty(), more),
  ];
}

function withoutText(data, choose) {
  return h("div", { class: "text" }, data.mentions.map((m, i) =>
    h("span", { class: `m t-${m.type}`, role: "button", tabindex: "-1", "data-m": i, "aria-pressed": "false", onclick: () => choose(i, true), onmouseover: () => choose(i, false) },
      own(m.text), h("span", { class: "tag" }, `${GLYPH[m.type]}${t(m.type)}`))).flatMap((m) => [m, " "]));
}

// One stop of the Tab key for the whole text; the arrows move between mentions.
function moveByKeys(body, choose, release) {
  const stops = () => [...body.querySelectorAll(".m")].filter((m) => m.offsetParent !== null && !m.classList.contains("off"));
  const first = body.querySelector(".m");
  if (first) first.tabIndex = 0;
  body.addEventListener("focusin", (event) => {
    if (!event.target.matches(".m")) return;
    for (const old of body.querySelectorAll('.m[tabindex="0"]')) old.tabIndex = -1;
    event.target.tabIndex = 0;
    choose(Number(event.target.dataset.m), false);
  });
  body.addEventListener("keydown", (event) => {
    if (!event.target.matches(".m")) return;
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step) {
      const all = stops();
      all[(all.indexOf(event.target) + step + all.length) % all.length].focus();
    } else if (event.key === "Enter" || event.key === " ") {
      choose(Number(event.target.dataset.m), true);
    } else if (event.key === "Escape") {
      release();
    } else {
      return;
    }
    event.preventDefault();
  });
}

function legend(body, mentions) {
  const present = TYPES.filter((type) => mentions.some((m) => m.type === type));
  const toggle = (type, on) => {
    for (const m of body.querySelectorAll(`.m.t-${type}`)) m.classList.toggle("off", !on);
  };
  return h("fieldset", { class: "legend" }, h("legend", { class: "unseen" }, t("types_shown")),
    present.map((type) => h("label", { class: `key t-${type}` },
      h("input", { type: "checkbox", checked: true, onchange: (event) => toggle(type, event.target.checked) }),
      badge(type), h("span", { class: "faint" }, count(mentions.filter((m) => m.type === type).length)))));
}

// Bring the place of a fact into view and mark it.
function point(body, text, place) {
  const [start, end] = place.split("-").map(Number);
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT, (node) =>
    (node.parentElement.closest(".tag") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT));
  const range = document.createRange();
  let at = 0;
  let found = false;
  while (walker.nextNode()) {
    const { data } = walker.currentNode;
    if (!found && start < at + data.length) { range.setStart(walker.currentNode, Math.max(start - at, 0)); found = true; }
    if (found && end <= at + data.length) { range.setEnd(walker.currentNode, end - at); break; }
    at += data.length;
  }
  if (!found) return;
  if (window.Highlight) CSS.highlights.set("evidence", new Highlight(range));
  const top = range.getBoundingClientRect().top + window.scrollY - window.innerHeight / 3;
  window.scrollTo({ top: Math.max(top, 0) });
}
