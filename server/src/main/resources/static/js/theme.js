// Light or dark: the device decides until the reader does. The choice is a cookie, so that the server sends the next page in
// the right colours from its first byte.
const button = document.querySelector('[data-theme-toggle]');
const device = window.matchMedia('(prefers-color-scheme: dark)');

function current() {
  return document.documentElement.dataset.theme || (device.matches ? 'dark' : 'light');
}

function show() {
  if (button) {
    button.textContent = current() === 'dark' ? 'Light colours' : 'Dark colours';
    button.hidden = false;
  }
}

if (button) {
  button.addEventListener('click', () => {
    const next = current() === 'dark' ? 'light' : 'dark';
    document.documentElement.dataset.theme = next;
    const secure = location.protocol === 'https:' ? '; Secure' : '';
    document.cookie = `theme=${next}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
    show();
  });
  device.addEventListener('change', show);
  show();
}
