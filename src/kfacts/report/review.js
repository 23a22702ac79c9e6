// The review: names that a reader marks wrong or missing, saved as a names file for the next run.

const marks = new Map(); // name → type, "none" for what is no name
const line = ([name, type]) => `${name}\t${type}`;
const namesFile = () => ["name\ttype", ...[...marks].map(line), ""].join("\n");
const oneLine = (text) => text.replace(/\s+/g, " ").trim();

function mark(name, type) {
  marks.set(oneLine(name), type);
  navigation();
  say(`${t("marked")}: ${marks.size}`);
}

function typeChoice(id, chosen, pick) {
  return h("select", { id, "aria-label": t("mark_type"), onchange: (event) => event.target.value && pick(event.target.value) },
    h("option", { value: "" }, t("mark_type")), NAMED.filter((type) => type !== chosen).map((type) => h("option", { value: type }, t(type))));
}

function reviewButtons(name, type) {
  const state = h("p", { class: "faint" });
  const set = (kind) => {
    mark(name, kind);
    state.replaceChildren(`${t("marked")}: `, own(oneLine(name)), ` → ${kind === "none" ? t("not_a_name") : t(kind)} `, h("a", { href: "#/review" }, t("review")));
  };
  return h("div", { class: "review" }, h("button", { type: "button", class: "quiet", onclick: () => set("none") }, t("mark_wrong")), " ", typeChoice("retype", type, set), state);
}

// Words selected in an article can become a name.
const LONGEST_NAME = 60;
function offerSelection() {
  const old = document.getElementById("offer");
  const selection = document.getSelection();
  const name = oneLine(withoutTags(selection));
  const inText = selection.rangeCount && selection.anchorNode?.parentElement?.closest(".text");
  if (!inText || !name || name.length > LONGEST_NAME) { if (!old?.contains(document.activeElement)) old?.remove(); return; }
  const offer = h("div", { id: "offer", class: "offer", role: "group", "aria-label": t("add_missing") },
    h("span", {}, own(name)), " ", typeChoice("offer-type", null, (type) => { mark(name, type); offer.remove(); }));
  if (old) old.replaceWith(offer); else document.body.append(offer);
}

function withoutTags(selection) {
  if (!selection.rangeCount || selection.isCollapsed) return "";
  const copy = selection.getRangeAt(0).cloneContents();
  for (const tag of copy.querySelectorAll(".tag")) tag.remove();
  return copy.textContent;
}

function reviewPage() {
  const rows = [...marks].map(([name, type]) => h("li", {},
    type === "none" ? h("span", { class: "badge plain" }, t("not_a_name")) : badge(type), " ", own(name), " ",
    h("button", { type: "button", class: "quiet", onclick: () => { marks.delete(name); route(); } }, t("undo"))));
  const save = () => {
    const url = URL.createObjectURL(new Blob([namesFile()], { type: "text/tab-separated-values" }));
    h("a", { href: url, download: "names.tsv" }).click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  };
  return [
    h("h1", { tabindex: "-1" }, t("review")), h("p", { class: "lead" }, t("review_lead")),
    rows.length === 0 ? empty() : [h("ul", { class: "plain lines" }, rows),
      h("p", {}, h("button", { type: "button", class: "primary", onclick: save }, t("download"))),
      h("label", { class: "block" }, t("copy_hint"), h("textarea", { id: "names", readonly: true, rows: Math.min(marks.size + 2, 16), spellcheck: "false" }, namesFile()))],
  ];
}
