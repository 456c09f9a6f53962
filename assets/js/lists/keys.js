// Keys of a list. They work while focus is in the list or nowhere, never while typing, and can be switched off
// (WCAG 2.1.4). Focus moves to a real link or box, so that screen readers say where one is.

const TYPING = "input:not([type='checkbox'], [type='radio'], [type='submit'], [type='button']), textarea, select, [contenteditable]";

function handles(event, list) {
  const target = event.target;
  return (
    list &&
    !(event.ctrlKey || event.metaKey || event.altKey) &&
    !target.matches?.(TYPING) &&
    (target === document.body || list.contains(target))
  );
}

function handle(row) {
  return row.querySelector("tbody th a, th a") ?? row.querySelector("input[name='row'], a") ?? row;
}

function move(list, step) {
  const rows = [...list.querySelectorAll("tbody tr[data-row]")];
  if (!rows.length) {
    return;
  }
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const next = at < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(Math.max(at + step, 0), rows.length - 1);
  const target = handle(rows[next]);
  if (target === rows[next]) {
    target.tabIndex = -1;
  }
  target.focus();
}

function mark() {
  for (const row of document.querySelectorAll("[data-list] tr[data-row]")) {
    row.classList.toggle("is-at", row.contains(document.activeElement));
  }
}

document.addEventListener("keydown", (event) => {
  const list = document.querySelector("[data-list][data-keys]");
  if (!handles(event, list)) {
    return;
  }
  const row = document.activeElement?.closest?.("tr[data-row]");
  const box = row?.querySelector("input[name='row']");
  if (event.key === "j" || event.key === "k") {
    move(list, event.key === "j" ? 1 : -1);
  } else if (event.key === "x" && box) {
    box.click();
  } else if (event.key === "Enter" && event.target === box) {
    row.querySelector("th a")?.click();
  } else if (event.key === "/") {
    list.querySelector("form[role='search'] input:not([type='hidden'])")?.focus();
  } else if (event.key === "?") {
    const menu = list.querySelector(".pt-pop");
    menu.open = true;
    menu.querySelector("input[name='keys']").focus();
  } else {
    return;
  }
  event.preventDefault();
});

document.addEventListener("focusin", mark);
document.addEventListener("focusout", mark);
