// A draft's tree: what tree.js does for reading, and here what changes it. Every act goes to the server at once, which answers with the tree as
// it is then; the focus stays where it was. Statements are edited in place, and what is typed is kept on this device until the server has it.
import { isWriting, keysAreOn } from './keys.js';
import { toast } from './toast.js';

const root = document.querySelector('[data-draft]');
const token = document.querySelector('meta[name="csrf"]');

function prepare() {
  const base = root.dataset.draft;
  const holder = root.querySelector('[data-drafttree]');
  const tools = root.querySelector('[data-edittools]');
  const state = document.querySelector('[data-savestate]');
  const live = root.querySelector('[data-announce]');
  let cut = [];
  let writing = null;
  let busy = Promise.resolve();

  const tree = () => holder.querySelector('[role=tree]');
  const items = () => [...holder.querySelectorAll('[role=treeitem]:not(.treeitem--more)')];
  const shown = () => items().filter((item) => item.offsetParent !== null);
  const idOf = (item) => item.id.replace(/^i-/, '');
  const current = () => holder.querySelector('[role=treeitem][tabindex="0"]:not(.treeitem--more)') ?? items()[0];
  const rowOf = (item) => item.querySelector(':scope > .treeitem__row');
  const statementOf = (item) => rowOf(item).querySelector('.treeitem__statement').textContent;
  const chosen = () => items().filter((item) => item.getAttribute('aria-selected') === 'true');
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
    const response = await fetch(address, {
      method: 'POST',
      headers: { [token.dataset.header]: token.content, ...headers },
      body,
      redirect: 'error',
    });
    if (!response.ok) {
      throw new Error(response.status === 401 || response.status === 403 ? 'you may not change this any more; sign in again if you were signed out' : `the server answered ${response.status}`);
    }
    return response;
  }

  /** One act after the other: each begins where the one before ended. */
  function act(what, fields = {}, about = acted()) {
    busy = busy.then(() => once(what, fields, about));
    return busy;
  }

  async function once(what, fields, about) {
    const values = new URLSearchParams({ do: what, ...fields });
    about.map(idOf).forEach((id) => values.append('item', id));
    values.append('open', items().filter((item) => item.getAttribute('aria-expanded') === 'true').map(idOf).join(','));
    state.textContent = 'Saving…';
    try {
      const response = await send(`${base}/edit`, values, { 'X-Tree': 'yes' });
      holder.innerHTML = await response.text();
      window.htmx.process(holder);
      tree()?.dispatchEvent(new CustomEvent('tree:new', { bubbles: true }));
      enrol();
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
      trouble(`Not saved: ${error.message}.`);
      say(`Not saved: ${error.message}.`);
      return null;
    }
  }

  function choose(item, on) {
    item.setAttribute('aria-selected', String(on));
    say(`${statementOf(item)}, ${on ? 'chosen' : 'not chosen'}, ${chosen().length} chosen`);
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

  const draftKey = (id) => `throughline.draft:${base}/${id}`;

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
    const keep = async (values, close, { decided = false, back = true } = {}) => {
      clearTimeout(timer);
      await loading;
      if (!writing) {
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
        trouble(`Not saved: ${error.message}. Your text is kept on this device.`);
        say('Not saved. Your text is kept on this device.');
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
    // The field is there at once; which text it began with is asked meanwhile.
    const loading = fetch(address, { headers: { Accept: 'application/json' } })
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
      .catch((error) => trouble(`It can't be saved now: ${error.message}. Your text is kept on this device.`));
    if (stored) {
      say('What you typed before and could not be saved stands here again.');
    }
    writing.box.addEventListener('input', () => {
      localStorage.setItem(draftKey(id), JSON.stringify(writing.values()));
      state.textContent = 'Not saved yet';
      clearTimeout(timer);
      timer = setTimeout(() => keep(writing.values(), false), 2500);
    });
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
      writing = null;
      shell.remove();
      beside?.focus();
    };
    const keep = async (values) => {
      if (!values.statement) {
        leave();
        return;
      }
      writing = null;
      const fresh = await act('add', { ...values, where, ...(beside ? { target: idOf(beside) } : {}) }, []);
      if (!fresh && shell.isConnected) {
        trouble('Not saved. Your text is kept in the field.');
      }
    };
    writing = form(place, { statement: '', code: '' }, keep, leave);
    say(where === 'inside' ? 'New statement inside. Enter keeps it.' : 'New statement after this one. Enter keeps it.');
  }

  const acts = {
    new: () => add('after'),
    newinside: () => add('inside'),
    edit: () => edit(current()),
    cut: () => takeUp(acted()),
    paste: () => paste('after'),
    pasteinside: () => paste('inside'),
    undo: () => act('undo', {}, [current()].filter(Boolean)),
    redo: () => act('redo', {}, [current()].filter(Boolean)),
    open: () => {
      location.href = rowOf(current()).querySelector('.treeitem__label').href;
    },
  };
  const run = (what) => (acts[what] ? acts[what]() : acted().length && act(what));

  function word(event) {
    const command = event.ctrlKey || event.metaKey;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (command && !event.altKey) {
      return { x: 'cut', v: event.shiftKey ? 'pasteinside' : 'paste', z: event.shiftKey ? 'redo' : 'undo', y: 'redo' }[key];
    }
    if (event.altKey && !command) {
      return { ArrowUp: 'up', ArrowDown: 'down', ArrowRight: 'in', ArrowLeft: 'out' }[key];
    }
    if (command || event.altKey) {
      return undefined;
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
        if (chosen().length || cut.length) {
          chosen().forEach((one) => one.setAttribute('aria-selected', 'false'));
          items().forEach((one) => one.classList.remove('treeitem--cut'));
          cut = [];
          say('Nothing is chosen.');
        }
      }
    },
    true,
  );

  // A click chooses, with Ctrl several; a double click edits. The label's link is for a new tab and for pages without script.
  holder.addEventListener('click', (event) => {
    const item = event.target.closest('[role=treeitem]:not(.treeitem--more)');
    if (!item || event.target.closest('.treeitem__toggle, .treeform') || !event.target.closest('.treeitem__row')) {
      return;
    }
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      choose(item, item.getAttribute('aria-selected') !== 'true');
    } else if (event.target.closest('.treeitem__label') && !event.shiftKey) {
      event.preventDefault();
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
    items().forEach((item) => {
      if (!item.hasAttribute('aria-selected')) {
        item.setAttribute('aria-selected', 'false');
      }
      rowOf(item).draggable = true;
      rowOf(item).querySelectorAll('a').forEach((link) => {
        link.draggable = false;
      });
      item.classList.toggle('treeitem--cut', cut.includes(idOf(item)));
    });
  }

  tools.hidden = false;
  enrol();
  document.body.addEventListener('htmx:afterSettle', enrol);
  window.addEventListener('beforeunload', (event) => {
    if (writing && localStorage.length && state.textContent.startsWith('Not saved')) {
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
