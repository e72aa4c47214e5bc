// The keyboard in a tree (ARIA Authoring Practices, tree view): one stop for Tab, arrows inside, Home and End, letters jump.
// Children that are not in the page yet come through htmx when their parent opens. What is open survives reload and back.
const STORED = 'throughline.tree:' + location.pathname;

const isShown = (item) => item.offsetParent !== null;
const items = (tree) => [...tree.querySelectorAll('[role=treeitem]')].filter(isShown);
const parentOf = (item) => item.parentElement.closest('[role=treeitem]');
const groupOf = (item) => item.querySelector(':scope > [role=group]');
const linkOf = (item) => item.querySelector(':scope > .treeitem__row > .treeitem__label, :scope > a');
const expanded = (item) => item.getAttribute('aria-expanded');

function remember(tree) {
  const open = [...tree.querySelectorAll('[role=treeitem][aria-expanded=true]')].map((item) => item.id);
  sessionStorage.setItem(STORED, JSON.stringify(open));
}

async function open(item) {
  const address = item.dataset.children;
  item.setAttribute('aria-expanded', 'true');
  if (address) {
    delete item.dataset.children;
    item.setAttribute('aria-busy', 'true');
    try {
      await window.htmx.ajax('GET', address, { source: item, target: groupOf(item), swap: 'innerHTML' });
    } finally {
      item.removeAttribute('aria-busy');
    }
    if (!groupOf(item).children.length) {
      item.dataset.children = address;
      item.setAttribute('aria-expanded', 'false');
    }
  }
}

function close(item) {
  item.setAttribute('aria-expanded', 'false');
}

async function toggle(tree, item) {
  await (expanded(item) === 'true' ? close(item) : open(item));
  remember(tree);
}

function stop(tree, item, focus = true) {
  tree.querySelectorAll('[role=treeitem][tabindex="0"]').forEach((other) => other.setAttribute('tabindex', '-1'));
  item.setAttribute('tabindex', '0');
  if (focus) {
    item.focus();
    item.querySelector(':scope > .treeitem__row')?.scrollIntoView({ block: 'nearest' });
  }
}

/** Takes the links out of the Tab order: the item itself is the stop. */
function enrol(tree) {
  tree.querySelectorAll('[role=treeitem]:not([tabindex])').forEach((item) => {
    item.setAttribute('tabindex', '-1');
    linkOf(item)?.setAttribute('tabindex', '-1');
  });
  if (!tree.querySelector('[role=treeitem][tabindex="0"]')) {
    const first = tree.querySelector('[role=treeitem][aria-current]') ?? tree.querySelector('[role=treeitem]');
    first?.setAttribute('tabindex', '0');
  }
}

let typed = '';
let typedAt = 0;

function typeAhead(tree, item, letter, now) {
  typed = now - typedAt > 700 ? letter : typed + letter;
  typedAt = now;
  const all = items(tree);
  const from = all.indexOf(item) + (typed.length === 1 ? 1 : 0);
  const found = [...all.slice(from), ...all.slice(0, from)].find((other) => {
    const link = linkOf(other);
    const statement = link?.querySelector('.treeitem__statement')?.textContent ?? '';
    const code = link?.querySelector('.code')?.textContent ?? '';
    return [statement, code].some((text) => text.trim().toLocaleLowerCase().startsWith(typed));
  });
  if (found) {
    stop(tree, found);
  }
}

const MIRROR = { ArrowLeft: 'ArrowRight', ArrowRight: 'ArrowLeft' };

/** A key as one means it who reads from left to right: in a tree that runs the other way, left and right are each other. */
export function inReading(tree, key) {
  return (getComputedStyle(tree).direction === 'rtl' && MIRROR[key]) || key;
}

async function press(tree, event) {
  const item = event.target.closest('[role=treeitem]');
  if (!item || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.target !== item) {
    return;
  }
  const all = items(tree);
  const at = all.indexOf(item);
  const go = (other) => other && stop(tree, other);
  const acts = {
    ArrowDown: () => go(all[at + 1]),
    ArrowUp: () => go(all[at - 1]),
    Home: () => go(all[0]),
    End: () => go(all[all.length - 1]),
    ArrowRight: () =>
      expanded(item) === 'false' ? toggle(tree, item) : expanded(item) === 'true' && go(groupOf(item).querySelector('[role=treeitem]')),
    ArrowLeft: () => (expanded(item) === 'true' ? toggle(tree, item) : go(parentOf(item))),
    Enter: () => linkOf(item)?.click(),
    ' ': () => expanded(item) !== null && toggle(tree, item),
    '*': async () => {
      await Promise.all([...item.parentElement.children].filter((other) => expanded(other) === 'false').map(open));
      remember(tree);
    },
  };
  const act = acts[inReading(tree, event.key)];
  if (act) {
    event.preventDefault();
    event.stopPropagation();
    await act();
  } else if (event.key.length === 1 && /\S/.test(event.key) && event.key !== '?' && event.key !== '/') {
    event.preventDefault();
    typeAhead(tree, item, event.key.toLocaleLowerCase(), event.timeStamp);
  }
}

/** Where a tree scrolls by itself, what is chosen stands in sight; the page stays where it is. */
function showCurrent(tree) {
  const box = tree.closest('[data-scrolls]');
  const row = tree.querySelector('[aria-current] > .treeitem__row');
  const beside = () => row.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 3;
  if (box && row && box.scrollHeight > box.clientHeight) {
    box.scrollTop += beside();
    // what was out of sight had no size of its own before
    requestAnimationFrame(() => requestAnimationFrame(() => (box.scrollTop += beside())));
  }
}

async function reopen(tree) {
  let open_ = [];
  try {
    open_ = JSON.parse(sessionStorage.getItem(STORED) ?? '[]');
  } catch {
    sessionStorage.removeItem(STORED);
  }
  for (const id of open_) {
    const item = document.getElementById(id);
    if (item && tree.contains(item) && expanded(item) === 'false') {
      await open(item);
    }
  }
}

// A "Show more" that had the focus is replaced by what it showed: the focus goes to the first of those.
let more = null;

function prepare(tree) {
  enrol(tree);
  tree.addEventListener('keydown', (event) => press(tree, event));
  tree.addEventListener('click', (event) => {
    const item = event.target.closest('[role=treeitem]');
    if (item && event.target.closest('.treeitem__toggle')) {
      event.preventDefault();
      stop(tree, item);
      toggle(tree, item);
    }
  });
  tree.addEventListener('focusin', (event) => {
    const item = event.target.closest('[role=treeitem]');
    if (item && item.getAttribute('tabindex') !== '0') {
      stop(tree, item, event.target === item);
    }
  });
  tree.addEventListener('htmx:beforeSwap', (event) => {
    const item = event.target.closest('.treeitem--more');
    more = item && item.contains(document.activeElement) ? { before: item.previousElementSibling, level: item.parentElement } : null;
  });
}

document.body.addEventListener('htmx:afterSettle', () => {
  document.querySelectorAll('[data-tree]').forEach(enrol);
  if (more) {
    const next = more.before ? more.before.nextElementSibling : more.level.firstElementChild;
    const tree = more.level.closest('[data-tree]');
    more = null;
    if (next && tree) {
      stop(tree, next);
    }
  }
});

document.querySelectorAll('[data-tree]').forEach((tree) => {
  prepare(tree);
  reopen(tree).then(() => showCurrent(tree));
});
// An editor puts a new tree in the place of the old one, opened as it was.
document.body.addEventListener('tree:new', (event) => prepare(event.target));
