// What every page loads: htmx, and small improvements over pages that already work without any of this.
import "htmx.org";
import "./parts/swapping.js";

// After a refused form the summary of errors takes focus; `autofocus` does it on load, this does it after a swap.
function focusMarked(root) {
  const target = root.querySelector("[data-focus]");
  if (target) {
    target.setAttribute("tabindex", "-1");
    target.focus();
  }
}

// A form sent twice by a double click is sent once. Going back in the browser opens it again.
function guardForm(event) {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) {
    return;
  }
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  form.setAttribute("aria-busy", "true");
}

function reopenForms() {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    form.removeAttribute("aria-busy");
  }
}

// Definitions and the account menu close with Escape and with a click beside them.
function closeMenus(except) {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (menu !== except) {
      menu.open = false;
    }
  }
}

function onKey(event) {
  const menu = event.target.closest?.("details[data-menu][open]");
  if (event.key === "Escape" && menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
}

document.addEventListener("submit", guardForm);
window.addEventListener("pageshow", reopenForms);
document.addEventListener("keydown", onKey);
document.addEventListener("click", (event) => closeMenus(event.target.closest("details[data-menu]")));
document.addEventListener("htmx:afterSwap", (event) => {
  reopenForms();
  focusMarked(event.detail.target);
});
// A list that was filtered in place has a new address; the switch of languages leads there.
document.addEventListener("htmx:pushedIntoHistory", (event) => {
  for (const field of document.querySelectorAll(".pt-lang input[name=next]")) {
    field.value = event.detail.path;
  }
});
