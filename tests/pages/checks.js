// Questions about the page that is open, asked by tests/pages/walking.py. Each answers a list of faults in words.
(() => {
  const shown = (element) => element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
  const named = (element) => element.outerHTML.replace(/\s+/g, " ").slice(0, 160);

  // One h1, one main, a title, a language, a way past the masthead.
  function structure(language) {
    const faults = [];
    const heads = [...document.querySelectorAll("h1")].filter(shown);
    if (heads.length !== 1 || !heads[0].innerText.trim()) faults.push(`${heads.length} h1`);
    if (document.querySelectorAll("main").length !== 1) faults.push("not one main");
    if (!document.title.split(" · ")[0].trim()) faults.push("no title");
    if (document.documentElement.lang !== language) faults.push(`lang is ${document.documentElement.lang}`);
    const first = document.querySelector("a[href], button, input:not([type=hidden]), select, textarea, summary");
    const target = first && document.querySelector(first.getAttribute("href") || "none");
    if (!first?.classList.contains("pt-skip") || target?.tagName !== "MAIN") faults.push("no skip link at the front");
    const text = document.querySelector("main")?.innerText.trim() || "";
    const doable = document.querySelector("main :is(a[href], button, input, select, textarea)");
    if (text.length < 20 || !(doable || text.length > 120)) faults.push("nothing to read or to do");
    return faults;
  }

  // Only regions made for it scroll sideways.
  function sideways() {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const wide = [...document.body.querySelectorAll("*")].filter(
      (element) => shown(element) && element.getBoundingClientRect().right > width + 1 && !element.closest(".pt-scroll"),
    );
    return [`scrolls sideways at ${width}: ${wide.slice(0, 2).map(named).join(" ")}`];
  }

  const ringed = (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  // An area of a map shows it by its border.
  const framed = (stop) => parseFloat(getComputedStyle(stop.querySelector("path") || stop).strokeWidth) >= 2;

  // What can be focused shows that it is focused.
  function focus() {
    const faults = [];
    const stops = document.querySelectorAll(
      "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']",
    );
    for (const stop of stops) {
      if (!shown(stop) || stop.disabled) continue;
      stop.focus({ focusVisible: true, preventScroll: true });
      const style = getComputedStyle(stop);
      if (document.activeElement !== stop) faults.push(`cannot be focused: ${named(stop)}`);
      else if (!ringed(style) && !framed(stop))
        faults.push(`focus is not seen: ${named(stop)}`);
    }
    document.activeElement?.blur();
    return faults;
  }

  // Nothing moves for those who asked for it.
  function motion() {
    const moving = [...document.querySelectorAll("body *")].find((element) => {
      const style = getComputedStyle(element);
      const lasts = style.transitionDuration.split(",").some((each) => parseFloat(each) > 0.01);
      return lasts || (style.animationName !== "none" && parseFloat(style.animationDuration) > 0.01);
    });
    return moving ? [`moves: ${named(moving)}`] : [];
  }

  // On paper: no masthead, no navigation, tables whole.
  function paper() {
    const left = [...document.querySelectorAll(".pt-mast, .pt-side, .pt-skip, .pt-nav, .pt-lang")].filter(shown);
    const cut = [...document.querySelectorAll(".pt-scroll")].filter(
      (region) => shown(region) && region.scrollWidth > region.clientWidth + 1,
    );
    return [
      ...left.map((element) => `is printed: ${named(element)}`),
      ...cut.map((region) => `is cut on paper (${region.scrollWidth} of ${region.clientWidth}): ${named(region)}`),
    ];
  }

  // Letters, lines and words set wider (WCAG 1.4.12). A sheet made by script is no inline style.
  function spaced() {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }" +
        "p { margin-bottom: 2em !important }",
    );
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    const cut = [...document.querySelectorAll("main *")].filter((element) => {
      const style = getComputedStyle(element);
      const clips = style.overflowX === "hidden" || style.overflowY === "hidden";
      const hidden = element.closest(".visually-hidden, svg");
      return clips && !hidden && shown(element) && element.innerText?.trim() && element.scrollHeight > element.clientHeight + 2;
    });
    const faults = [...sideways(), ...cut.map((element) => `is cut with wide letters: ${named(element)}`)];
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet);
    return faults;
  }

  // Every piece of text a person reads or hears, with the language it says it is in.
  function texts() {
    const found = [["title", document.documentElement.lang, document.title]];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      const text = walker.currentNode.data.trim();
      if (!text || parent.closest("script, style, code, samp, kbd, .pt-mono, .pt-no")) continue;
      found.push(["text", parent.closest("[lang]").lang, text]);
    }
    for (const element of document.body.querySelectorAll("[aria-label], [title], [placeholder], [alt], [data-label]"))
      for (const name of ["aria-label", "title", "placeholder", "alt", "data-label"])
        if (element.getAttribute(name)) found.push([name, element.closest("[lang]").lang, element.getAttribute(name)]);
    for (const button of document.body.querySelectorAll("input[type=submit], input[type=button]"))
      found.push(["value", button.closest("[lang]").lang, button.value]);
    return found;
  }

  window.ask = { structure, sideways, focus, motion, paper, spaced, texts };
})();
