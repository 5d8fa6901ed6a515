// The one stream of events of a browser: a shared worker for all its tabs, or, where there is none, a part of the page.
(() => {
  "use strict";
  const firstWait = 2000;
  const longestWait = 30000;
  const silence = 40000; // The server says something each fifteen seconds.
  const tabs = new Map();
  let last = 0;
  let wait = firstWait;
  let stop = null;
  let heard = [];
  let isOpen = false;
  let due = 0;
  let isOffline = false;
  let toldAt = 0; // Since then nothing has concerned the member but what their tabs were told.

  const wanted = () => [...new Set([...tabs.values()].flatMap((tab) => tab.topics))];

  const tell = (message) => tabs.forEach((_, port) => port.postMessage(message));

  // What a tab has heard it does not hear again, when another one has asked for what came before.
  const deliver = (event) => tabs.forEach((tab, port) => {
    if (event.id > tab.seen || event.kind === "reset") {
      tab.seen = Math.max(tab.seen, event.id);
      port.postMessage(event);
    }
  });

  const read = (text) => {
    const fields = {};
    for (const line of text.split("\n")) {
      const at = line.indexOf(": ");
      fields[line.slice(0, at)] = line.slice(at + 2);
    }
    wait = fields.retry ? Number(fields.retry) : wait;
    if (fields.id) {
      last = Number(fields.id);
      if (fields.data) {
        const data = JSON.parse(fields.data);
        toldAt = data.notification || fields.event === "reset" ? Date.now() : toldAt;
        deliver({ id: last, kind: fields.event, data });
      } else {
        // What the pages lacked has come; from here positions do.
        tabs.forEach((tab) => { tab.topics = tab.topics.map((topic) => heard.includes(topic) ? topic.split("@")[0] : topic); });
        heard = heard.map((topic) => topic.split("@")[0]);
      }
    }
  };

  const listen = async (topics, aborter) => {
    let watch = 0;
    const awake = () => {
      clearTimeout(watch);
      watch = setTimeout(() => aborter.abort("silent"), silence);
    };
    const isResumed = last > 0;
    const query = `topics=${topics.map(encodeURIComponent).join(",")}${last ? `&from=${last}` : ""}`;
    try {
      awake();
      const response = await fetch(`/api/v1/live?${query}`, { signal: aborter.signal });
      if (response.status === 401) {
        // Whoever signed in has signed out: what everybody may hear goes on.
        tabs.forEach((tab) => { tab.topics = tab.topics.filter((topic) => topic !== "notifications"); });
        wait = 50;
        return;
      }
      if (!response.ok) {
        wait = Math.max(wait, 1000 * Number(response.headers.get("Retry-After") ?? 0));
        return;
      }
      isOpen = true;
      toldAt = isResumed ? toldAt : Date.now();
      tell({ state: "open", isNew: !isResumed });
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      for (let rest = "", part = await reader.read(); !part.done; part = await reader.read()) {
        awake();
        const frames = (rest + part.value).split("\n\n");
        rest = frames.pop();
        frames.forEach(read);
      }
    } finally {
      clearTimeout(watch);
    }
  };

  const connect = async () => {
    clearTimeout(due);
    const topics = wanted();
    if (stop && topics.every((topic) => heard.includes(topic))) {
      // A tab more, or less, of what is heard already.
      if (isOpen) {
        tell({ state: "open" });
      }
      return;
    }
    stop?.abort("again");
    stop = null;
    isOpen = false;
    if (topics.length === 0 || isOffline) {
      return;
    }
    const aborter = new AbortController();
    stop = aborter;
    heard = topics;
    await listen(topics, aborter).catch(() => {});
    if (stop === aborter) {
      stop = null;
      isOpen = false;
      tell({ state: "lost" });
      due = setTimeout(connect, wait * (0.5 + Math.random()));
      wait = Math.min(2 * wait, longestWait);
    }
  };

  const soon = () => {
    clearTimeout(due);
    due = setTimeout(connect, 50);
  };

  const join = (port) => {
    port.onmessage = ({ data }) => {
      if (data.topics) {
        tabs.set(port, { topics: data.topics, seen: 0 });
        if (toldAt >= data.since) {
          port.postMessage({ isNew: true });
        }
        soon();
      } else if (data.leave) {
        tabs.delete(port);
        if (tabs.size === 0) {
          stop?.abort("alone");
          stop = null;
          isOpen = false;
        }
      } else if (data.offline) {
        isOffline = true;
        stop?.abort("offline");
      } else if (data.online) {
        isOffline = false;
        wait = firstWait;
        soon();
      }
    };
    port.start();
  };

  if ("SharedWorkerGlobalScope" in self) {
    self.onconnect = (event) => join(event.ports[0]);
  } else {
    self.liveSource = join;
  }
})();
