// Copy buttons appear only where copying works, and say what they did.
import { toast } from './toast.js';

function prepare(root) {
  root.querySelectorAll('[data-copy]').forEach((button) => {
    button.hidden = !navigator.clipboard;
  });
}

document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-copy]');
  if (!button) {
    return;
  }
  const text = new URL(button.dataset.copy, location.href).href;
  try {
    await navigator.clipboard.writeText(text);
    toast('Link copied');
  } catch {
    toast('The browser did not allow copying. Select the address and copy it by hand.');
  }
});

prepare(document);
document.body.addEventListener('htmx:afterSwap', (event) => prepare(event.target));
