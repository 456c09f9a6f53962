// Lists: what the server sends works by itself; this keeps focus, says what changed, and waits without jumping.

const said = () => document.querySelector("[data-list-said]");
const region = () => document.querySelector("[data-list]");

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

// When the list cannot be fetched the browser opens the address itself: its page says what is wrong.
for (const failure of ["htmx:sendError", "htmx:responseError"]) {
  document.addEventListener(failure, (event) => {
    if (isList(event)) {
      event.detail.target.removeAttribute("aria-busy");
      window.location.assign(event.detail.pathInfo.finalRequestPath);
    }
  });
}

document.addEventListener("htmx:afterSettle", () => {
  const list = region();
  if (!list) {
    return;
  }
  if (document.activeElement === document.body || !document.activeElement) {
    (list.querySelector("[aria-invalid='true']") ?? list.querySelector("#list-count"))?.focus({ preventScroll: true });
  }
  const status = said();
  const count = list.querySelector("#list-count");
  if (status && count) {
    status.textContent = count.textContent;
  }
});
