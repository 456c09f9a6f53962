// What is chosen survives paging: the keys of the rows lie in this tab, under the list and its conditions.

const form = () => document.querySelector("[data-selection]");

function place() {
  const list = document.querySelector("[data-list]");
  return `chosen:${list.dataset.list}?${list.dataset.query}`;
}

function kept() {
  try {
    return new Set(JSON.parse(sessionStorage.getItem(place()) ?? "[]"));
  } catch {
    return new Set();
  }
}

function keep(keys) {
  if (keys.size) {
    sessionStorage.setItem(place(), JSON.stringify([...keys]));
  } else {
    sessionStorage.removeItem(place());
  }
}

const boxes = () => [...document.querySelectorAll("[data-list] input[name='row'][form='selection']")];

function words(name, numbers) {
  const text = form().querySelector(`[data-words="${name}"]`).content.textContent;
  return text.replace(/\{(\w+)\}/g, (_whole, key) => numbers[key]);
}

function show() {
  const selection = form();
  if (!selection) {
    return;
  }
  const chosen = kept();
  const here = boxes();
  const all = selection.querySelector("[data-all]").checked;
  for (const box of here) {
    box.checked = chosen.has(box.value);
    box.closest("tr").classList.toggle("is-sel", box.checked || all);
  }
  const others = chosen.size - here.filter((box) => box.checked).length;
  const state = all ? "all" : chosen.size === 0 ? "none" : others ? "elsewhere" : "some";
  const said = selection.querySelector("[data-selected]");
  const text = words(state, { count: chosen.size, others });
  if (said.textContent !== text) {
    said.textContent = text;
  }
  selection.querySelector("[data-unselect]").hidden = !all && chosen.size === 0;
  const page = document.querySelector("[data-page]");
  if (page) {
    page.hidden = false;
    page.checked = here.length > 0 && here.every((box) => box.checked);
    page.indeterminate = !page.checked && here.some((box) => box.checked);
  }
}

document.addEventListener("change", (event) => {
  if (!form()) {
    return;
  }
  const chosen = kept();
  if (event.target.matches("input[name='row'][form='selection']")) {
    chosen[event.target.checked ? "add" : "delete"](event.target.value);
  } else if (event.target.matches("[data-page]")) {
    for (const box of boxes()) {
      chosen[event.target.checked ? "add" : "delete"](box.value);
    }
  } else if (!event.target.matches("[data-all]")) {
    return;
  }
  keep(chosen);
  show();
});

document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-unselect]")) {
    keep(new Set());
    form().querySelector("[data-all]").checked = false;
    show();
    boxes()[0]?.focus();
  }
});

// Rows of other pages go along with the form; once sent, they are no longer chosen.
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-selection]") || event.defaultPrevented) {
    return;
  }
  const here = new Set(boxes().map((box) => box.value));
  for (const key of kept()) {
    if (!here.has(key)) {
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name: "row", value: key });
      event.target.append(field);
    }
  }
  keep(new Set());
});

document.addEventListener("htmx:afterSettle", show);
window.addEventListener("pageshow", show);
show();
