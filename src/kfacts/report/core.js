// The data, the words of the two languages, and the making of elements.
// Elements are made, never parsed: no text of an article can become markup.

const DATA = JSON.parse(document.getElementById("index").textContent);
const { articles, entities, facts } = DATA;
const NAMED = ["organization", "person", "program"];
const VALUED = ["money", "percent", "quantity", "date"];
const TYPES = [...NAMED, ...VALUED];
const GLYPH = { organization: "■", person: "●", program: "◆", money: "₩", date: "▦", percent: "%", quantity: "#" };

let lang = DATA.lang;
const t = (key, ...values) =>
  (DATA.words[lang][key] ?? key).replace(/\{(\d)\}/g, (_, i) => values[i]);
const count = (n) => n.toLocaleString(lang);

const articleOf = new Map(articles.map((a, i) => [a.id, i]));
const entityOf = new Map(entities.map((e, i) => [e.id, i]));

const texts = new Map();
function textOf(article) {
  if (!texts.has(article)) {
    texts.set(article, JSON.parse(document.getElementById(`text-${article}`).textContent));
  }
  return texts.get(article);
}

function group(list, keysOf) {
  const groups = new Map();
  for (const item of list) {
    for (const key of keysOf(item)) {
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(item);
    }
  }
  return groups;
}

const ROLES = ["person", "organization", "program", "subject"];
const factsByArticle = group(facts, (f) => [f.article]);
const factsByEntity = group(facts, (f) => new Set(ROLES.map((r) => f[r]).filter((e) => e !== undefined)));

// --- elements -------------------------------------------------------------------------------

function fill(element, props, children) {
  for (const [key, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key.startsWith("--")) element.style.setProperty(key, value);
    else element.setAttribute(key, value === true ? "" : value);
  }
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) element.append(child);
  }
  return element;
}

const h = (tag, props, ...children) => fill(document.createElement(tag), props, children);
const svg = (tag, props, ...children) =>
  fill(document.createElementNS("http://www.w3.org/2000/svg", tag), props, children);

// Words of an article or a user: kept from turning the direction of what stands around them.
const own = (text) => h("bdi", {}, text);
const badge = (type, text) =>
  h("span", { class: `badge t-${type}` }, h("span", { "aria-hidden": "true" }, GLYPH[type] ?? "", " "), text ?? t(type));

const to = {
  article: (i, place) => `#/article/${encodeURIComponent(articles[i].id)}${place ? `/${place}` : ""}`,
  entity: (i) => `#/entity/${encodeURIComponent(entities[i].id)}`,
};
const articleLink = (i, place) => h("a", { href: to.article(i, place) }, own(articles[i].title));
const entityLink = (i) =>
  h("a", { href: to.entity(i), class: `name t-${entities[i].type}` },
    h("span", { class: "glyph", "aria-hidden": "true" }, GLYPH[entities[i].type]), own(entities[i].name));

const say = (text) => { document.getElementById("live").textContent = text; };
const section = (title, ...children) => h("section", {}, h("h2", {}, title), ...children);
const empty = () => h("p", { class: "faint" }, t("nothing"));

// A list that shows its first items and makes the rest when asked for, so that a thousand are quick.
function unfolding(parent, items, make, step = 100) {
  let shown = 0;
  const button = h("button", { type: "button", class: "more" });
  const grow = () => {
    parent.append(...items.slice(shown, shown + step).map(make));
    shown = Math.min(shown + step, items.length);
    button.textContent = `${t("more")} (${count(shown)} / ${count(items.length)})`;
    button.hidden = shown >= items.length;
  };
  button.addEventListener("click", grow);
  grow();
  return button;
}
