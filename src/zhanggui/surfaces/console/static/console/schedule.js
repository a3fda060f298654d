// The schedule by mouse, touch and keyboard. What a block becomes is only proposed here: the server decides.

const STEP = 5;
const board = document.getElementById("timeline");
const pad = (n) => String(n).padStart(2, "0");
const clock = (m) => `${pad(Math.floor(m / 60) % 24)}:${pad(m % 60)}`;
const minutesOf = (text) => text.split(":").reduce((h, m) => h * 60 + Number(m), 0);
const cookie = (name) => document.cookie.split("; ").find((one) => one.startsWith(`${name}=`))?.split("=")[1] ?? "";

let wish = null; // the block being moved: where it was, and where it shall go

function begin(block) {
  if (wish?.block === block) return;
  undo();
  const lane = block.closest("[data-lane]");
  wish = { block, lane, home: lane, style: block.getAttribute("style"), starts: minutesOf(block.dataset.starts), length: Number(block.dataset.minutes) };
  block.classList.add("moving");
}

function show() {
  const { block, starts, length, lane } = wish;
  block.style.left = `${(starts / 1440) * 100}%`;
  block.style.width = `${(length / 1440) * 100}%`;
  if (block.parentElement !== lane) { lane.append(block); block.focus({ preventScroll: true }); }
  block.querySelector("small").textContent = `${clock(starts)}–${clock(starts + length)}`;
  say(`${clock(starts)} ${board.dataset.saidTo} ${clock(starts + length)}. ${board.dataset.saidKeys}`);
}

function say(text) {
  const place = board.querySelector("[data-said]");
  if (place) place.textContent = text;
}

function undo() {
  if (!wish) return;
  const { block, home, style, starts } = wish;
  block.setAttribute("style", style);
  if (block.parentElement !== home) home.append(block);
  block.classList.remove("moving");
  block.querySelector("small").textContent = `${block.dataset.starts}–${clock(minutesOf(block.dataset.starts) + Number(block.dataset.minutes))}`;
  wish = null;
}

function unchanged() {
  return wish.lane === wish.home && wish.starts === minutesOf(wish.block.dataset.starts) && wish.length === Number(wish.block.dataset.minutes);
}

async function keep() {
  if (!wish || unchanged()) return undo();
  const { block, starts, length, lane } = wish;
  const midnight = Date.parse(`${lane.dataset.day}T00:00Z`);
  const at = (m) => new Date(midnight + m * 60000).toISOString().slice(0, 16);
  const body = new URLSearchParams({
    slot: block.dataset.slot, starts_at: at(starts), ends_at: at(starts + length), row_channel: lane.dataset.channel,
    view: board.dataset.view, channel: board.dataset.channel, day: board.dataset.day,
  });
  const moved = block.dataset.slot;
  wish = null;
  const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? cookie("csrftoken");
  const answer = await fetch(board.dataset.move, { method: "POST", body, headers: { "X-CSRFToken": token } });
  if (answer.status !== 200 && answer.status !== 422) return location.reload();
  draw(new DOMParser().parseFromString(await answer.text(), "text/html"));
  if (answer.ok) say(board.dataset.saidKept);
  board.querySelector(`[data-slot="${moved}"]`)?.focus({ preventScroll: true });
}

// The timeline, the list below it and what the gates say are one picture: all of it is drawn anew.
function draw(answer) {
  for (const part of answer.querySelectorAll("[data-part]"))
    document.querySelector(`[data-part="${part.dataset.part}"]`).replaceChildren(...part.childNodes);
}

function laneBeside(lane, step) {
  const lanes = [...board.querySelectorAll("[data-lane]")];
  return lanes[lanes.indexOf(lane) + step] ?? lane;
}

board?.addEventListener("keydown", (event) => {
  const block = event.target.closest("[data-moves]");
  if (!block) return;
  const across = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  const along = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (across || along) {
    event.preventDefault();
    begin(block);
    const by = (across ?? 0) * (event.shiftKey ? STEP : STEP * 3);
    if (event.altKey) wish.length = Math.max(STEP, wish.length + by);
    else wish.starts = Math.min(1440 - STEP, Math.max(0, wish.starts + by));
    if (along) wish.lane = laneBeside(wish.lane, along);
    show();
  } else if (event.key === "Enter" && wish) {
    event.preventDefault();
    keep();
  } else if (event.key === "Escape" && wish) {
    event.preventDefault();
    undo();
    say("");
  }
});

// A screen narrower than a day begins an hour before now, or before the first slot of another day.
const ahead = board?.querySelector(".tl-now, .tl-slot");
if (ahead) board.scrollLeft = ahead.getBoundingClientRect().left - board.getBoundingClientRect().left - 150;

let grip = null;

board?.addEventListener("pointerdown", (event) => {
  const block = event.target.closest("[data-moves]");
  if (!block || event.button) return;
  const box = block.getBoundingClientRect();
  grip = { block, x: event.clientX, resizes: box.right - event.clientX < 10, starts: minutesOf(block.dataset.starts), length: Number(block.dataset.minutes) };
});

addEventListener("pointermove", (event) => {
  if (!grip) return;
  const lane = grip.block.closest("[data-lane]");
  const moved = Math.round((((event.clientX - grip.x) / lane.clientWidth) * 1440) / STEP) * STEP;
  if (!wish && Math.abs(event.clientX - grip.x) < 4) return;
  begin(grip.block);
  if (grip.resizes) wish.length = Math.max(STEP, grip.length + moved);
  else {
    wish.starts = Math.min(1440 - STEP, Math.max(0, grip.starts + moved));
    const under = document.elementsFromPoint(event.clientX, event.clientY).find((el) => el.matches("[data-lane]"));
    if (under) wish.lane = under;
  }
  show();
});

addEventListener("pointerup", () => {
  if (!grip) return;
  grip = null;
  if (wish) keep();
});

board?.addEventListener("click", (event) => {
  if (event.target.closest(".moving")) event.preventDefault();
});
board?.addEventListener("dragstart", (event) => event.preventDefault());

document.querySelector("[data-print]")?.addEventListener("click", () => print());
