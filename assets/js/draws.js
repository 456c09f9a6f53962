// Repeats a draw from its proof bundle on the machine of its reader; the same arithmetic as foundation/draws/protocol.py.
const bytes = (text) => new TextEncoder().encode(text);
const unhex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");

function together(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let place = 0;
  for (const part of parts) {
    whole.set(part, place);
    place += part.length;
  }
  return whole;
}

// Eight bytes of length before each part, so that no other parts give the same bytes.
function joined(...parts) {
  return together(...parts.flatMap((part) => {
    const length = new Uint8Array(8);
    new DataView(length.buffer).setUint32(4, part.length);
    return [length, part];
  }));
}

function canonical(value) {
  if (Array.isArray(value)) {
    return `[${value.map(canonical).join(",")}]`;
  }
  if (value !== null && typeof value === "object") {
    const keys = Object.keys(value).sort();
    return `{${keys.map((key) => `${canonical(key)}:${canonical(value[key])}`).join(",")}}`;
  }
  if (typeof value === "number" && !Number.isSafeInteger(value)) {
    throw new TypeError("A bundle holds whole numbers only.");
  }
  return JSON.stringify(typeof value === "string" ? value.normalize("NFC") : value);
}

const sha256 = async (data) => hex(await crypto.subtle.digest("SHA-256", data));
const frozen = (ids) => [...new Set(ids)].sort();
const listHash = (ids) => sha256(bytes(`sfjd-draw-list/1\n${canonical(frozen(ids))}`));
const commitment = (plan) => sha256(bytes(`sfjd-draw-plan/1\n${canonical(plan)}`));

async function ranking(seed, ids, ...words) {
  const secret = await crypto.subtle.importKey("raw", unhex(seed), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const keyed = await Promise.all(frozen(ids).map(async (id) => {
    const text = joined(...words.map(bytes), bytes(id));
    return { id, key: hex(await crypto.subtle.sign("HMAC", secret, text)) };
  }));
  const before = (one, other) => one < other ? -1 : Number(one > other);
  keyed.sort((one, other) => before(one.key, other.key) || before(one.id, other.id));
  return keyed.map((each, index) => ({ ...each, rank: index + 1 }));
}

async function teamsDrawn(seed, objects, inspectors, recused, team) {
  const load = new Map(frozen(inspectors).map((id) => [id, 0]));
  const teams = {};
  for (const name of objects) {
    const barred = new Set(recused[name] ?? []);
    const ranked = await ranking(seed, [...load.keys()].filter((id) => !barred.has(id)), "inspector", name);
    ranked.sort((one, other) => load.get(one.id) - load.get(other.id) || one.rank - other.rank);
    if (ranked.length < team) {
      throw new RangeError("Too few inspectors for an object.");
    }
    teams[name] = ranked.slice(0, team).map((each) => each.id);
    teams[name].forEach((id) => load.set(id, load.get(id) + 1));
  }
  return teams;
}

// Every check with its outcome; those of the value are missing while it is still to come.
async function repeat(given) {
  const { plan, pool, inspectors, recused, parts, result } = given;
  const committed = await commitment(plan);
  const checks = {
    commitment: given.commitment === committed,
    lists: plan.pool_hash === await listHash(pool) && plan.inspectors_hash === await listHash(inspectors),
    recusals: plan.recused_hash === await commitment(recused),
  };
  if (!parts.length) {
    return { checks, drawn: [], teams: {} };
  }
  const named = parts.map(({ source, date }) => ({ source, date }));
  checks.source = canonical(named) === canonical(plan.sources);
  const seed = await sha256(joined(bytes("sfjd-draw-seed/1"), unhex(committed), ...parts.map((part) => bytes(canonical(part)))));
  checks.seed = result.seed === seed;
  const drawn = (await ranking(seed, pool, "object")).slice(0, plan.size).map(({ rank, id, key }) => [rank, id, key]);
  const teams = await teamsDrawn(seed, drawn.map(([, id]) => id), inspectors, recused, plan.team);
  checks.result = canonical(result.drawn) === canonical(drawn) && canonical(result.teams) === canonical(teams);
  return { checks, drawn, teams, seed };
}

function tell(box, verdict, checks = {}) {
  for (const line of box.querySelectorAll("[data-verdict]")) {
    line.hidden = line.dataset.verdict !== verdict;
  }
  for (const place of box.querySelectorAll("[data-check]")) {
    const holds = checks[place.dataset.check];
    place.textContent = holds === undefined ? box.dataset.waits : box.dataset[holds ? "same" : "other"];
  }
  box.querySelector("dl").hidden = verdict === "failed";
}

for (const box of document.querySelectorAll("[data-repeat]")) {
  box.hidden = false;
  box.querySelector("button").addEventListener("click", async () => {
    try {
      const { checks } = await repeat(await (await fetch(box.dataset.repeat)).json());
      tell(box, Object.values(checks).every(Boolean) ? "sound" : "other", checks);
    } catch {
      // Without https there is no crypto.subtle; the file may also be out of reach.
      tell(box, "failed");
    }
  });
}
