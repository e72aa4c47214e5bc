// Copy buttons appear only where copying works, and say what they did.
import { toast } from './toast.js';

function prepare(root) {
  root.querySelectorAll('[data-copy], [data-copy-text]').forEach((button) => {
    button.hidden = !navigator.clipboard;
  });
}

document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-copy], [data-copy-text]');
  if (!button) {
    return;
  }
  const element = button.dataset.copyText && document.getElementById(button.dataset.copyText);
  const text = element ? element.textContent : new URL(button.dataset.copy, location.href).href;
  try {
    await navigator.clipboard.writeText(text);
    toast(element ? 'Copied' : 'Link copied');
  } catch {
    toast('The browser did not allow copying. Select the text and copy it by hand.');
  }
});

prepare(document);
document.body.addEventListener('htmx:afterSwap', (event) => prepare(event.target));
