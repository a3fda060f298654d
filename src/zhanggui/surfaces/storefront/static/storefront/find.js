// Help while typing in the search box, and a gallery that follows its small pictures. Pages work without it.

const box = document.querySelector(".shop-search input[type=search]");
if (box) suggestWhileTyping(box);
for (const gallery of document.querySelectorAll("[data-gallery]")) followPictures(gallery);
for (const row of document.querySelectorAll(".guide-days, .own-tabs, .sorts")) {
  row.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
}

function suggestWhileTyping(input) {
  const list = document.createElement("ul");
  list.id = "suggestions";
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.dataset.suggestions);
  list.hidden = true;
  input.after(list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");
  let waiting = 0;
  let asked = "";

  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const take = (option) => {
    input.value = option.dataset.word;
    close();
    input.form.requestSubmit();
  };
  const show = (words) => {
    list.replaceChildren(
      ...words.map(({ word, goods }, place) => {
        const option = document.createElement("li");
        option.id = `suggestion-${place}`;
        option.dataset.word = word;
        option.setAttribute("role", "option");
        option.append(word);
        const count = document.createElement("small");
        count.textContent = goods;
        option.append(count);
        return option;
      }),
    );
    list.hidden = words.length === 0;
    input.setAttribute("aria-expanded", String(words.length > 0));
  };
  const ask = async () => {
    const text = input.value.trim();
    if (text === asked) return;
    asked = text;
    if (!text) return close();
    const answer = await fetch(`${input.dataset.from}?${new URLSearchParams({ q: text })}`);
    if (answer.ok && text === input.value.trim()) show((await answer.json()).words);
  };
  const move = (step) => {
    const options = [...list.children];
    const now = options.findIndex((one) => one.getAttribute("aria-selected") === "true");
    options[now]?.removeAttribute("aria-selected");
    const next = options[(now + step + options.length) % options.length] ?? options[0];
    next.setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", next.id);
  };

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 120);
  });
  input.addEventListener("keydown", (event) => {
    const chosen = list.querySelector('[aria-selected="true"]');
    if (event.key === "Escape") close();
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && chosen) {
      event.preventDefault();
      take(chosen);
    }
  });
  list.addEventListener("mousedown", (event) => {
    event.preventDefault();
    const option = event.target.closest("li");
    if (option) take(option);
  });
  input.addEventListener("blur", close);
}

function followPictures(gallery) {
  const track = gallery.querySelector(".gallery-track");
  const links = [...gallery.querySelectorAll("[data-view]")];
  const to = (place) => track.scrollTo({ left: place * track.clientWidth, behavior: "smooth" });
  for (const link of links) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      to(Number(link.dataset.view));
    });
  }
  track?.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const now = Math.round(track.scrollLeft / track.clientWidth);
    to(Math.min(Math.max(now + step, 0), links.length - 1));
  });
  track?.addEventListener("scroll", () => {
    const now = Math.round(track.scrollLeft / track.clientWidth);
    links.forEach((link, place) => link.toggleAttribute("aria-current", place === now));
    links[now]?.setAttribute("aria-current", "true");
  });
}

// Which column led somewhere: its code and nothing else, for a day, in the reader's own browser. Checkout reads it.
document.addEventListener("click", (event) => {
  const column = event.target.closest("a[href]")?.closest(".column[id]");
  if (column) document.cookie = `column=${encodeURIComponent(column.id)}; max-age=86400; path=/; samesite=lax`;
});
