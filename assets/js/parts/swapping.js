// Links that swap a part of the page (tabs, pages of a trail) are links first: where a swap cannot give what the
// address would give (signed out meanwhile, refused), the browser opens the address itself. Without a connection it
// would show its own page instead of what is on the screen: the part says so and stays.

function openInstead(event) {
  const { boosted, pathInfo } = event.detail;
  if (boosted && pathInfo) {
    window.location.assign(pathInfo.finalRequestPath || pathInfo.requestPath);
  }
}

function sayLost(event) {
  const { boosted, target } = event.detail;
  const words = document.querySelector("template[data-lost]");
  if (!words || !target || !(boosted || target.matches("[data-list]"))) {
    return;
  }
  target.querySelector(":scope > [data-lost]")?.remove();
  const note = words.content.firstElementChild.cloneNode(true);
  note.dataset.lost = "";
  target.prepend(note);
  note.scrollIntoView({ block: "nearest" });
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
document.addEventListener("htmx:sendError", sayLost);
document.addEventListener("htmx:timeout", sayLost);
document.addEventListener("htmx:beforeSwap", keepWhereAnswered);

// A page made for paper asks for the printer at once; without script the reader does.
window.addEventListener("load", () => {
  if (document.querySelector("[data-print]")) {
    window.print();
  }
});
