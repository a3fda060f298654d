// Keys of the desk. Everything else is the server's.

const at = (id) => document.getElementById(id);
const order = at("order");
const refresh = () => window.htmx?.trigger("#quote", "refresh");

function focusOn(element) {
  element?.focus();
  element?.select?.();
}

// The next call: what is still on the line is ended first.
async function nextCall() {
  if (document.querySelector("#caller [name=call]")) {
    const headers = JSON.parse(document.body.getAttribute("hx-headers") ?? "{}");
    await fetch(document.querySelector(".desk").dataset.end, { method: "POST", headers });
  }
  window.location.reload();
}

function find(mobile) {
  at("mobile").value = mobile;
  at("mobile").form.requestSubmit();
}

// What F8 and F9 are about: the case that is being written, or else the order.
const board = () => at("case") ?? order;

function say() {
  if (board() === order) refresh();
  else window.htmx?.trigger("#case-questions", "refresh");
}

// An order that is placed stays to be read out; the next one for the same caller begins with a key of its own.
function anotherOrder() {
  const done = document.querySelector("#outcome [data-done]");
  if (!done) return;
  for (const field of order.querySelectorAll("input,select,button")) field.disabled = false;
  document.querySelector("#caller [name=key]").value = done.dataset.key;
  order.querySelector("[name=agreed]").checked = false;
  at("lines").replaceChildren();
  at("outcome").replaceChildren();
  refresh();
}

function leaveCase() {
  at("after").replaceChildren();
  anotherOrder();
  focusOn(at("number"));
}

function chooseOrder() {
  const orders = [...document.querySelectorAll("#caller [name=about]")];
  const chosen = orders.find((one) => one.checked) ?? orders[0];
  if (!chosen) return;
  chosen.checked = true;
  chosen.focus();
}

const keys = {
  F1: () => focusOn(document.querySelector("#call-backs [data-take], #call-backs button") ?? at("back-mobile")),
  F7: () => at("accept")?.click(),
  F2: () => focusOn(at("mobile")),
  F3: leaveCase,
  F4: () => focusOn(document.querySelector("#addresses input:checked")),
  F6: () => focusOn(document.querySelector("[name=method]:checked") ?? at("method")),
  F8: () => {
    const agreed = board().querySelector("[name=agreed]");
    agreed.checked = !agreed.checked;
    focusOn(agreed);
    say();
  },
  F9: () => board().querySelector("[data-confirm]").click(),
  F10: () => focusOn(at("complaint")),
  Escape: nextCall,
  n: () => focusOn(at("note")),
  b: () => focusOn(at("back-mobile")),
  s: chooseOrder,
  w: () => [...document.querySelectorAll(".desk-wait")].at(-1)?.click(),
};

const withAlt = new Set(["n", "b", "s", "w"]);

// Where somebody writes, a question mark is one; numbers have none.
function asksForKeys(event) {
  const writes = event.target.matches("textarea, input:not([type]):not([inputmode]), select");
  return (event.key === "?" || event.key === "？") && !writes;
}

function nextField(field) {
  const fields = [...at("case-questions").querySelectorAll("input:not([type=hidden]):not(:disabled), select")];
  const next = fields[fields.indexOf(field) + 1];
  focusOn(next ?? board().querySelector("[name=agreed]"));
}

document.addEventListener("keydown", (event) => {
  if (at("keys").open) return;
  if (asksForKeys(event)) {
    event.preventDefault();
    at("keys").showModal();
    return;
  }
  if (keys[event.key] && withAlt.has(event.key) === event.altKey) {
    event.preventDefault();
    keys[event.key]();
    return;
  }
  if (event.key === "Enter" && event.target.matches("#caller [name=about]")) {
    event.preventDefault();
    at("after-sales").click();
  } else if (event.key === "Enter" && event.target.matches("#case [name=way], #case-questions input, #case-questions select")) {
    event.preventDefault();
    nextField(event.target);
  } else if (event.key === "Enter" && event.target.id === "number") {
    event.preventDefault();
    document.querySelectorAll("#lines [data-refused]").forEach((row) => row.remove());
    if (event.target.value.trim()) window.htmx.trigger(event.target, "add");
  } else if (event.key === "Enter" && event.target.matches(".desk-quantity")) {
    event.preventDefault();
    refresh();
    focusOn(at("number"));
  } else if (/^[0-9]$/.test(event.key) && event.target.matches("input[type=radio]")) {
    const all = [...document.querySelectorAll(`input[name="${event.target.name}"]:not(:disabled)`)];
    const chosen = event.key === "0" ? all.at(-1) : all[Number(event.key) - 1];
    if (chosen) {
      chosen.checked = true;
      focusOn(chosen);
      chosen.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }
});

document.addEventListener("click", (event) => {
  const found = event.target.closest("[data-find]");
  if (found) find(found.dataset.find);
  const drop = event.target.closest("[data-drop]");
  if (!drop) return;
  at(drop.dataset.drop)?.remove();
  focusOn(at("number"));
  refresh();
});

// Where to type after the caller was looked up: their order, what is missing to register them, or the number again.
function foundOrWanted() {
  if (document.querySelector("#caller [name=customer]")) return at("number");
  return document.querySelector("#caller [data-wanting]") ?? at("name") ?? at("mobile");
}

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.id === "caller") focusOn(foundOrWanted());
  if (event.target.id === "call-backs" && event.detail.requestConfig?.verb === "post") {
    const refused = document.querySelector("#call-backs [role=alert]");
    focusOn(refused ? at("back-mobile") : (document.querySelector("#call-backs [data-find]") ?? at("number")));
  }
  if (event.target.id === "lines") {
    const added = at("lines").lastElementChild;
    if (added.matches("[data-refused]")) focusOn(at("number"));
    else {
      at("number").value = "";
      focusOn(added.querySelector(".desk-quantity"));
    }
    refresh();
  }
  if (event.target.id === "after") focusOn(document.querySelector("#case [name=way]:not(:disabled)"));
  if (event.target.matches("#outcome, #case-outcome") && event.target.querySelector("[data-done]")) {
    for (const field of board().querySelectorAll("input,select,button")) field.disabled = true;
    focusOn(event.target.querySelector("[data-done]"));
  }
});

// The queue: told by the server of live figures when it is another one; asked for every two seconds without it.
const queue = at("queue");
const ask = () => window.htmx.trigger(queue, "changed");
let asking = null;

async function listen() {
  try {
    const answer = await fetch(queue.dataset.ticket);
    if (answer.status === 403 || answer.redirected) return window.location.reload();
    const address = `${queue.dataset.stream}?ticket=${encodeURIComponent(await answer.text())}`;
    const source = new EventSource(`${address}&channel=${encodeURIComponent(queue.dataset.channel)}`);
    source.onmessage = () => {
      clearInterval(asking);
      asking = null;
      ask();
    };
    source.onerror = () => {
      source.close();
      asking ??= setInterval(ask, 2000);
      setTimeout(listen, 3000);
    };
  } catch {
    asking ??= setInterval(ask, 2000);
    setTimeout(listen, 3000);
  }
}

setInterval(() => {
  const seconds = queue.querySelector("[data-seconds]");
  if (!seconds) return;
  seconds.textContent = Number(seconds.textContent) + 1;
  seconds.closest(".desk-waiting").classList.toggle("is-late", Number(seconds.textContent) > 20);
}, 1000);

listen();

// The list of call-backs is fetched anew while nobody works in it.
setInterval(() => {
  if (!document.querySelector("#call-backs:focus-within")) document.body.dispatchEvent(new Event("calm"));
}, 15000);
