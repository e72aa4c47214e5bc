// Requests by htmx: the form token goes along as a header, and a failure is said instead of swallowed.
import { toast } from './toast.js';

const token = document.querySelector('meta[name="csrf"]');

document.body.addEventListener('htmx:configRequest', (event) => {
  if (token && event.detail.verb !== 'get') {
    event.detail.headers[token.dataset.header] = token.content;
  }
});

document.body.addEventListener('htmx:responseError', (event) => {
  const status = event.detail.xhr.status;
  toast(
    status === 401 || status === 403
      ? 'That was refused. Reload the page, sign in again if it asks you to, and try once more.'
      : `That did not work: the server answered ${status}. Reload the page to see what was kept.`,
  );
});

document.body.addEventListener('htmx:sendError', () => {
  toast('The server cannot be reached. Check the connection and try again; nothing here was lost.');
});
