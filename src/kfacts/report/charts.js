// Drawings: bars, amounts on a scale of powers of ten, a timeline, and who runs what.
// Each stands beside the same facts in words, and is laid out the same way every time.

function bars(rows) {
  const most = Math.max(...rows.map((r) => r.n), 1);
  return h("ul", { class: "bars" }, rows.map((r) => h("li", {},
    h("span", { class: "label" }, r.label), h("span", { class: "track" }, h("span", { class: `bar-fill t-${r.type ?? "plain"}`, "--w": `${(100 * r.n) / most}%` })),
    h("span", { class: "number" }, count(r.n)))));
}

// --- amounts --------------------------------------------------------------------------------

function amounts(list, withSubject, limit = 30) {
  const money = list.filter((f) => f.value?.type === "money" && size(f.value) > 0);
  return [...group(money, (f) => [f.value.currency])]
    .sort((a, b) => b[1].length - a[1].length)
    .map(([currency, rows]) => h("div", {}, h("h3", {}, currency), amountRows(rows, withSubject, limit)));
}

function amountRows(rows, withSubject, limit) {
  const ends = (f) => [Number(f.value.min ?? f.value.max), Number(f.value.max ?? f.value.min)].map((n) => Math.log10(Math.max(n, 1)));
  const all = rows.flatMap(ends);
  const low = Math.floor(Math.min(...all));
  const high = Math.max(Math.ceil(Math.max(...all)), low + 1);
  const at = (x) => (100 * (x - low)) / (high - low);
  const sorted = [...rows].sort((a, b) => size(b.value) - size(a.value));
  const line = (f) => {
    const [from, until] = ends(f).map(at);
    const name = f.metric || f.value.text;
    return h("li", {}, h("span", { class: "label" }, withSubject && f.subject !== undefined ? [entityLink(f.subject), " "] : null, own(name)),
      h("span", { class: "scale" }, h("a", { class: `dot ${f.status}`, href: to.article(f.article, f.at.join("-")), "--x": `${from}%`, "--w": `${until - from}%`, title: f.when ? dated(f.when) : null, "aria-label": `${name} ${amount(f.value)}` })),
      h("span", { class: "number" }, ...how(f)));
  };
  const powers = [];
  const step = Math.max(1, Math.ceil((high - low) / 4));
  for (let p = low; p <= high; p += step) powers.push(h("span", { "--x": `${at(p)}%` }, readable(String(10n ** BigInt(p)))));
  return [h("ul", { class: "amounts" }, h("li", { class: "axis", "aria-hidden": "true" }, h("span", {}), h("span", { class: "scale" }, powers), h("span", {})),
    sorted.slice(0, limit).map(line)),
  sorted.length > limit && h("p", { class: "faint" }, t("measure_many", count(sorted.length - limit)))];
}

// --- timeline -------------------------------------------------------------------------------

const DAY = 86_400_000;
const STEPS = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200];
const utc = (iso) => Date.parse(`${iso}T00:00:00Z`);

function ticks(from, until) {
  const [a, b] = [new Date(from), new Date(until)];
  const months = (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth();
  const step = STEPS.find((s) => months / s <= 6) ?? STEPS.at(-1);
  const first = Math.ceil((a.getUTCFullYear() * 12 + a.getUTCMonth()) / step) * step;
  const found = [];
  for (let m = first; ; m += step) {
    const time = Date.UTC(Math.floor(m / 12), m % 12, 1);
    if (time > until) return found;
    const label = step >= 12 ? String(Math.floor(m / 12)) : `${Math.floor(m / 12)}.${String((m % 12) + 1).padStart(2, "0")}`;
    if (time >= from) found.push({ time, label });
  }
}

const ROW = 24;
const wide = (text) => [...text].reduce((w, c) => w + (c > "\u0fff" ? 12.5 : 7), 0);
const shorten = (text, room) => {
  let w = 0;
  const kept = [...text].filter((c) => (w += c > "\u0fff" ? 12.5 : 7) <= room);
  return kept.length < [...text].length ? `${kept.slice(0, -1).join("")}…` : text;
};

function timeline(list, width, limit = 40) {
  const items = list.filter((f) => f.when?.start && f.when?.end)
    .map((f) => ({ f, from: utc(f.when.start), until: utc(f.when.end) + DAY }))
    .filter((item) => item.until > item.from)
    .sort((a, b) => a.from - b.from || b.until - a.until);
  if (!items.length) return null;
  const shown = items.slice(-limit);
  let [from, until] = [Math.min(...shown.map((i) => i.from)), Math.max(...shown.map((i) => i.until))];
  const pad = Math.max((until - from) * 0.03, 15 * DAY);
  [from, until] = [from - pad, until + pad];
  const x = (time) => 8 + ((width - 16) * (time - from)) / (until - from);
  const lanes = [];
  const marks = shown.map(({ f, ...span }) => {
    const text = shorten(`${f.metric || "—"} ${amount(f.value)}`, width * 0.7);
    const [left, right] = [x(span.from), Math.max(x(span.until), x(span.from) + 8)];
    const room = wide(text) + 10;
    const before = right + room > width && left - room > 0;
    const textAt = before ? left - 5 : Math.min(right + 5, width - room);
    const [first, last] = before ? [left - room, right] : [left, Math.max(right, textAt + room)];
    let lane = lanes.findIndex((end) => end < first);
    if (lane < 0) lane = lanes.length;
    lanes[lane] = last;
    const y = 30 + lane * ROW;
    return svg("a", { href: to.article(f.article, f.at.join("-")), class: `event ${f.status}` },
      svg("title", {}, `${dated(f.when)} ${f.metric ?? ""} ${amount(f.value)}`),
      svg("rect", { x: left, y, width: right - left, height: 14, rx: 4, class: `t-${f.value.type}` }),
      svg("text", { x: textAt, y: y + 11, "text-anchor": before ? "end" : "start" }, text));
  });
  const height = 36 + lanes.length * ROW;
  return h("figure", {}, svg("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": t("timeline") },
    ticks(from, until).map(({ time, label }) => svg("g", { class: "tick" }, svg("line", { x1: x(time), x2: x(time), y1: 20, y2: height }), svg("text", { x: x(time), y: 13, "text-anchor": "middle" }, label))),
    marks), items.length > limit && h("figcaption", { class: "faint" }, t("measure_many", count(items.length - limit))));
}

// --- who works where, who runs what -----------------------------------------------------------

const LINKS = facts.filter((f) => f.kind !== "measure" && f.organization !== undefined);

// Three columns: an edge has an organisation at one end. The most connected organisations come
// first; people and programs stand by the middle of their organisations, so that few edges cross.
function columns(links, most) {
  const byOrganization = [...group(links, (f) => [f.organization])].sort((a, b) => b[1].length - a[1].length || a[0] - b[0]);
  const order = [];
  let others = 0;
  for (const [organization, own] of byOrganization) {
    const size = new Set(own.map((f) => f.person ?? f.program)).size;
    if (order.length && others + size > most) continue;
    others += size;
    order.push(organization);
  }
  const rank = new Map(order.map((e, i) => [e, i]));
  const kept = links.filter((f) => rank.has(f.organization));
  const side = (role) => {
    const ends = [...group(kept.filter((f) => f[role] !== undefined), (f) => [f[role]])]
      .map(([e, own]) => [e, own.reduce((sum, f) => sum + rank.get(f.organization), 0) / own.length]);
    return ends.sort((a, b) => a[1] - b[1] || a[0] - b[0]).map(([e]) => e);
  };
  return { kept, people: side("person"), organizations: order, programs: side("program") };
}

function graph(links, width, most = 60) {
  if (!links.length) return empty();
  const { kept, people, organizations, programs } = columns(links, most);
  const height = Math.max(people.length * 28, organizations.length * 36, programs.length * 28) + 16;
  const column = [width * 0.24, width * 0.5, width * 0.76];
  const place = new Map();
  const spread = (list, n) => list.forEach((e, i) => place.set(`${n}:${e}`, [column[n], (height * (i + 0.5)) / list.length]));
  spread(people, 0); spread(organizations, 1); spread(programs, 2);
  const edge = (f) => {
    const [n, end] = f.person !== undefined ? [0, f.person] : [2, f.program];
    const [x1, y1] = place.get(`1:${f.organization}`);
    const [x2, y2] = place.get(`${n}:${end}`);
    const middle = (x1 + x2) / 2;
    return svg("path", { d: `M${x1},${y1} C${middle},${y1} ${middle},${y2} ${x2},${y2}`, "data-a": f.organization, "data-b": end }, svg("title", {}, f.title ?? t("operates")));
  };
  const node = (n, room, anchor, shift) => (e) => {
    const [x, y] = place.get(`${n}:${e}`);
    const { name, type } = entities[e];
    const label = shorten(name, room);
    return svg("a", { href: to.entity(e), class: `node t-${type}`, "data-e": e, "aria-label": name },
      svg("title", {}, name), shape(type, x, y),
      svg("text", { x: x + shift, y: n === 1 ? y + 17 : y + 4, "text-anchor": anchor }, label));
  };
  const picture = svg("svg", { width, height, viewBox: `0 0 ${width} ${height}`, class: "graph", role: "group", "aria-label": t("graph") },
    svg("g", { class: "edges" }, kept.map(edge)),
    people.map(node(0, width * 0.22 - 12, "end", -10)), organizations.map(node(1, width * 0.3, "middle", 0)), programs.map(node(2, width * 0.22 - 12, "start", 10)));
  const light = (event) => {
    const e = event.target.closest?.(".node")?.dataset.e;
    picture.classList.toggle("lit", e !== undefined);
    for (const path of picture.querySelectorAll("path[data-a]")) path.classList.toggle("on", path.dataset.a === e || path.dataset.b === e);
  };
  for (const name of ["mouseover", "focusin", "mouseout", "focusout"]) picture.addEventListener(name, light);
  const hidden = links.length - kept.length;
  return h("figure", {}, picture, hidden > 0 && h("figcaption", { class: "faint" }, t("measure_many", count(hidden))));
}

function shape(type, x, y) {
  if (type === "person") return svg("circle", { cx: x, cy: y, r: 5.5 });
  if (type === "program") return svg("path", { class: "shape", d: `M${x},${y - 7} l7,7 l-7,7 l-7,-7 z` });
  return svg("rect", { x: x - 5.5, y: y - 5.5, width: 11, height: 11, rx: 2 });
}

// A drawing that is drawn for the width it has, and again when that changes.
function drawn(draw) {
  const box = h("div", { class: "drawn" });
  let width = 0;
  new ResizeObserver(([entry]) => {
    const now = Math.floor(entry.contentRect.width);
    if (now === width || now === 0) return;
    width = now;
    box.replaceChildren(...[draw(width)].flat().filter(Boolean));
  }).observe(box);
  return box;
}
