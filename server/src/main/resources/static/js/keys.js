// The two keys that work everywhere: ? for help, / for the search box. Keys without Ctrl or Alt can be switched off in the
// help itself, for people who speak to their computer (WCAG 2.1.4).
const STORED = 'throughline.keys';
const help = document.getElementById('keys');
const controls = document.querySelector('[data-keys-switch]');

/** Whether single keys act on this device. */
export function keysAreOn() {
  return localStorage.getItem(STORED) !== 'off';
}

/** Whether somebody is writing, so that a letter is a letter. */
export function isWriting(element) {
  return (
    element.isContentEditable ||
    element.matches('textarea, select, input:not([type=radio], [type=checkbox], [type=button], [type=submit])')
  );
}

if (controls) {
  const box = controls.querySelector('input');
  box.checked = keysAreOn();
  box.addEventListener('change', () => localStorage.setItem(STORED, box.checked ? 'on' : 'off'));
  controls.hidden = false;
}

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || !keysAreOn() || isWriting(event.target)) {
    return;
  }
  if (event.key === '?' && help && !document.querySelector('dialog[open]')) {
    event.preventDefault();
    help.showModal();
  } else if (event.key === '/') {
    const box = document.querySelector('[data-search]');
    if (box) {
      event.preventDefault();
      box.focus();
      box.select();
    }
  }
});
