// Passkeys: shown only where the browser can. The page brings the questions and forms bring the answers; nothing is fetched.
const able =
  window.PublicKeyCredential &&
  PublicKeyCredential.parseCreationOptionsFromJSON &&
  PublicKeyCredential.parseRequestOptionsFromJSON &&
  PublicKeyCredential.prototype.toJSON;

function say(place, words) {
  const problem = place.querySelector('[data-passkey-problem]');
  problem.textContent = words;
  problem.hidden = !words;
}

// The form's own submit would ask again; an answer that is there is sent.
async function answer(place, form, ask) {
  say(place, '');
  try {
    const credential = await ask();
    form.elements.credential.value = JSON.stringify(credential.toJSON());
    form.submit();
  } catch (error) {
    say(place, error.name === 'InvalidStateError'
      ? 'This device has a passkey for your account already.'
      : 'Nothing was done: the device said no, or you stopped it.');
  }
}

function prepare(root) {
  root.querySelectorAll('form[data-passkey-add]').forEach((form) => {
    form.hidden = !able;
    if (!able) {
      document.querySelectorAll('[data-passkey-missing]').forEach((line) => { line.hidden = false; });
      return;
    }
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(JSON.parse(form.dataset.passkeyAdd));
      answer(form, form, () => navigator.credentials.create({ publicKey }));
    });
  });
  root.querySelectorAll('[data-passkey-sign-in]').forEach((place) => {
    place.hidden = !able;
    if (!able) {
      return;
    }
    place.querySelector('button').addEventListener('click', () => {
      const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(JSON.parse(place.dataset.passkeySignIn));
      answer(place, place.querySelector('form'), () => navigator.credentials.get({ publicKey }));
    });
  });
}

prepare(document);
