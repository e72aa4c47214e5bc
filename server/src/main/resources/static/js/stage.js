// A workshop on a projector: one key for each step, a clock, and the whole screen. The keys click what carries them.
import { isWriting, keysAreOn } from './keys.js';

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || !keysAreOn()) {
    return;
  }
  if (isWriting(event.target) || document.querySelector('dialog[open]')) {
    return;
  }
  const key = event.key.toLocaleLowerCase();
  if (key === 'f') {
    event.preventDefault();
    if (document.fullscreenElement) {
      document.exitFullscreen();
    } else {
      document.documentElement.requestFullscreen();
    }
    return;
  }
  const target = document.querySelector(`[data-stage-key="${CSS.escape(key)}"]`);
  if (target) {
    event.preventDefault();
    if (target.matches('textarea')) {
      target.focus();
    } else {
      target.click();
    }
  }
});

const clock = document.querySelector('[data-clock]');
if (clock && clock.dataset.clock) {
  const since = Date.parse(clock.dataset.clock);
  const tick = () => {
    const seconds = Math.max(0, Math.floor((Date.now() - since) / 1000));
    clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  };
  tick();
  setInterval(tick, 1000);
}
