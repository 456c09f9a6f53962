// Long forms: the draft saves itself, a lost connection loses nothing, new rows take the focus.

const PAUSE = 2000;
const RETRY = 8000;

// What the person is told stands in one live region; the same words are not said twice.
function tell(form, words, isBad) {
  const place = form.querySelector("[data-draft-said]");
  if (place && place.textContent !== words) {
    place.textContent = words;
    place.classList.toggle("pt-zhe", Boolean(isBad));
  }
}

function remember(form, answer) {
  form.elements.draft.value = answer.draft;
  form.elements.draft_version.value = answer.version;
  const address = new URL(window.location.href);
  if (address.searchParams.get("draft") !== answer.draft) {
    address.searchParams.set("draft", answer.draft);
    window.history.replaceState(window.history.state, "", address);
  }
}

function keepDraft(form) {
  const state = { dirty: false, saving: false, timer: 0, sent: false, blocked: false };

  function later(pause) {
    window.clearTimeout(state.timer);
    state.timer = window.setTimeout(save, pause);
  }

  async function save() {
    if (!state.dirty || state.saving || state.sent || state.blocked) {
      return;
    }
    state.saving = true;
    state.dirty = false;
    try {
      const body = new FormData(form);
      for (const [name, value] of [...body.entries()]) {
        if (value instanceof File) {
          body.delete(name);
        }
      }
      const response = await fetch(form.action, { method: "POST", body, headers: { "X-Autosave": "1" } });
      await take(response);
    } catch {
      state.dirty = true;
      tell(form, form.dataset.wordsOffline, true);
      later(RETRY);
    } finally {
      state.saving = false;
      if (state.dirty && !state.blocked) {
        later(RETRY);
      }
    }
  }

  async function take(response) {
    if (response.status === 401 || response.status === 403) {
      state.dirty = true;
      tell(form, form.dataset.wordsSignedOut, true);
    } else if (response.headers.get("Content-Type")?.startsWith("application/json")) {
      const answer = await response.json();
      if (response.ok && form.elements.draft) {
        remember(form, answer);
      }
      state.blocked = response.status === 409;
      tell(form, answer.message, !response.ok);
    } else {
      throw new Error("no answer");
    }
  }

  form.addEventListener("input", () => {
    state.dirty = true;
    if (!state.saving) {
      later(PAUSE);
    }
  });
  form.addEventListener("submit", (event) => {
    if (!navigator.onLine) {
      event.preventDefault();
      event.stopImmediatePropagation();
      tell(form, form.dataset.wordsOffline, true);
      return;
    }
    state.sent = true;
    window.clearTimeout(state.timer);
  });
  window.addEventListener("online", () => later(0));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") {
      save();
    }
  });
  window.addEventListener("pageshow", () => {
    state.sent = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (state.dirty && !state.sent) {
      event.preventDefault();
    }
  });
}

for (const form of document.querySelectorAll("form[data-draft]")) {
  keepDraft(form);
}

document.addEventListener("htmx:afterSwap", (event) => {
  const row = document.querySelector("[data-focus-first]");
  if (row && event.detail.elt.contains(row)) {
    row.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  }
});
