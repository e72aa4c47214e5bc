// A box above a table that narrows the rows of this page while typing. What was typed stands in the address, so that back,
// reload and a copied link keep it.
function label(count, total, noun) {
  return count === total ? `${total} ${noun}` : `${count} of ${total} ${noun}`;
}

function prepare(box, index) {
  const table = box.querySelector('table');
  const rows = [...table.tBodies[0].rows];
  const texts = rows.map((row) => row.textContent.toLocaleLowerCase());
  const parameter = table.id ? `filter-${table.id}` : index === 0 ? 'filter' : `filter-${index + 1}`;

  const bar = document.createElement('div');
  bar.className = 'tablebox__filter';
  const words = document.createElement('label');
  const input = document.createElement('input');
  const count = document.createElement('span');
  input.type = 'search';
  input.className = 'input';
  input.id = `table-${parameter}`;
  input.dataset.search = '';
  words.htmlFor = input.id;
  words.textContent = 'Filter these rows';
  count.className = 'soft';
  count.setAttribute('role', 'status');
  bar.append(words, input, count);
  box.prepend(bar);

  const apply = () => {
    const sought = input.value.trim().toLocaleLowerCase().split(/\s+/);
    let shown = 0;
    rows.forEach((row, i) => {
      row.hidden = !sought.every((word) => texts[i].includes(word));
      shown += row.hidden ? 0 : 1;
    });
    count.textContent = label(shown, rows.length, box.dataset.noun);
  };
  input.addEventListener('input', () => {
    apply();
    const address = new URL(location.href);
    if (input.value.trim()) {
      address.searchParams.set(parameter, input.value.trim());
    } else {
      address.searchParams.delete(parameter);
    }
    history.replaceState(history.state, '', address);
  });
  input.value = new URL(location.href).searchParams.get(parameter) ?? '';
  apply();
}

document.querySelectorAll('[data-filter]').forEach(prepare);
