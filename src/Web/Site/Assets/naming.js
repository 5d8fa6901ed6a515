// Whom one may mean is proposed as one types @ in a text. Pages work without any of it.
(() => {
  "use strict";
  // What stands before a name, as the rule by which members are told has it; a name may be typed with its accents.
  const begun = /(?:^|[^\p{L}\p{N}_@/.\\-])@([\p{L}\p{M}\p{N}-]{0,40})$/u;
  const copied = ["boxSizing", "fontFamily", "fontSize", "fontWeight", "letterSpacing", "lineHeight", "paddingTop", "paddingRight", "paddingBottom", "paddingLeft", "textIndent", "tabSize"];
  let field = null;
  let list = null;
  let start = -1;
  let left = -1;
  let due = 0;
  let asking = null;
  let isStale = false;

  const options = () => [...list.querySelectorAll("[role=option]")];
  const chosen = () => list.querySelector("[aria-selected=true]");

  const close = () => {
    clearTimeout(due);
    asking?.abort();
    asking = null;
    list?.remove();
    list = null;
    for (const name of ["aria-activedescendant", "aria-controls", "aria-autocomplete"]) {
      field?.removeAttribute(name);
    }
  };

  const choose = (option) => {
    for (const other of options()) {
      other.setAttribute("aria-selected", String(other === option));
    }
    field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  };

  const take = (option) => {
    field.setRangeText(`@${option.dataset.handle} `, start, field.selectionStart, "end");
    const written = field;
    close();
    written.focus();
    written.dispatchEvent(new Event("input", { bubbles: true }));
  };

  // Where the @ stands in the field: a text of the same form up to there, measured and thrown away.
  const place = () => {
    const style = getComputedStyle(field);
    const copy = document.createElement("div");
    for (const name of copied) {
      copy.style[name] = style[name];
    }
    Object.assign(copy.style, { position: "absolute", visibility: "hidden", whiteSpace: "pre-wrap", overflowWrap: "break-word", width: `${field.clientWidth}px` });
    const mark = Object.assign(document.createElement("span"), { textContent: "@" });
    copy.append(field.value.slice(0, start), mark);
    field.parentElement.append(copy);
    const [x, y] = [mark.offsetLeft, mark.offsetTop + mark.offsetHeight];
    copy.remove();
    const below = Math.min(Math.max(y - field.scrollTop, 0), field.clientHeight);
    list.style.top = `${field.offsetTop + below + 4}px`;
    list.style.left = `${field.offsetLeft + Math.max(0, Math.min(x, field.clientWidth - list.offsetWidth))}px`;
  };

  const show = (found) => {
    const before = list;
    list = found;
    isStale = false;
    before?.remove();
    field.parentElement.append(list);
    place();
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", list.id);
    choose(options()[0]);
    document.getElementById("said").textContent = list.dataset.said;
  };

  const ask = async (text) => {
    asking?.abort();
    const mine = asking = new AbortController();
    const question = new URL(field.form.action).pathname.match(/^\/questions\/(\d+)\//)?.[1] ?? "";
    const response = await fetch(`/writing/members?${new URLSearchParams({ name: text, question })}`, {
      headers: { Accept: "text/html", "HX-Request": "true" }, redirect: "error", signal: mine.signal,
    });
    const page = response.ok ? new DOMParser().parseFromString(await response.text(), "text/html") : null;
    if (mine !== asking) {
      return;
    }
    const found = page?.querySelector("[role=listbox]");
    if (found) {
      show(found);
    } else {
      close();
    }
  };

  const look = (event) => {
    const typed = event.target;
    if (!typed.matches?.("textarea[data-names]") || event.isComposing) {
      return;
    }
    if (typed !== field) {
      close();
      field = typed;
    }
    const before = field.value.slice(0, field.selectionStart);
    const match = field.selectionStart === field.selectionEnd ? before.match(begun) : null;
    const at = match ? before.length - match[1].length - 1 : -1;
    if (at < 0 || at === left) {
      left = at < 0 ? -1 : left;
      close();
      return;
    }
    left = -1;
    start = at;
    isStale = true;
    clearTimeout(due);
    due = setTimeout(() => ask(match[1]).catch(() => {}), 120);
  };

  document.addEventListener("input", look);
  document.addEventListener("keydown", (event) => {
    if (!list || event.target !== field || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const all = options();
    const at = all.indexOf(chosen());
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      choose(all[(at + (event.key === "ArrowDown" ? 1 : all.length - 1)) % all.length]);
    } else if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey && !isStale) {
      take(all[at]);
    } else if (event.key === "Escape") {
      left = start;
      close();
    } else {
      if (["Enter", "Tab", "ArrowLeft", "ArrowRight", "Home", "End", "PageUp", "PageDown"].includes(event.key)) {
        close();
      }
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }, true);

  // A press on the list must not take the focus from the text.
  document.addEventListener("mousedown", (event) => {
    if (list?.contains(event.target)) {
      event.preventDefault();
    } else if (list) {
      close();
    }
  });
  document.addEventListener("click", (event) => {
    const option = list?.contains(event.target) && event.target.closest("[role=option]");
    if (option) {
      take(option);
    }
  });
  document.addEventListener("focusout", (event) => event.target === field && close());
})();
