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

const keys = {
  F1: () => focusOn(document.querySelector("#call-backs [data-take], #call-backs button") ?? at("back-mobile")),
  F7: () => at("accept")?.click(),
  F2: () => focusOn(at("mobile")),
  F3: () => focusOn(at("number")),
  F4: () => focusOn(document.querySelector("#addresses input:checked")),
  F6: () => focusOn(document.querySelector("[name=method]:checked") ?? at("method")),
  F8: () => {
    at("agreed").checked = !at("agreed").checked;
    focusOn(at("agreed"));
    refresh();
  },
  F9: () => at("confirm").click(),
  F10: () => focusOn(at("complaint")),
  Escape: nextCall,
  n: () => focusOn(at("note")),
  b: () => focusOn(at("back-mobile")),
  w: () => [...document.querySelectorAll(".desk-wait")].at(-1)?.click(),
};

const withAlt = new Set(["n", "b", "w"]);

document.addEventListener("keydown", (event) => {
  if (keys[event.key] && withAlt.has(event.key) === event.altKey) {
    event.preventDefault();
    keys[event.key]();
    return;
  }
  if (event.key === "Enter" && event.target.id === "number") {
    event.preventDefault();
    if (event.target.value.trim()) window.htmx.trigger(event.target, "add");
  } else if (event.key === "Enter" && event.target.matches(".desk-quantity")) {
    event.preventDefault();
    refresh();
    focusOn(at("number"));
  } else if (/^[0-9]$/.test(event.key) && event.target.matches("input[type=radio]")) {
    const all = [...document.querySelectorAll(`input[name="${event.target.name}"]`)];
    const chosen = event.key === "0" ? all.at(-1) : all[Number(event.key) - 1];
    if (chosen) {
      chosen.checked = true;
      focusOn(chosen);
      refresh();
    }
  }
});

document.addEventListener("click", (event) => {
  const found = event.target.closest("[data-find]");
  if (found) find(found.dataset.find);
  const drop = event.target.closest("[data-drop]");
  if (!drop) return;
  at(drop.dataset.drop)?.remove();
  refresh();
});

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.id === "caller") focusOn(document.querySelector("#caller [name=customer]") ? at("number") : at("name"));
  if (event.target.id === "call-backs" && event.detail.requestConfig?.verb === "post") {
    focusOn(document.querySelector("#call-backs [data-find]") ?? at("number"));
  }
  if (event.target.id === "lines") {
    at("number").value = "";
    focusOn([...document.querySelectorAll(".desk-quantity")].at(-1));
    refresh();
  }
  if (event.target.id === "outcome" && event.target.querySelector("[data-done]")) {
    for (const field of order.querySelectorAll("input,select,button")) field.disabled = true;
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
