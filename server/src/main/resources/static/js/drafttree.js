// A draft's tree: what tree.js does for reading, and here what changes it. Every act goes to the server at once, which answers with the tree as
// it is then; the focus stays where it was. Statements are edited in place, and what is typed is kept on this device until the server has it.
// The search narrows the same tree to what was found and what leads there.
import { isWriting, keysAreOn } from './keys.js';
import { toast } from './toast.js';
import { inReading } from './tree.js';

const root = document.querySelector('[data-draft]');
const token = document.querySelector('meta[name="csrf"]');

function prepare() {
  const base = root.dataset.draft;
  const holder = root.querySelector('[data-drafttree]');
  const tools = root.querySelector('[data-edittools]');
  const state = document.querySelector('[data-savestate]');
  const live = root.querySelector('[data-announce]');
  const box = document.querySelector('form[role=search] [name=q]');
  const unsaved = `throughline.draft:${base}/`;
  const chosenIds = new Set();
  let cut = [];
  let anchor = null;
  let writing = null;
  let busy = Promise.resolve();
  let keeping = Promise.resolve();

  const tree = () => holder.querySelector('[role=tree]');
  const items = () => [...holder.querySelectorAll('[role=treeitem]:not(.treeitem--more)')];
  const shown = () => items().filter((item) => item.offsetParent !== null);
  const idOf = (item) => item.id.replace(/^i-/, '');
  const current = () => holder.querySelector('[role=treeitem][tabindex="0"]:not(.treeitem--more)') ?? items()[0];
  const rowOf = (item) => item.querySelector(':scope > .treeitem__row');
  const statementOf = (item) => rowOf(item).querySelector('.treeitem__statement').textContent;
  const chosen = () => [...holder.querySelectorAll('[role=treeitem][aria-selected="true"]')];
  const openIds = () => [...holder.querySelectorAll('[role=treeitem][aria-expanded="true"]')].map(idOf).join(',');
  const acted = () => {
    const several = chosen();
    return several.length ? several : [current()].filter(Boolean);
  };

  function say(sentence) {
    live.textContent = '';
    requestAnimationFrame(() => {
      live.textContent = sentence;
    });
  }

  function kept(at) {
    state.textContent = `Saved ${new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: 'short' }).format(new Date(at))}`;
    state.removeAttribute('data-trouble');
    const badge = document.querySelector('[data-draftstate]');
    if (badge?.dataset.draftstate === 'IDLE') {
      badge.textContent = 'Draft, not published yet';
    }
  }

  function trouble(sentence) {
    state.textContent = sentence;
    state.setAttribute('data-trouble', '');
  }

  function focus(id) {
    const item = (id && document.getElementById(id)) || current();
    if (item) {
      holder.querySelectorAll('[role=treeitem][tabindex="0"]').forEach((other) => other.setAttribute('tabindex', '-1'));
      item.setAttribute('tabindex', '0');
      item.focus();
      rowOf(item)?.scrollIntoView({ block: 'nearest' });
    }
  }

  async function send(address, fields, headers = {}) {
    const body = new URLSearchParams(fields);
    let response;
    try {
      response = await fetch(address, { method: 'POST', headers: { [token.dataset.header]: token.content, ...headers }, body, redirect: 'manual' });
    } catch {
      throw new Error('the server can’t be reached');
    }
    if (response.type === 'opaqueredirect') {
      throw new Error('you were signed out; sign in again in another tab, then try again');
    }
    if (!response.ok) {
      throw new Error(response.status === 401 || response.status === 403 ? 'you may not change this any more; sign in again if you were signed out' : `the server answered ${response.status}`);
    }
    return response;
  }

  /** One act after the other: each begins where the one before ended. */
  function act(what, fields = {}, about = acted()) {
    busy = busy.then(() => keeping).then(() => once(what, fields, about));
    return busy;
  }

  async function once(what, fields, about) {
    const values = new URLSearchParams({ do: what, ...fields });
    about.map(idOf).forEach((id) => values.append('item', id));
    values.append('open', openIds());
    values.append('q', sought.q);
    values.append('from', sought.from);
    state.textContent = 'Saving…';
    try {
      const response = await send(`${base}/edit`, values, { 'X-Tree': 'yes' });
      put(await response.text());
      const said = holder.querySelector('[data-said]');
      const sentence = said.dataset.sentence;
      if (said.dataset.said === 'refused') {
        trouble(`Not done: ${sentence}`);
      } else {
        kept(said.dataset.at);
      }
      focus(said.dataset.focus);
      say(sentence);
      if (said.dataset.said === 'done' && what === 'retire') {
        toast(sentence, `${base}/edit/undo/${said.dataset.act}`);
      }
      return said.dataset.said === 'done' ? said.dataset.focus : null;
    } catch (error) {
      trouble(`Not done: ${error.message}. The draft is as it was; nothing that was kept before is lost.`);
      say(`Not done: ${error.message}.`);
      return null;
    }
  }

  /** Another tree takes the place of this one; what is typed in it stays. */
  function put(html) {
    const typing = writing?.id;
    const adding = writing && !typing;
    if (adding) {
      writing.shell.remove();
    }
    holder.innerHTML = html;
    window.htmx.process(holder);
    tree()?.dispatchEvent(new CustomEvent('tree:new', { bubbles: true }));
    enrol();
    holder.querySelectorAll('[data-hit]').forEach((button) => {
      button.hidden = false;
    });
    if (typing) {
      writing = null;
      const item = document.getElementById(`i-${typing}`);
      if (item) {
        edit(item);
      }
    } else if (adding) {
      const place = document.getElementById(writing.beside);
      (place ?? holder.firstElementChild ?? holder).after(writing.shell);
      writing.words.focus();
    }
  }

  // Searching: the same tree, narrowed; Esc brings the whole back

  const foundBar = () => holder.querySelector('[data-found]');
  const bar = foundBar();
  let sought = { q: bar?.dataset.found ?? '', from: Number(bar?.dataset.foundFrom ?? 0) };
  let before = null;
  let asked = null;

  /** Brings the tree for these words; with none, the whole one, opened as it was and on the way to where one is. */
  async function look(q, from = 0, at = null) {
    asked?.abort();
    const mine = new AbortController();
    asked = mine;
    if (!sought.q && q) {
      before = openIds();
    }
    const address = new URL(`${base}/edit`, location.href);
    if (q) {
      address.searchParams.set('q', q);
    }
    if (from) {
      address.searchParams.set('from', from);
    }
    const shownAddress = address.href;
    const open = q ? (sought.q ? openIds() : '') : before;
    if (open && open.length < 6000) {
      address.searchParams.set('open', open);
    }
    if (at) {
      address.searchParams.set('at', at.replace(/^i-/, ''));
    }
    try {
      await busy;
      const response = await fetch(address, { headers: { 'X-Tree': 'yes' }, signal: mine.signal });
      if (!response.ok) {
        throw new Error(`the server answered ${response.status}`);
      }
      const html = await response.text();
      if (asked !== mine) {
        return false;
      }
      sought = { q, from };
      put(html);
      history.replaceState(history.state, '', shownAddress);
      say(q ? foundBar().dataset.foundSentence : 'The whole tree.');
      return true;
    } catch (error) {
      if (error.name !== 'AbortError') {
        trouble(`Not searched: ${error.message === 'Failed to fetch' ? 'the server can’t be reached' : error.message}.`);
      }
      return false;
    }
  }

  async function whole() {
    clearTimeout(typedTimer);
    if (box) {
      box.value = '';
    }
    const inTree = holder.contains(document.activeElement);
    const at = inTree ? current()?.id : null;
    if (sought.q && (await look('', 0, at)) && inTree) {
      focus(at);
    }
  }

  /** To the next or previous statement that was found, also beyond those that are shown. */
  async function hit(step) {
    const hits = [...holder.querySelectorAll('.treeitem--found')];
    if (!hits.length) {
      say('Nothing is searched for.');
      return;
    }
    const here = current();
    let next;
    if (step > 0) {
      next = hits.find((one) => here.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
    } else {
      next = hits.findLast((one) => here.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING);
    }
    if (!next) {
      const { foundFrom, foundTotal } = foundBar().dataset;
      const from = step > 0 ? Number(foundFrom) + hits.length : Number(foundFrom) - 300;
      if ((step > 0 && from < Number(foundTotal)) || (step < 0 && Number(foundFrom) > 0)) {
        await look(sought.q, Math.max(0, from));
        const more = [...holder.querySelectorAll('.treeitem--found')];
        next = step > 0 ? more[0] : more.at(-1);
      } else {
        say(step > 0 ? 'That was the last one.' : 'That was the first one.');
        return;
      }
    }
    for (let above = next.parentElement.closest('[role=treeitem]'); above; above = above.parentElement.closest('[role=treeitem]')) {
      above.setAttribute('aria-expanded', 'true');
    }
    focus(next.id);
  }

  let typedTimer;
  if (box) {
    const now = () => {
      clearTimeout(typedTimer);
      const q = box.value.trim();
      return q === sought.q ? Promise.resolve(true) : q ? look(q) : whole();
    };
    box.addEventListener('input', () => {
      clearTimeout(typedTimer);
      typedTimer = setTimeout(now, 200);
    });
    const first = async () => {
      await now();
      const item = holder.querySelector('.treeitem--found') ?? items()[0];
      if (item) {
        focus(item.id);
      }
    };
    box.form.addEventListener('submit', (event) => {
      event.preventDefault();
      first();
    });
    box.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') {
        event.preventDefault();
        whole();
      } else if (event.key === 'ArrowDown') {
        event.preventDefault();
        first();
      } else if (event.key === 'F3') {
        event.preventDefault();
        now().then(() => hit(event.shiftKey ? -1 : 1));
      }
    });
  }
  holder.addEventListener('click', (event) => {
    const step = event.target.closest('[data-hit]');
    const part = event.target.closest('[data-found-part], [data-whole]');
    if (step) {
      hit(Number(step.dataset.hit));
    } else if (part && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      if (part.matches('[data-whole]')) {
        whole();
      } else {
        look(sought.q, Number(new URL(part.href).searchParams.get('from') ?? 0));
      }
    }
  });

  // What others do comes by itself; where one works in the tree, a button offers it

  const offer = document.querySelector('[data-live-show]');
  let stale = false;
  const renew = () => {
    stale = false;
    return look(sought.q, sought.from, null);
  };
  document.addEventListener('workspace:news', (event) => {
    if (event.detail.kind === 'DRAFT' && !event.detail.mine) {
      if (writing || chosenIds.size || cut.length || holder.contains(document.activeElement)) {
        stale = true;
        if (offer) {
          offer.hidden = false;
        }
      } else {
        before = sought.q ? before : openIds();
        renew();
      }
    }
  });
  offer?.addEventListener('click', async () => {
    if (stale) {
      const at = current()?.id;
      before = sought.q ? before : openIds();
      await renew();
      focus(at);
    }
  });

  function choose(item, on) {
    item.setAttribute('aria-selected', String(on));
    if (on) {
      chosenIds.add(idOf(item));
    } else {
      chosenIds.delete(idOf(item));
    }
    say(`${statementOf(item)}, ${on ? 'chosen' : 'not chosen'}, ${chosen().length} chosen`);
  }

  function chooseNothing() {
    chosen().forEach((one) => one.setAttribute('aria-selected', 'false'));
    chosenIds.clear();
  }

  function chooseRange(from, to) {
    const all = shown();
    const [first, last] = [all.indexOf(from), all.indexOf(to)].sort((one, other) => one - other);
    chooseNothing();
    all.slice(Math.max(0, first), last + 1).forEach((one) => {
      one.setAttribute('aria-selected', 'true');
      chosenIds.add(idOf(one));
    });
    say(`${chosenIds.size} chosen`);
  }

  function takeUp(about) {
    items().forEach((item) => item.classList.remove('treeitem--cut'));
    cut = about.map(idOf);
    about.forEach((item) => item.classList.add('treeitem--cut'));
    tools.querySelectorAll('[data-do^=paste]').forEach((button) => {
      button.disabled = !cut.length;
    });
    say(cut.length === 1 ? `Cut ${statementOf(about[0])}. Go where it belongs and paste.` : `Cut ${cut.length} statements. Go where they belong and paste.`);
  }

  function paste(where) {
    const target = current();
    const about = cut.map((id) => document.getElementById(`i-${id}`) ?? { id: `i-${id}` });
    if (!about.length || !target || cut.includes(idOf(target))) {
      say('Cut something first, and paste it elsewhere.');
      return;
    }
    cut = [];
    tools.querySelectorAll('[data-do^=paste]').forEach((button) => {
      button.disabled = true;
    });
    act(where, { target: idOf(target) }, about);
  }

  // Editing in place

  function form(row, { statement, code, lang }, keep, leave) {
    const box = document.createElement('form');
    box.className = 'treeform';
    const field = (name, words, element) => {
      const label = document.createElement('label');
      label.className = 'hidden-words';
      label.textContent = words;
      element.className = `input treeform__${name}`;
      element.id = `treeform-${name}`;
      label.htmlFor = element.id;
      box.append(label, element);
      return element;
    };
    const codes = field('code', 'Code', document.createElement('input'));
    const words = field('statement', 'Statement', document.createElement('textarea'));
    codes.value = code;
    codes.placeholder = 'Code';
    words.value = statement;
    words.rows = Math.min(6, 1 + Math.floor(statement.length / 60));
    words.dir = 'auto';
    if (lang) {
      words.lang = lang;
    }
    const button = (label, kind, press, type = 'button') => {
      const element = document.createElement('button');
      element.type = type;
      element.className = `button button--${kind}`;
      element.textContent = label;
      if (press) {
        element.addEventListener('click', press);
      }
      box.append(element);
    };
    button('Keep', 'secondary', null, 'submit');
    button('Leave', 'quiet', () => leave());
    const values = () => ({ statement: words.value.trim(), code: codes.value.trim() });
    box.addEventListener('submit', (event) => {
      event.preventDefault();
      keep(values(), true);
    });
    box.addEventListener('keydown', (event) => {
      event.stopPropagation();
      if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        keep(values(), true);
      } else if (event.key === 'Escape') {
        event.preventDefault();
        leave();
      }
    });
    row.hidden = true;
    row.after(box);
    words.focus();
    words.setSelectionRange(words.value.length, words.value.length);
    return { box, words, codes, values };
  }

  const draftKey = (id) => unsaved + id;

  function edit(item) {
    if (!item || writing) {
      return;
    }
    const id = idOf(item);
    const address = `${base}/edit/items/${id}/text`;
    const row = rowOf(item);
    const first = { statement: statementOf(item), code: row.querySelector('.code')?.textContent ?? '' };
    const stored = JSON.parse(localStorage.getItem(draftKey(id)) ?? 'null');
    let known = { ...first, seen: -1 };
    let timer;
    let undecided = false;
    const done = (back = true) => {
      clearTimeout(timer);
      const open = writing;
      writing = null;
      open?.box.remove();
      row.hidden = false;
      if (back) {
        item.focus();
      }
    };
    const keep = (...how) => {
      keeping = keeping.then(() => keepNow(...how));
      return keeping;
    };
    const keepNow = async (values, close, { decided = false, back = true } = {}) => {
      clearTimeout(timer);
      if (!(await loading)) {
        loading = begin();
        if (!(await loading) && writing) {
          timer = setTimeout(() => keep(writing?.values(), false), 10_000);
          return;
        }
      }
      if (!writing || writing.id !== id) {
        return;
      }
      if (undecided && !decided) {
        say('Two texts are here. Take theirs, or keep what stands in the field.');
        return;
      }
      undecided = false;
      if (values.statement === known.statement && values.code === known.code) {
        localStorage.removeItem(draftKey(id));
        if (close) {
          done(back);
        }
        return;
      }
      state.textContent = 'Saving…';
      try {
        const answer = await (await send(address, { ...values, seen: known.seen }, { Accept: 'application/json' })).json();
        if (answer.outcome === 'refused') {
          trouble(`Not saved: ${answer.sentence} Your text is kept here.`);
          say(answer.sentence);
        } else if (answer.outcome === 'stale') {
          known = answer;
          both(answer, values);
        } else {
          known = answer;
          localStorage.removeItem(draftKey(id));
          show(item, answer);
          kept(answer.at);
          if (close) {
            done(back);
            say(`${answer.sentence} Saved.`);
          }
        }
      } catch (error) {
        trouble(`Not saved: ${error.message}. Your text is kept on this device, and saving is tried again.`);
        say('Not saved. Your text is kept on this device.');
        clearTimeout(timer);
        timer = setTimeout(() => keep(writing.values(), false), 10_000);
      }
    };
    const both = (answer, values) => {
      undecided = true;
      trouble(`Not saved: ${answer.by} changed this statement meanwhile. Choose or combine.`);
      writing.box.querySelector('.bothtexts')?.remove();
      const box = document.createElement('div');
      box.className = 'bothtexts';
      const side = (title, text, label, take) => {
        const part = document.createElement('div');
        const head = document.createElement('p');
        head.className = 'field__label';
        head.textContent = title;
        const said = document.createElement('p');
        said.dir = 'auto';
        said.textContent = text;
        const button = document.createElement('button');
        button.type = 'button';
        button.className = 'button button--secondary';
        button.textContent = label;
        button.addEventListener('click', take);
        part.append(head, said, button);
        box.append(part);
      };
      side(`${answer.by} wrote`, `${answer.code} ${answer.statement}`.trim(), 'Take theirs', () => {
        localStorage.removeItem(draftKey(id));
        show(item, answer);
        done();
        say('Their text stays.');
      });
      side('You wrote', `${values.code} ${values.statement}`.trim(), 'Keep mine', () => keep(writing.values(), true, { decided: true }));
      writing.box.append(box);
      say(`${answer.by} changed this statement meanwhile. Both texts are shown; the field still holds yours.`);
    };
    const leave = () => {
      localStorage.removeItem(draftKey(id));
      done();
    };
    const lang = row.querySelector('.treeitem__statement').lang;
    writing = form(row, { statement: stored?.statement ?? first.statement, code: stored?.code ?? first.code, lang }, keep, leave);
    writing.id = id;
    // The field is there at once; which text it began with is asked meanwhile.
    const begin = () =>
      fetch(address, { headers: { Accept: 'application/json' } })
      .then((response) => (response.ok ? response.json() : Promise.reject(new Error(`the server answered ${response.status}`))))
      .then((now) => {
        const values = writing?.values();
        const same = now.statement === first.statement && now.code === first.code;
        const untouched = values && values.statement === first.statement && values.code === first.code;
        known = now;
        if (!same && untouched) {
          writing.words.value = now.statement;
          writing.codes.value = now.code;
        } else if (!same && values) {
          both({ by: 'Somebody else', ...now }, values);
        }
      })
      .then(() => true)
      .catch(() => {
        trouble('The server can’t be reached. What you type is kept on this device, and saving is tried again.');
        return false;
      });
    let loading = begin();
    if (stored) {
      say('What you typed before and could not be saved stands here again.');
    }
    writing.box.addEventListener('input', () => {
      localStorage.setItem(draftKey(id), JSON.stringify(writing.values()));
      state.textContent = 'Not saved yet';
      clearTimeout(timer);
      timer = setTimeout(() => keep(writing.values(), false), 2500);
    });
    writing.retry = () => keep(writing.values(), false);
    writing.box.addEventListener('focusout', (event) => {
      if (writing && !writing.box.contains(event.relatedTarget) && document.hasFocus() && !writing.box.querySelector('.bothtexts')) {
        keep(writing.values(), true, { back: false });
      }
    });
  }

  function show(item, text) {
    const label = rowOf(item).querySelector('.treeitem__label');
    label.querySelector('.treeitem__statement').textContent = text.statement;
    let code = label.querySelector('.code');
    if (text.code && !code) {
      code = document.createElement('span');
      code.className = 'code';
      label.prepend(code, ' ');
    }
    if (code) {
      code.textContent = text.code;
    }
  }

  function add(where) {
    const beside = current();
    if (writing) {
      return;
    }
    const place = document.createElement('div');
    const after = beside ? (where === 'inside' ? rowOf(beside) : beside) : null;
    const shell = document.createElement(after && where !== 'inside' ? 'li' : 'div');
    shell.className = 'treenew';
    shell.setAttribute('role', 'none');
    shell.append(place);
    if (after) {
      after.after(shell);
    } else {
      holder.prepend(shell);
    }
    const leave = () => {
      localStorage.removeItem(draftKey('new'));
      writing = null;
      shell.remove();
      current()?.focus();
    };
    const keep = async (values) => {
      if (!values.statement) {
        leave();
        return;
      }
      const open = writing;
      writing = null;
      const fresh = await act('add', { ...values, where, ...(beside ? { target: idOf(beside) } : {}) }, []);
      if (fresh) {
        localStorage.removeItem(draftKey('new'));
        shell.remove();
      } else {
        writing = open;
        if (!shell.isConnected) {
          holder.prepend(shell);
        }
        open.words.focus();
        state.textContent += ' Your text is kept on this device; Enter tries again.';
      }
    };
    const stored = JSON.parse(localStorage.getItem(draftKey('new')) ?? 'null');
    writing = form(place, { statement: stored?.statement ?? '', code: stored?.code ?? '' }, keep, leave);
    writing.shell = shell;
    writing.beside = beside?.id;
    writing.box.addEventListener('input', () => {
      localStorage.setItem(draftKey('new'), JSON.stringify(writing.values()));
      state.textContent = 'Not saved yet';
    });
    say(
      (stored ? 'What you typed before and could not be saved stands here again. ' : '') +
        (where === 'inside' ? 'New statement inside. Enter keeps it.' : 'New statement after this one. Enter keeps it.'),
    );
  }

  const acts = {
    new: () => add('after'),
    newinside: () => add('inside'),
    edit: () => edit(current()),
    cut: () => takeUp(acted()),
    paste: () => paste('after'),
    pasteinside: () => paste('inside'),
    nexthit: () => hit(1),
    previoushit: () => hit(-1),
    undo: () => act('undo', {}, [current()].filter(Boolean)),
    redo: () => act('redo', {}, [current()].filter(Boolean)),
    open: () => {
      location.href = rowOf(current()).querySelector('.treeitem__label').href;
    },
  };
  const run = (what) => (acts[what] ? acts[what]() : acted().length && move(what));

  /** In a narrowed tree a statement moves among what is shown: past a hidden neighbour nothing would be seen to happen. */
  function move(what) {
    const step = sought.q ? { up: -1, in: -1, down: 1 }[what] : undefined;
    if (!step) {
      return act(what);
    }
    const here = step < 0 ? acted()[0] : acted().at(-1);
    let beside = step < 0 ? here.previousElementSibling : here.nextElementSibling;
    while (beside && !beside.matches('[role=treeitem]')) {
      beside = step < 0 ? beside.previousElementSibling : beside.nextElementSibling;
    }
    if (beside?.matches('.treeitem--more')) {
      return act(what);
    }
    return beside
      ? act({ up: 'before', down: 'after', in: 'inside' }[what], { target: idOf(beside) })
      : say('It can’t go further that way among what is shown.');
  }

  function word(event) {
    const command = event.ctrlKey || event.metaKey;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (command && !event.altKey) {
      return { x: 'cut', v: event.shiftKey ? 'pasteinside' : 'paste', z: event.shiftKey ? 'redo' : 'undo', y: 'redo' }[key];
    }
    if (event.altKey && !command) {
      return { ArrowUp: 'up', ArrowDown: 'down', ArrowRight: 'in', ArrowLeft: 'out' }[inReading(tree(), key)];
    }
    if (command || event.altKey) {
      return undefined;
    }
    if (event.key === 'F3') {
      return event.shiftKey ? 'previoushit' : 'nexthit';
    }
    const named = { Insert: 'new', Enter: 'edit', F2: 'edit', Delete: 'retire' }[key];
    return named ?? (keysAreOn() ? { n: event.shiftKey ? 'newinside' : 'new', o: 'open' }[key] : undefined);
  }

  holder.addEventListener(
    'keydown',
    (event) => {
      const item = event.target.closest('[role=treeitem]');
      if (!item || event.target !== item || item.matches('.treeitem--more') || isWriting(event.target)) {
        return;
      }
      const what = word(event);
      const all = shown();
      const at = all.indexOf(item);
      if (what) {
        event.preventDefault();
        event.stopPropagation();
        run(what);
      } else if (event.key === ' ') {
        event.preventDefault();
        event.stopPropagation();
        choose(item, item.getAttribute('aria-selected') !== 'true');
      } else if (event.shiftKey && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
        event.preventDefault();
        event.stopPropagation();
        const next = all[at + (event.key === 'ArrowDown' ? 1 : -1)];
        choose(item, true);
        if (next) {
          choose(next, true);
          focus(next.id);
        }
      } else if (event.key === 'Escape') {
        if (!chosenIds.size && !cut.length) {
          if (sought.q) {
            event.preventDefault();
            whole();
          }
        } else {
          chooseNothing();
          items().forEach((one) => one.classList.remove('treeitem--cut'));
          cut = [];
          say('Nothing is chosen.');
        }
      }
    },
    true,
  );

  // A click goes there; with Ctrl it chooses one more, with Shift all from there to here; a double click edits. The label's link is for a new
  // tab (middle button) and for pages without script.
  holder.addEventListener('click', (event) => {
    const item = event.target.closest('[role=treeitem]:not(.treeitem--more)');
    if (!item || event.target.closest('.treeitem__toggle, .treeform') || !event.target.closest('.treeitem__row')) {
      return;
    }
    event.preventDefault();
    if (event.ctrlKey || event.metaKey) {
      if (!chosenIds.size && current() !== item) {
        choose(current(), true);
      }
      choose(item, item.getAttribute('aria-selected') !== 'true');
    } else if (event.shiftKey) {
      chooseRange((anchor && document.getElementById(anchor)) ?? current(), item);
    } else if (chosenIds.size) {
      chooseNothing();
    }
    if (!event.shiftKey) {
      anchor = item.id;
    }
    focus(item.id);
  });
  holder.addEventListener('dblclick', (event) => {
    const item = event.target.closest('[role=treeitem]:not(.treeitem--more)');
    if (item && event.target.closest('.treeitem__row') && !event.target.closest('.treeitem__toggle')) {
      event.preventDefault();
      edit(item);
    }
  });
  // The toolbar is one stop for Tab, with arrows inside.
  const buttons = [...tools.querySelectorAll('[data-do]')];
  const stop = (button) => buttons.forEach((one) => one.setAttribute('tabindex', one === button ? '0' : '-1'));
  stop(buttons[0]);
  tools.addEventListener('focusin', (event) => stop(event.target.closest('[data-do]') ?? buttons[0]));
  tools.addEventListener('keydown', (event) => {
    const able = buttons.filter((one) => !one.disabled);
    const at = able.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: able.length - 1 }[event.key];
    if (to !== undefined && !event.altKey && !event.ctrlKey && able[to]) {
      event.preventDefault();
      able[to].focus();
    }
  });
  tools.addEventListener('click', (event) => {
    const button = event.target.closest('[data-do]');
    if (button) {
      run(button.dataset.do);
    }
  });

  // Drag and drop, as the extra: the upper third of a row is before it, the lower third after it, the middle inside.
  const place = (event, item) => {
    const box = rowOf(item).getBoundingClientRect();
    const part = (event.clientY - box.top) / box.height;
    return part < 0.33 ? 'before' : part > 0.67 ? 'after' : 'inside';
  };
  let dragged = [];
  holder.addEventListener('dragstart', (event) => {
    const item = event.target.closest?.('[role=treeitem]');
    if (item) {
      const several = chosen();
      dragged = several.includes(item) ? several : [item];
      event.dataTransfer.effectAllowed = 'move';
      event.dataTransfer.setData('text/plain', dragged.map(statementOf).join('\n'));
    }
  });
  holder.addEventListener('dragover', (event) => {
    const item = event.target.closest?.('[role=treeitem]:not(.treeitem--more)');
    holder.querySelectorAll('[data-drop]').forEach((one) => delete one.dataset.drop);
    if (item && dragged.length && !dragged.some((one) => one.contains(item))) {
      event.preventDefault();
      item.dataset.drop = place(event, item);
    }
  });
  holder.addEventListener('drop', (event) => {
    const item = event.target.closest?.('[data-drop]');
    if (item && dragged.length) {
      event.preventDefault();
      const where = item.dataset.drop;
      delete item.dataset.drop;
      act(where, { target: idOf(item) }, dragged);
      dragged = [];
    }
  });
  holder.addEventListener('dragend', () => {
    dragged = [];
    holder.querySelectorAll('[data-drop]').forEach((one) => delete one.dataset.drop);
  });

  function enrol() {
    holder.querySelectorAll('[role=treeitem]:not(.treeitem--more):not([aria-selected])').forEach((item) => {
      item.setAttribute('aria-selected', String(chosenIds.has(idOf(item))));
      const row = rowOf(item);
      row.draggable = true;
      row.querySelectorAll('a').forEach((link) => {
        link.draggable = false;
      });
      item.classList.toggle('treeitem--cut', cut.includes(idOf(item)));
    });
  }

  /** Tells of texts that an earlier visit could not save. */
  function remind() {
    const left = Object.keys(localStorage).filter((key) => key.startsWith(unsaved));
    if (left.length) {
      const id = left[0].slice(unsaved.length);
      trouble(
        id === 'new'
          ? 'A new statement that you typed could not be saved and is kept on this device: New brings it back.'
          : `What you typed in ${left.length === 1 ? 'a statement' : `${left.length} statements`} could not be saved and is kept on this device. `,
      );
      if (id !== 'new') {
        const link = document.createElement('a');
        link.href = `${base}/edit?at=${id}#i-${id}`;
        link.textContent = 'Go there and edit it: your text stands in the field.';
        state.append(link);
      }
    }
  }

  tools.hidden = false;
  enrol();
  holder.querySelectorAll('[data-hit]').forEach((button) => {
    button.hidden = false;
  });
  remind();
  document.body.addEventListener('htmx:afterSettle', enrol);
  window.addEventListener('online', () => writing?.retry?.());
  window.addEventListener('beforeunload', (event) => {
    if (writing && state.textContent.startsWith('Not ')) {
      event.preventDefault();
    }
  });
  if (location.hash.startsWith('#i-') && document.getElementById(location.hash.slice(1))) {
    focus(location.hash.slice(1));
  }
}

if (root?.dataset.editable) {
  prepare();
}
