// The little that a page does by itself: tick, count, open, close, copy. Every page works without it.

const pad = (n) => String(n).padStart(2, "0");

function tick() {
  for (const el of document.querySelectorAll("[data-countdown]")) {
    const left = Math.max(0, Math.floor((Date.parse(el.dataset.countdown) - Date.now()) / 1000));
    const hours = Math.floor(left / 3600);
    el.textContent = `${pad(hours)}:${pad(Math.floor(left / 60) % 60)}:${pad(left % 60)}`;
    el.toggleAttribute("data-over", left === 0);
  }
  for (const el of document.querySelectorAll("[data-clock]")) {
    el.textContent = new Date().toLocaleTimeString("zh-CN", { hour12: false, timeZone: "Asia/Shanghai" });
  }
}

document.addEventListener("click", (event) => {
  const from = event.target.closest("[data-step],[data-open],[data-close],[data-copy],[data-picture],[data-print]");
  if (!from) return;
  if ("print" in from.dataset) window.print();
  if (from.dataset.step) {
    const input = from.parentElement.querySelector("input");
    const next = Number(input.value || 1) + Number(from.dataset.step);
    input.value = Math.min(Number(input.max || 999), Math.max(Number(input.min || 1), next));
    input.dispatchEvent(new Event("change", { bubbles: true }));
  } else if (from.dataset.open) {
    document.getElementById(from.dataset.open)?.showModal();
  } else if (from.dataset.picture) {
    event.preventDefault();
    const main = document.getElementById("picture");
    main.src = from.dataset.picture;
    for (const other of document.querySelectorAll("[data-picture]")) other.removeAttribute("aria-current");
    from.setAttribute("aria-current", "true");
  } else if ("close" in from.dataset) {
    from.closest("dialog,.toast")?.[from.closest("dialog") ? "close" : "remove"]();
  } else if (from.dataset.copy) {
    navigator.clipboard?.writeText(from.dataset.copy);
  }
});

// Province, city, county: each list offers what belongs to the one before it.
function narrow(select) {
  const next = document.getElementById(select.dataset.narrows);
  if (!next) return;
  next.all ??= [...next.querySelectorAll("option")];
  const kept = next.all.filter((o) => !o.value || o.dataset.of === select.value);
  const chosen = next.value;
  next.replaceChildren(...kept);
  next.value = kept.some((o) => o.value === chosen) ? chosen : "";
  narrow(next);
}

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-narrows]")) narrow(event.target);
  if (event.target.matches("[data-submits]")) event.target.form.requestSubmit();
});

// A form that has been sent once is not sent again by an impatient finger.
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || !event.target.matches("[data-once]")) return;
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "1";
});

// Whoever comes back to a page that the browser had kept may send its form anew.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("[data-sent]")) delete form.dataset.sent;
});

for (const select of document.querySelectorAll("select[data-narrows]:not([data-of])")) narrow(select);
setTimeout(() => document.querySelectorAll(".toast[data-fades]").forEach((el) => el.remove()), 6000);
if (document.querySelector("[data-countdown],[data-clock]")) {
  tick();
}
setInterval(tick, 1000);

// A table wider than its place is scrolled by the arrow keys too.
const reach = () => {
  for (const wrap of document.querySelectorAll(".table-wrap")) {
    if (wrap.scrollWidth > wrap.clientWidth) wrap.tabIndex = 0;
    else wrap.removeAttribute("tabindex");
  }
};
reach();
addEventListener("resize", reach);

// The districts of the chosen city: where they are known, the field becomes a list to choose from.
async function offerDistricts(city) {
  const field = document.getElementById(city.dataset.offers);
  const province = document.querySelector(`[data-narrows="${city.id}"]`)?.value ?? "";
  if (!field || !province || !city.value) return;
  const query = new URLSearchParams({ province, city: city.value });
  const answer = await fetch(`${city.dataset.offersFrom}?${query}`);
  if (!answer.ok) return;
  const options = await answer.text();
  const known = options.includes("<option");
  const next = document.createElement(known ? "select" : "input");
  for (const name of ["id", "name", "class", "aria-describedby", "aria-invalid", "autocomplete"]) {
    if (field.hasAttribute(name)) next.setAttribute(name, field.getAttribute(name));
  }
  if (known) {
    const blank = new Option(city.dataset.blank ?? "", "");
    next.innerHTML = options;
    next.prepend(blank);
    next.value = [...next.options].some((o) => o.value === field.value) ? field.value : "";
  }
  field.replaceWith(next);
}

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-offers]")) offerDistricts(event.target);
});
for (const city of document.querySelectorAll("[data-offers]")) offerDistricts(city);
