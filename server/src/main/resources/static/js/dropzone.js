// A file input that also takes files dropped on it, and pasted ones where the page allows it (data-dropzone="page" takes a drop
// anywhere). Without script it is the file input that it is.
function size(bytes) {
  return bytes < 1024 ? `${bytes} bytes` : bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

function prepare(zone) {
  const input = zone.querySelector('input[type=file]');
  const chosen = zone.querySelector('[data-dropzone-chosen]');
  const field = zone.dataset.dropzone === 'page' ? document.body : zone;
  let depth = 0;

  // a file that would be refused is refused here, before it travels
  const most = Number(zone.dataset.mostBytes || Infinity);

  const show = () => {
    const large = [...input.files].find((file) => file.size > most);
    const words = large ? `${large.name} has ${size(large.size)}; ${size(most)} is the most that is taken here.` : '';
    input.setCustomValidity(words);
    zone.classList.toggle('field--wrong', Boolean(large));
    chosen.textContent = words || [...input.files].map((file) => `${file.name}, ${size(file.size)}`).join('; ');
  };
  const take = (files) => {
    if (!files.length) {
      return;
    }
    const taken = new DataTransfer();
    [...files].slice(0, input.multiple ? undefined : 1).forEach((file) => taken.items.add(file));
    input.files = taken.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  };
  const over = (on) => zone.classList.toggle('dropzone--over', on);
  const hasFiles = (event) => event.dataTransfer && [...event.dataTransfer.types].includes('Files');

  input.addEventListener('change', show);
  field.addEventListener('dragenter', (event) => {
    if (hasFiles(event)) {
      event.preventDefault();
      depth++;
      over(true);
    }
  });
  field.addEventListener('dragover', (event) => {
    if (hasFiles(event)) {
      event.preventDefault();
    }
  });
  field.addEventListener('dragleave', () => {
    depth = Math.max(0, depth - 1);
    over(depth > 0);
  });
  field.addEventListener('drop', (event) => {
    if (hasFiles(event)) {
      event.preventDefault();
      depth = 0;
      over(false);
      take(event.dataTransfer.files);
    }
  });
  document.addEventListener('paste', (event) => {
    if (event.clipboardData?.files.length) {
      event.preventDefault();
      take(event.clipboardData.files);
    }
  });
  show();
}

document.querySelectorAll('[data-dropzone]').forEach(prepare);
