// What others do in a workspace, on an open page: who is there and where, and what is new. Server-sent events; the browser comes back by itself
// and says what it heard last. Nothing here moves the focus: where somebody works, a button offers what changed. Markup:
//   <div data-live="/frameworks/…/live" data-live-presence="/frameworks/…/presence" data-live-place="12-40" data-live-item="…">
//     <p data-live-who></p> <p role="status" data-live-line></p> <button data-live-show hidden></button>
//   <section id="proposals" data-live-region="PROPOSED RESOLVED"> a part of the page that is fetched anew when such things happen
//   <li data-live-subject="…" data-live-src="…"> one thing, fetched anew by itself
//   <span data-live-at="item"> says who is at this item; with data-live-edits on the bar, being in a field of a form is told as writing
// Every event is also dispatched on document as "workspace:news" and "workspace:here", with what came as its detail. Other modules say where
// the reader is by at(item, editing).
import { toast } from './toast.js';

const bar = document.querySelector('[data-live]');
const tab = Math.random().toString(36).slice(2);
const STILL_MS = 20_000;
const ASK_MS = 10_000;
const HELD_MS = 15_000; // a stream that says nothing for so long is held back by a proxy: who is there comes within two seconds
const AGAIN_MS = 120_000;
let where = { item: bar?.dataset.liveItem ?? '', editing: false };
let said = '';

function post(fields, leaving = false) {
  const token = document.querySelector('meta[name="csrf"]');
  if (!bar || !token) {
    return;
  }
  fetch(bar.dataset.livePresence, {
    method: 'POST',
    credentials: 'same-origin',
    keepalive: leaving,
    headers: { [token.dataset.header]: token.content, 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ tab, ...fields }),
  }).catch(() => {});
}

function tell() {
  const now = JSON.stringify(where);
  said = now;
  post(where.item ? { item: where.item, editing: String(where.editing) } : {});
}

/**
 * Says at which item the reader is.
 * @param {string} item its identifier; empty for none
 * @param {boolean} editing whether they write in it
 */
export function at(item, editing = false) {
  where = { item, editing };
  if (JSON.stringify(where) !== said) {
    tell();
  }
}

const inside = (element) => element.contains(document.activeElement) && document.activeElement !== document.body;

function words(person) {
  if (!person.label) {
    return person.name;
  }
  return person.editing ? `${person.name} (writing in ${person.label})` : `${person.name} (at ${person.label})`;
}

function here(people) {
  const who = bar.querySelector('[data-live-who]');
  if (who) {
    who.textContent = people.length ? `Here now: ${people.map(words).join(', ')}.` : '';
  }
  document.querySelectorAll('[data-live-at]').forEach((element) => {
    const there = people.filter((person) => person.item === element.dataset.liveAt);
    element.textContent = there.map((person) => (person.editing ? `${person.name} is editing this` : `${person.name} is here`)).join(', ');
  });
  document.dispatchEvent(new CustomEvent('workspace:here', { detail: people }));
}

const waiting = new Set();

function offer(what) {
  waiting.add(what);
  const show = bar.querySelector('[data-live-show]');
  if (show) {
    show.hidden = false;
  }
}

const swap = (element, source, selector) =>
  window.htmx.ajax('GET', source, selector ? { target: element, swap: 'innerHTML', select: selector } : { target: element, swap: 'outerHTML' });

function renewRegion(region) {
  swap(region, location.pathname + location.search, `#${CSS.escape(region.id)} > *`);
}

function news(event) {
  const line = bar.querySelector('[data-live-line]');
  if (line && !event.mine) {
    line.textContent = event.kind === 'DRAFT' ? `${event.who}: ${event.sentence}` : `${event.who} ${event.sentence}.`;
  }
  document.dispatchEvent(new CustomEvent('workspace:news', { detail: event }));
  const thing = event.subject ? document.querySelector(`[data-live-subject="${CSS.escape(event.subject)}"][data-live-src]`) : null;
  const things = thing
    ? [thing]
    : event.kind === 'DRAFT'
      ? [...document.querySelectorAll('[data-live-src][data-live-of]')].filter((one) => event.items.includes(one.dataset.liveOf))
      : [];
  if (things.length) {
    things.forEach((one) => (inside(one) ? offer(one) : swap(one, one.dataset.liveSrc)));
    return;
  }
  document.querySelectorAll('[data-live-region]').forEach((region) => {
    if (region.dataset.liveRegion.split(' ').includes(event.kind)) {
      if (inside(region) || event.mine) {
        if (!event.mine) {
          offer(region);
        }
      } else {
        renewRegion(region);
      }
    }
  });
}

function begin() {
  let place = bar.dataset.livePlace;
  const address = (path) => `${path}?tab=${tab}&since=${encodeURIComponent(place)}`;
  const heard = (event) => {
    place = event.place ?? place;
    news(event);
  };
  let source = null;
  let timers = [];
  const rest = () => {
    timers.forEach(clearInterval);
    timers = [];
  };
  const over = () => {
    rest();
    source?.close();
    const line = bar.querySelector('[data-live-line]');
    if (line) {
      line.textContent = 'You are signed out, or take part here no more. Copy what you wrote before you load the page again.';
    }
  };
  const ask = async () => {
    try {
      const answer = await fetch(address(`${bar.dataset.live}.json`), { credentials: 'same-origin', headers: { Accept: 'application/json' } });
      if (answer.ok) {
        (await answer.json()).forEach((event) => (event.event === 'here' ? here(event.people) : heard(event)));
      } else if ([401, 403, 404].includes(answer.status)) {
        over();
      }
    } catch {
      // the next time
    }
  };
  // no stream: too many pages are open, the server begins anew, or a proxy holds it back; then ask now and then, and try again later
  const askNowAndThen = () => {
    source.close();
    if (!timers.length) {
      timers = [setInterval(ask, ASK_MS), setInterval(tell, STILL_MS), setTimeout(listen, AGAIN_MS)];
      ask();
      tell();
    }
  };
  function listen() {
    rest();
    source = new EventSource(address(bar.dataset.live));
    const held = setTimeout(askNowAndThen, HELD_MS);
    source.addEventListener('here', (event) => {
      clearTimeout(held);
      here(JSON.parse(event.data).people);
    });
    source.addEventListener('news', (event) => heard(JSON.parse(event.data)));
    source.addEventListener('open', tell);
    source.addEventListener('error', () => {
      if (source.readyState === EventSource.CLOSED) {
        clearTimeout(held);
        askNowAndThen();
      }
    });
  }
  listen();
  bar.querySelector('[data-live-show]')?.addEventListener('click', (event) => {
    event.currentTarget.hidden = true;
    waiting.forEach((element) => {
      if (element.isConnected) {
        if (element.dataset.liveSrc) {
          swap(element, element.dataset.liveSrc);
        } else {
          renewRegion(element);
        }
      }
    });
    waiting.clear();
  });
  if (bar.dataset.liveEdits) {
    // whoever is in a field of the page's form writes in its item
    const writes = () => document.activeElement?.matches('main form :is(textarea, input[type="text"], select)') ?? false;
    document.addEventListener('focusin', () => at(where.item, writes()));
  }
  addEventListener('pagehide', () => {
    rest();
    source.close();
    post({ gone: 'true' }, true);
  });
  addEventListener('pageshow', (event) => {
    if (event.persisted) {
      location.reload();
    }
  });
}

if (bar && window.EventSource && window.htmx) {
  begin();
} else if (bar && window.EventSource) {
  addEventListener('load', () => (window.htmx ? begin() : toast('This page does not follow what others do: reload it to see.')));
}
