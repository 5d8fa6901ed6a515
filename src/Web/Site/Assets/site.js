// What htmx leaves to us: errors said in place, a session that ended, double clicks. Pages work without any of it.
(() => {
  "use strict";
  const notice = () => document.getElementById("notice");

  const say = (text) => {
    const place = notice();
    place.replaceChildren(Object.assign(document.createElement("p"), { textContent: text }));
  };

  // The same act, sent as a browser does it: the page that comes carries along what was typed. It was a form, or a button that belongs to one.
  const sendWhole = (asked, submitter) => {
    const button = asked.form ? asked : submitter;
    const form = asked.form ?? asked;
    const action = form.getAttribute("action") ?? "";
    const pressed = Object.assign(document.createElement("input"), { type: "hidden", name: button?.name ?? "", value: button?.value ?? "" });
    form.append(pressed);
    form.setAttribute("action", button?.getAttribute("formaction") ?? action);
    HTMLFormElement.prototype.submit.call(form);
    pressed.remove();
    form.setAttribute("action", action);
  };

  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, requestConfig } = event.detail;
    if (xhr.status < 400) {
      notice().replaceChildren();
    } else if (xhr.getResponseHeader("Form-Resend") && (requestConfig.elt.form ?? requestConfig.elt) instanceof HTMLFormElement) {
      sendWhole(requestConfig.elt, requestConfig.triggeringEvent?.submitter);
    } else if (xhr.getResponseHeader("HX-Retarget")) {
      event.detail.shouldSwap = true;
    } else {
      say(notice().dataset.failed);
    }
  });
  document.addEventListener("htmx:sendError", () => say(notice().dataset.offline));
  document.addEventListener("htmx:timeout", () => say(notice().dataset.offline));

  // The second click of a double click would undo what the first did.
  document.addEventListener("click", (event) => {
    if (event.detail > 1 && event.target.closest?.("button")?.form) {
      event.preventDefault();
    }
  }, true);

  // A proposed word takes the place of the one that is being typed.
  document.addEventListener("change", (event) => {
    const list = event.target.closest?.("[data-proposals]");
    const field = list && document.getElementById(list.dataset.proposals);
    if (field) {
      const words = field.value.split(/[\s,;]+/).filter(Boolean);
      const typing = /[^\s,;]$/.test(field.value);
      field.value = [...(typing ? words.slice(0, -1) : words), event.target.value, ""].join(" ");
      event.target.checked = false;
      field.focus();
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  });

  // The menu closes when one turns to something else, and gives the focus back on Escape.
  const openMenu = () => document.querySelector("details[data-menu][open]");
  for (const turning of ["click", "focusin"]) {
    document.addEventListener(turning, (event) => {
      const menu = openMenu();
      if (menu && !menu.contains(event.target)) {
        menu.open = false;
      }
    });
  }
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && openMenu();
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  // Of a field of several lines that is reached by key a browser shows the one where one writes; the field is shown.
  document.addEventListener("keyup", (event) => {
    if (event.key === "Tab" && event.target.matches?.("textarea")) {
      event.target.scrollIntoView({ block: "nearest" });
    }
  });

  // A form that is being sent is not sent again; coming back to the page it can be.
  const sent = new WeakSet();
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") {
      return;
    }
    if (sent.has(form)) {
      event.preventDefault();
    }
    sent.add(form);
    setTimeout(() => sent.delete(form), 3000);
  });
})();
