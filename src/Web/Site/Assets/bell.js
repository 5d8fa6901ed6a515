// The bell counts what a member is told of while a page is open. How many are not read is known where they are kept.
(() => {
  "use strict";
  const bell = () => document.querySelector("a.bell");
  let due = 0;
  let isLate = false;

  const ring = async () => {
    // A tab that nobody looks at asks when somebody does.
    isLate = document.hidden;
    if (isLate) {
      return;
    }
    const response = await fetch("/notifications/bell", { headers: { Accept: "text/html" }, redirect: "error" });
    if (response.status !== 200 || !bell()) {
      return;
    }
    // The same element, which may have the focus.
    const now = new DOMParser().parseFromString(await response.text(), "text/html").querySelector("a.bell");
    const was = bell().textContent;
    bell().setAttribute("aria-label", now.getAttribute("aria-label"));
    bell().replaceChildren(...now.childNodes);
    if (bell().textContent && bell().textContent !== was) {
      document.getElementById("said").textContent = bell().getAttribute("aria-label");
    }
  };

  // Several at once are one, and not all tabs ask at the same moment.
  const soon = () => {
    clearTimeout(due);
    due = setTimeout(() => ring().catch(() => {}), 200 + 600 * Math.random());
  };

  document.addEventListener("live:told", soon);
  document.addEventListener("visibilitychange", () => isLate && soon());
})();
