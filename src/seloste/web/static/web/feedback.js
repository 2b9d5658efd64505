/* Does a little work that a flood of machines would find dear: a number whose hash begins
   with zeros. Without this script the form works all the same, after a short wait. */
const BITS = 13;
const form = document.querySelector("[data-feedback]");

async function begins(challenge, number) {
  const text = new TextEncoder().encode(`${challenge}:${number}`);
  const digest = new DataView(await crypto.subtle.digest("SHA-256", text));
  return digest.getUint32(0) >>> (32 - BITS) === 0;
}

async function work(challenge) {
  for (let number = 0; ; number += 1) {
    if (await begins(challenge, number)) return String(number);
  }
}

if (form && globalThis.crypto?.subtle) {
  work(form.dataset.challenge).then((found) => {
    form.querySelector("[name=proof]").value = found;
    form.dataset.ready = "true";
  });
}
