// Compares a file with the hashes of an issued opinion and of its corrections, on the machine of its reader: nothing is
// sent. The opinion stands first among the hashes, its corrections follow by number.
function digits(buffer) {
  return Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function tell(box, verdict) {
  for (const line of box.querySelectorAll("[data-verdict]")) {
    line.hidden = line.dataset.verdict !== verdict;
  }
}

async function compare(box, file) {
  tell(box, "working");
  try {
    const hash = digits(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
    const place = box.dataset.compare.split(" ").indexOf(hash);
    tell(box, place < 0 ? "other" : place === 0 ? "same" : `same-${place}`);
  } catch {
    // Without https there is no crypto.subtle; a file may also have become unreadable.
    tell(box, "failed");
  }
}

function serve(box) {
  box.hidden = false;
  const input = box.querySelector("input[type=file]");
  input.addEventListener("change", () => {
    if (input.files.length) {
      compare(box, input.files[0]);
    }
  });
  box.addEventListener("dragover", (event) => event.preventDefault());
  box.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length) {
      compare(box, event.dataTransfer.files[0]);
    }
  });
}

for (const box of document.querySelectorAll("[data-compare]")) {
  serve(box);
}
