// What others do appears on the page that is open. Pages work without any of it.
(() => {
  "use strict";
  const { source, morph } = document.currentScript.dataset;
  if (!window.TextDecoderStream) {
    return;
  }
  const language = document.documentElement.lang;
  const plural = new Intl.PluralRules(language);
  const number = new Intl.NumberFormat(language);
  const kept = "live-paused";
  let isPaused = localStorage.getItem(kept) === "1";
  let isLost = false;
  let port = null;
  let bar;
  let texts = {};
  let said = null;
  let more = null;
  let pause = null;
  let news = 0;
  let refreshing = 0;

  const say = (text) => { said.textContent = text; };
  const counted = (name, count) => texts[`${name}${plural.select(count) === "one" ? "One" : "Other"}`].replace("{0}", number.format(count));

  const load = (address) => new Promise((done, failed) => {
    document.head.append(Object.assign(document.createElement("script"), { src: address, onload: done, onerror: failed }));
  });

  const offer = () => {
    more.textContent = counted(texts.list ? "questions" : "news", news);
    more.hidden = false;
  };

  // A form keeps what is being typed, and what is open stays so.
  const careful = {
    beforeNodeMorphed: (old) => !(old instanceof HTMLFormElement),
    beforeAttributeUpdated: (name, node) => name !== "open" && node !== document.activeElement,
    afterNodeAdded: (node) => node.classList?.contains("answer") && node.classList.add("fresh"),
  };

  const refresh = async () => {
    const [response] = await Promise.all([fetch(more.href, { headers: { Accept: "text/html", "Live-Refresh": "1" } }), window.Idiomorph ?? load(morph)]);
    if (!response.ok) {
      offer();
      return;
    }
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    for (const part of document.querySelectorAll("[data-live-part]")) {
      const now = page.querySelector(`[data-live-part="${part.dataset.livePart}"]`);
      if (now) {
        window.Idiomorph.morph(part, now, { morphStyle: "outerHTML", ignoreActive: true, callbacks: careful });
        window.htmx?.process(part);
      }
    }
    news = 0;
    more.hidden = true;
  };

  // Several at once are one, and not all readers ask at the same moment.
  const refreshSoon = () => {
    clearTimeout(refreshing);
    refreshing = setTimeout(() => refresh().catch(offer), 200 + 600 * Math.random());
  };

  const score = ({ question, answer, score: value }) => {
    const votes = document.querySelector(`#${answer ? `answer-${answer}` : `question-${question}`} .votes`);
    if (value === undefined) {
      refreshSoon();
    } else if (votes) {
      votes.querySelector(".number").textContent = number.format(value);
      votes.querySelector(".word").textContent = counted("votes", Math.abs(value));
    }
  };

  const ofQuestion = (event) => {
    const isOwn = event.data.member !== undefined && event.data.member === texts.me;
    if (event.data.question !== texts.question || (isOwn && document.visibilityState === "visible")) {
      // What one does here is on the page already, with the focus where it belongs.
      return;
    }
    if (isPaused) {
      news += 1;
      offer();
    } else if (event.kind === "post-voted") {
      score(event.data);
    } else {
      const text = texts[`said${event.kind.replace(/(^|-)([a-z])/g, (_, __, letter) => letter.toUpperCase())}`];
      if (text && !isOwn) {
        say(text);
      }
      refreshSoon();
    }
  };

  const ofList = (event) => {
    const skill = texts.live.startsWith("skill:") ? texts.live.slice("skill:".length) : null;
    const isHere = skill === null || event.data.skills?.includes(skill);
    if (event.kind === "question-asked" && isHere && event.data.member !== texts.me && !isPaused) {
      news += 1;
      offer();
    }
  };

  const connected = (state) => {
    texts.state = state;
    if (state === "lost") {
      isLost = true;
      setTimeout(() => isLost && bar && say(texts.lost), 3000);
      return;
    }
    if (isLost && bar && said.textContent === texts.lost) {
      say(texts.back);
    }
    isLost = false;
  };

  const heard = ({ data: event }) => {
    // What came between the making of the page and the listening is asked for as well.
    if (event.data?.notification || event.kind === "reset" || event.isNew) {
      document.dispatchEvent(new Event("live:told"));
    }
    if (event.state) {
      connected(event.state);
    } else if (!bar || !event.kind) {
      return;
    } else if (event.kind === "reset") {
      if (!texts.list) {
        refreshSoon();
      }
    } else if (texts.list) {
      ofList(event);
    } else {
      ofQuestion(event);
    }
  };

  const showPause = () => {
    pause.setAttribute("aria-pressed", String(isPaused));
    pause.hidden = false;
  };

  const open = () => {
    if (window.SharedWorker) {
      port = new SharedWorker(source).port;
    } else {
      const channel = new MessageChannel();
      port = channel.port1;
      (window.liveSource ? Promise.resolve() : load(source)).then(() => window.liveSource(channel.port2));
    }
    port.onmessage = heard;
  };

  // What concerns a member reaches them on every page; what the page shows, where it does.
  const join = () => {
    const topics = [...(bar ? texts.live.split(" ") : []), ...(document.querySelector("a.bell") ? ["notifications"] : [])];
    if (topics.length === 0) {
      port?.postMessage({ leave: true });
      return;
    }
    if (!port) {
      open();
    }
    port.postMessage({ topics, since: performance.timeOrigin });
  };

  const toggle = () => {
    isPaused = !isPaused;
    localStorage.setItem(kept, isPaused ? "1" : "0");
    showPause();
    if (!isPaused && news > 0 && !texts.list) {
      refreshSoon();
    }
  };

  const showNews = (event) => {
    if (!texts.list) {
      event.preventDefault();
      refresh().catch(() => location.assign(more.href));
    }
  };

  const show = () => {
    texts = bar.dataset;
    said = bar.querySelector("[role=status]");
    more = bar.querySelector("a");
    pause = bar.querySelector("button");
    news = 0;
    pause.addEventListener("click", toggle);
    more.addEventListener("click", showNews);
    bar.hidden = false;
    showPause();
  };

  // The bar that is on the page now: an act or another order of a list may have brought a new one.
  const attach = () => {
    const found = document.querySelector("[data-live]");
    if (found === bar) {
      return;
    }
    bar = found;
    if (bar) {
      show();
    }
    join();
  };

  addEventListener("offline", () => port?.postMessage({ offline: true }));
  addEventListener("online", () => port?.postMessage({ online: true }));
  addEventListener("pagehide", () => port?.postMessage({ leave: true }));
  addEventListener("pageshow", (event) => {
    if (event.persisted) {
      join();
      document.dispatchEvent(new Event("live:told"));
      if (bar && !texts.list) {
        refreshSoon();
      }
    }
  });
  document.addEventListener("htmx:afterSettle", attach);
  attach();
})();
