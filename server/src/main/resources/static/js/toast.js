// Short words about what was just done. The region is polite: it never takes the focus. A toast with an undo stays until it is
// closed; others leave after ten seconds, unless somebody is reading them.
const region = document.getElementById('toasts');
const STAY_MS = 10_000;

function prepare(element) {
  const close = element.querySelector('[data-toast-close]');
  if (close) {
    close.hidden = false;
    close.addEventListener('click', () => element.remove());
  }
  if (!element.querySelector('form, .toast__undo')) {
    const leave = () => (element.matches(':hover, :focus-within') ? setTimeout(leave, STAY_MS) : element.remove());
    setTimeout(leave, STAY_MS);
  }
}

/**
 * Shows a sentence; one that stands there already comes anew, so that it is read again and does not pile up.
 * @param {string} message
 * @param {string} [undo] an address to post to for taking it back; the page is loaded again afterwards
 */
export function toast(message, undo) {
  const element = document.createElement('div');
  element.className = 'toast';
  const words = document.createElement('p');
  words.textContent = message;
  element.append(words);
  if (undo) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'toast__undo';
    button.textContent = 'Undo';
    button.addEventListener('click', async () => {
      await window.htmx.ajax('POST', undo, { source: button, swap: 'none' });
      location.reload();
    });
    element.append(button);
  }
  const close = document.createElement('button');
  close.type = 'button';
  close.className = 'toast__close';
  close.dataset.toastClose = '';
  close.setAttribute('aria-label', 'Close');
  close.textContent = '\u2715';
  element.append(close);
  region.querySelectorAll('.toast > p').forEach((said) => {
    if (said.textContent === message) {
      said.parentElement.remove();
    }
  });
  region.append(element);
  prepare(element);
}

if (region) {
  region.querySelectorAll('[data-toast]').forEach(prepare);
}

// The server may answer a request by htmx with the header HX-Trigger: {"toast":{"message":"…","undo":"/…"}}
document.body.addEventListener('toast', (event) => toast(event.detail.message ?? event.detail.value, event.detail.undo));
