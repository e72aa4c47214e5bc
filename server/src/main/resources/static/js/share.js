// What a shared link opens. Its secret stands behind the '#', which a browser keeps to itself: it goes to the server in the
// body of a request and never in an address. The address in the browser stays whole, so that reloading and keeping it work.
import { toast } from './toast.js';

const form = document.querySelector('[data-share]');
const opening = document.querySelector('[data-share-opening]');

function wait(waiting) {
  form.hidden = waiting;
  opening.hidden = !waiting;
}

async function open(secret) {
  form.elements.token.value = secret;
  wait(true);
  try {
    // a link that opens nothing is answered by a page too, and that page is shown
    const answer = await fetch(form.getAttribute('action'), {
      method: 'POST',
      headers: { Accept: 'text/html' },
      body: new URLSearchParams(new FormData(form)),
    });
    window.htmx.swap('#main', await answer.text(), { swapStyle: 'outerHTML' }, { select: '#main' });
    document.getElementById('main').focus();
  } catch {
    wait(false);
    toast('The server cannot be reached. Check the connection and press "Open it"; your link is kept here.');
  }
}

if (form) {
  const secret = location.hash.slice(1);
  if (secret && secret !== 'main') {
    open(secret);
  }
  window.addEventListener('hashchange', () => location.reload());
}
