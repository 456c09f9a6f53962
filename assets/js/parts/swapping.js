// Links that swap a part of the page (tabs, pages of a trail) are links first: where a swap cannot give what the
// address would give (signed out meanwhile, refused, no connection), the browser opens the address itself.

function openInstead(event) {
  const { boosted, pathInfo } = event.detail;
  if (boosted && pathInfo) {
    window.location.assign(pathInfo.finalRequestPath || pathInfo.requestPath);
  }
}

// A session that ended answers with the page of sign-in, which has no such part.
function keepWhereAnswered(event) {
  const { boosted, pathInfo, xhr } = event.detail;
  if (!boosted || !xhr.responseURL) {
    return;
  }
  const asked = new URL(pathInfo.finalRequestPath || pathInfo.requestPath, window.location.href);
  if (new URL(xhr.responseURL).pathname !== asked.pathname) {
    event.detail.shouldSwap = false;
    window.location.assign(asked.href);
  }
}

document.addEventListener("htmx:responseError", openInstead);
document.addEventListener("htmx:sendError", openInstead);
document.addEventListener("htmx:timeout", openInstead);
document.addEventListener("htmx:beforeSwap", keepWhereAnswered);

// A page made for paper asks for the printer at once; without script the reader does.
window.addEventListener("load", () => {
  if (document.querySelector("[data-print]")) {
    window.print();
  }
});
