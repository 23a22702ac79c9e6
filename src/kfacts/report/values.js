// Numbers, amounts and dates as people read them. Numbers stay decimal strings: nothing is rounded.

const MYRIADS = [[16, "경"], [12, "조"], [8, "억"], [4, "만"]];

function grouped(number) {
  const [whole, fraction] = number.split(".");
  const commas = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return fraction ? `${commas}.${fraction}` : commas;
}

// 125000000000 → 1,250억; null where that says no more than the number itself.
function myriads(number) {
  const match = /^(-?)(\d+)$/.exec(number);
  if (!match || match[2].length <= 4) return null;
  let rest = BigInt(match[2]);
  const parts = [];
  for (const [power, word] of MYRIADS) {
    const unit = 10n ** BigInt(power);
    if (rest >= unit) parts.push(`${grouped(String(rest / unit))}${word}`);
    rest %= unit;
  }
  if (rest > 0n) parts.push(grouped(String(rest)));
  return parts.length > 2 ? null : match[1] + parts.join(" ");
}

const readable = (number) => (lang === "ko" && myriads(number)) || grouped(number);

function unitOf(value) {
  if (value.currency) return value.currency === "KRW" && lang === "ko" ? "원" : ` ${value.currency}`;
  if (value.unit) return /^[A-Za-z]/.test(value.unit) ? ` ${value.unit}` : value.unit;
  return value.type === "percent" || "point" in value ? (value.point ? "%p" : "%") : "";
}

function bounded(value, text) {
  if (value.bound === "min") return phrase(value.inclusive === false ? "more_than" : "at_least", text);
  if (value.bound === "max") return phrase(value.inclusive === false ? "less_than" : "at_most", text);
  return value.approx ? (lang === "ko" ? `약 ${text}` : `${t("approx")} ${text}`) : text;
}
const phrase = (key, text) => (lang === "ko" ? `${text} ${t(key)}` : `${t(key)} ${text}`);

function amount(value) {
  const { min, max } = value;
  if (min === undefined && max === undefined) return t("unknown");
  const range = min === max ? readable(min) : [min, max].map((n) => (n === undefined ? "" : readable(n))).join("~");
  const text = min === undefined || max === undefined ? readable(min ?? max) : range;
  const per = value.per ? ` (${t("per", value.per)})` : "";
  return bounded(value, text + unitOf(value)) + per;
}

function exact(value) {
  const ends = [value.min, value.max].map((n) => (n === undefined ? "" : grouped(n)));
  return (ends[0] === ends[1] ? ends[0] : ends.join(" – ")) + (value.currency ? ` ${value.currency}` : unitOf(value));
}

function dated(value) {
  if (value.kind !== "date") return `${t(value.kind)} ${value.timex ?? ""}`;
  if (!value.start && !value.end) return value.timex ?? t("unresolved");
  return value.start === value.end ? value.start : `${value.start ?? ""} – ${value.end ?? ""}`;
}

const told = (type, value) => (type === "date" ? dated(value) : amount({ type, ...value }));
// The size of a number for sorting and drawing, where a double is exact enough.
const size = (value) => (value ? Number(value.min ?? value.max ?? NaN) : NaN);

const CHANGE = { increase: "▲", decrease: "▼" };

function subjectOf(fact) {
  return fact.person ?? fact.organization ?? fact.subject;
}
function what(fact) {
  if (fact.kind === "affiliation") return [fact.organization !== undefined && entityLink(fact.organization), " ", fact.title && own(fact.title)];
  if (fact.kind === "operates") return [entityLink(fact.program)];
  return [own(fact.metric || "—")];
}
function how(fact) {
  if (fact.kind !== "measure") return [];
  const shown = [h("b", {}, amount(fact.value))];
  if (fact.change) shown.push(h("span", { class: `change ${fact.change}`, title: t(fact.change) }, ` ${CHANGE[fact.change]}`, h("span", { class: "unseen" }, t(fact.change))));
  if (fact.status !== "actual") shown.push(" ", h("span", { class: "badge plain" }, t(fact.status)));
  return shown;
}
function when(fact) {
  return fact.when ? [h("span", { title: fact.when.text }, dated(fact.when))] : [];
}
