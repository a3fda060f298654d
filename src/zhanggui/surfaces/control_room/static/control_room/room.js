// The screen listens for figures and writes them where they belong. If it cannot listen, it asks.

const main = document.getElementById("main");
const number = new Intl.NumberFormat(document.documentElement.lang || "zh-CN");
const money = (fen) => `¥${number.format(Math.round(fen / 100))}`;
const ASK_MS = 2000;
const AGAIN_MS = 3000;

let source = null;
let asking = null;

function put(selector, text, within = main) {
  const place = within.querySelector(selector);
  if (place && place.textContent !== String(text)) place.textContent = text;
}

function bars(name, values, plan = 0) {
  const plot = main.querySelector(`[data-plot="${name}"] svg`);
  if (!plot) return;
  const [, , , height] = plot.viewBox.baseVal ? [0, 0, 0, plot.viewBox.baseVal.height] : [0, 0, 0, 150];
  const top = Math.max(1, plan, ...values);
  plot.querySelectorAll(".plot-bars rect").forEach((rect, i) => {
    const tall = ((values[i] ?? 0) / top) * height;
    rect.setAttribute("y", height - tall);
    rect.setAttribute("height", tall);
  });
  let line = plot.querySelector(".plot-plan");
  if (!plan) return line?.remove();
  if (!line) {
    line = document.createElementNS("http://www.w3.org/2000/svg", "path");
    line.setAttribute("class", "plot-plan");
    plot.append(line);
  }
  const y = height - (plan / top) * height;
  line.setAttribute("d", `M0 ${y}H${plot.viewBox.baseVal.width}`);
}

function show(seen) {
  const drawn = main.querySelector("[data-shape]")?.dataset.shape ?? "";
  if (seen.shape !== drawn) {
    // While somebody has a form open, the screen is not pulled away under their hands.
    if (!main.querySelector("dialog[open]")) main.dispatchEvent(new Event("room:changed"));
    return;
  }
  put("[data-calls]", number.format(seen.calls));
  if (!seen.goods) return;
  for (const [id, [sold, left, waiting]] of Object.entries(seen.goods)) {
    const row = main.querySelector(`[data-article="${id}"]`);
    if (!row) continue;
    put("[data-sold]", number.format(sold), row);
    put("[data-left]", number.format(left), row);
    put("[data-waiting]", waiting || "–", row);
    const rest = row.querySelector("[data-left]");
    if (!rest) continue;
    rest.hidden = left <= 0;
    row.querySelector("[data-out]").hidden = left > 0;
    row.classList.toggle("room-out", left <= 0);
    row.classList.toggle("room-few", left > 0 && left <= 20);
  }
  put("[data-orders-now]", number.format(seen.orders.at(-1)));
  put("[data-orders-top]", number.format(Math.max(...seen.orders)));
  put("[data-yuan-now]", number.format(seen.yuan.at(-1)));
  put("[data-yuan-top]", number.format(Math.max(...seen.yuan)));
  put("[data-plan-orders]", seen.plan_orders ? number.format(seen.plan_orders) : "—");
  put("[data-plan]", seen.plan ? number.format(seen.plan) : "—");
  seen.sums.slice(0, 3).forEach((sum, i) => put(`[data-sum="${i}"]`, number.format(sum)));
  put("[data-amount]", money(seen.sums[3]));
  put("[data-failed]", number.format(seen.failed));
  bars("orders", seen.orders, seen.plan_orders);
  bars("yuan", seen.yuan, seen.plan);
}

function line(state) {
  document.querySelector("[data-line]").dataset.line = state;
}

async function ask() {
  try {
    const answer = await fetch(`${main.dataset.liveAddress}?channel=${encodeURIComponent(main.dataset.channel)}`);
    if (answer.status === 403) return location.reload();
    if (answer.ok) show(await answer.json());
  } catch {
    line("off");
  }
}

async function listen() {
  try {
    const answer = await fetch(main.dataset.ticket);
    if (answer.status === 403) return location.reload();
    const ticket = await answer.text();
    source = new EventSource(`${main.dataset.stream}?ticket=${encodeURIComponent(ticket)}&channel=${encodeURIComponent(main.dataset.channel)}`);
  } catch {
    return setTimeout(listen, AGAIN_MS);
  }
  source.onmessage = (event) => {
    clearInterval(asking);
    asking = null;
    line("live");
    show(JSON.parse(event.data));
  };
  source.onerror = () => {
    source.close();
    line("polling");
    asking ??= setInterval(ask, ASK_MS);
    setTimeout(listen, AGAIN_MS);
  };
}

// A refusal (422) is shown on the screen like any other answer.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status === 422) Object.assign(event.detail, { shouldSwap: true, isError: false });
});

listen();
