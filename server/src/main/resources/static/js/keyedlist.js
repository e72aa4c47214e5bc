// A list that is decided item by item with one key each (the crosswalk board). Markup:
//   <ul class="keyed" data-keyed>
//     <li class="keyed__item" data-keyed-item> … <button data-key="a">Accept</button> <input type="radio" data-key="1"> …
// Up and down (or j and k) go from item to item; a key clicks the element of the current item that carries it, or moves by its
// data-keyed-move, or else clicks what stands outside the items with data-keyed-everywhere. The keys act only while the focus is inside the
// list; j and k bring it there from anywhere on the page. A key of the list's data-keyed-keys for which the current item has nothing says the
// item's data-keyed-idle. When an answer of the server takes the current item away, the next one takes its place, and behind the last one the
// link to the next page.
import { isWriting, keysAreOn } from './keys.js';
import { toast } from './toast.js';

const itemsOf = (list) => [...list.querySelectorAll('[data-keyed-item]')];

function choose(list, item, focus) {
  itemsOf(list).forEach((other) => {
    const chosen = other === item;
    other.setAttribute('tabindex', chosen ? '0' : '-1');
    if (chosen) {
      other.setAttribute('aria-current', 'true');
    } else {
      other.removeAttribute('aria-current');
    }
  });
  if (item && focus) {
    item.focus({ preventScroll: true });
    item.scrollIntoView({ block: 'nearest' });
  }
}

const prepared = new WeakSet();

function prepare(list) {
  if (prepared.has(list)) {
    return;
  }
  prepared.add(list);
  let place = 0;
  let inside = false;
  const current = () => list.querySelector('[data-keyed-item][aria-current="true"]');
  const go = (to, focus = true) => {
    const all = itemsOf(list);
    const next = document.querySelector('a[rel=next]');
    if (focus && next && to >= all.length && list === document.querySelector('[data-keyed]')) {
      if (!current()) {
        choose(list, all[all.length - 1], false);
      }
      next.focus(); // behind the last item the next page begins
      return;
    }
    if (all.length) {
      place = Math.min(Math.max(to, 0), all.length - 1);
      choose(list, all[place], focus);
    }
  };

  list.addEventListener('focusin', (event) => {
    inside = true;
    const item = event.target.closest('[data-keyed-item]');
    if (item && item !== current()) {
      go(itemsOf(list).indexOf(item), false);
    }
  });
  list.addEventListener('focusout', (event) => {
    // Leaving for nothing is what happens when the focused element is taken away: then we are still at our place.
    inside = event.relatedTarget === null || list.contains(event.relatedTarget);
  });
  // Does what a key means here; false where it means nothing.
  const act = (pressed, onRadio = false) => {
    const move = { ArrowDown: onRadio ? 0 : 1, ArrowUp: onRadio ? 0 : -1, j: 1, k: -1 }[pressed];
    if (move) {
      go(place + move);
      return true;
    }
    const key = pressed.toLocaleLowerCase();
    const target = [...(current()?.querySelectorAll('[data-key]') ?? [])].find((element) => element.dataset.key === key)
      ?? [...document.querySelectorAll('[data-keyed-everywhere]')].find((element) => element.dataset.keyedEverywhere === key);
    if (target?.dataset.keyedMove) {
      go(place + Number(target.dataset.keyedMove));
    } else if (target) {
      target.click();
    } else if (current()?.dataset.keyedIdle && list.dataset.keyedKeys?.split(' ').includes(key)) {
      toast(current().dataset.keyedIdle);
      return true;
    }
    return Boolean(target);
  };
  const isMeant = (event) => !(event.ctrlKey || event.altKey || event.metaKey || isWriting(event.target))
    && (event.key.length > 1 || keysAreOn());

  list.addEventListener('keydown', (event) => {
    if (isMeant(event) && act(event.key, event.target.matches('input[type=radio]'))) {
      event.preventDefault();
    }
  });
  // Between an item that an answer took away and the next one that takes its place there is a moment without focus: who types faster loses no key.
  const early = [];
  document.addEventListener('keydown', (event) => {
    if (inside && list.isConnected && !current() && event.target === document.body && isMeant(event)) {
      early.push(event.key);
    }
  });
  document.addEventListener('keydown', (event) => {
    const enters = ['j', 'k'].includes(event.key.toLocaleLowerCase()) && !event.target.closest('[data-keyed], dialog') && isMeant(event);
    if (enters && current() && list === document.querySelector('[data-keyed]')) {
      event.preventDefault();
      go(place);
    }
  });
  document.body.addEventListener('htmx:afterSettle', () => {
    if (!list.isConnected || current()) {
      return;
    }
    const lost = inside && (document.activeElement === document.body || document.activeElement === null);
    // What an answer has settled stays within reach, but the next question is the next item.
    const settled = itemsOf(list)[place]?.hasAttribute('data-keyed-done');
    go(settled ? place + 1 : place, lost);
    early.splice(0).forEach((key) => act(key));
  });
  // An answer says which item it was about, wherever that stands.
  document.body.addEventListener('keyed:choose', (event) => {
    const item = document.getElementById(event.detail.value);
    if (list.isConnected && item && list.contains(item)) {
      go(itemsOf(list).indexOf(item));
    }
  });
  go(0, false);
}

// What has left the view since the page came (data-keyed-left) stands no longer before the next page.
document.addEventListener('click', (event) => {
  const next = event.target.closest('a[rel=next]');
  if (next && document.querySelector('[data-keyed]')) {
    next.dataset.offset ??= new URL(next.href).searchParams.get('offset');
    const address = new URL(next.href);
    address.searchParams.set('offset', Math.max(0, next.dataset.offset - document.querySelectorAll('[data-keyed-left]').length));
    next.href = address;
  }
});

const prepareAll = () => document.querySelectorAll('[data-keyed]').forEach(prepare);
prepareAll();
document.body.addEventListener('htmx:afterSettle', prepareAll); // a list that came with an answer
