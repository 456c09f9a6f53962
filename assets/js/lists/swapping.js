// Filters, orders and pages replace the list alone: what is busy says so, focus stays, the new count is read out.

function isList(event) {
  return event.detail?.target?.matches?.("[data-list]");
}

// An unreadable condition is answered with 422 and the same region, errors beside the fields.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (isList(event) && event.detail.xhr.status === 422) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});

document.addEventListener("htmx:beforeRequest", (event) => {
  if (isList(event)) {
    event.detail.target.setAttribute("aria-busy", "true");
  }
});

// When the list is refused the browser opens the address itself: its page says what is wrong. Without a connection the
// list stays and says so (parts/swapping.js).
for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(failure, (event) => {
    if (isList(event)) {
      event.detail.target.removeAttribute("aria-busy");
      if (failure === "htmx:responseError") {
        window.location.assign(event.detail.pathInfo.finalRequestPath ?? event.detail.pathInfo.requestPath);
      }
    }
  });
}

let swapped = false;
document.addEventListener("htmx:afterSwap", (event) => {
  swapped = swapped || isList(event) || Boolean(event.detail?.elt?.matches?.("[data-list]"));
});

document.addEventListener("htmx:afterSettle", () => {
  const list = document.querySelector("[data-list]");
  if (!list || !swapped) {
    return;
  }
  swapped = false;
  const count = list.querySelector("#list-count");
  if (!document.activeElement || document.activeElement === document.body) {
    (list.querySelector("[aria-invalid='true']") ?? count)?.focus({ preventScroll: true });
  }
  const status = document.querySelector("[data-list-said]");
  if (status && count) {
    status.textContent = count.textContent;
  }
});

// Going back in the browser shows the address it says: the list is asked for again rather than remembered.
window.addEventListener("htmx:historyCacheMiss", (event) => {
  if (document.querySelector("[data-list]")) {
    event.preventDefault();
    window.location.reload();
  }
});
