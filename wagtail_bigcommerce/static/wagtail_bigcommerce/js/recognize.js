// Asks the hosted store who is signed in there, and has this site take its word for it. Without an answer nothing happens.

const form = document.querySelector("form[data-recognize]");

async function recognize() {
  const { origin, clientId } = form.dataset;
  const question = `${origin}/customer/current.jwt?app_client_id=${encodeURIComponent(clientId)}`;
  const answer = await fetch(question, { credentials: "include", headers: { Accept: "application/json" } });
  if (!answer.ok) {
    return;
  }
  const body = new FormData(form);
  // documented as JSON, and sent as text by some stores
  body.set("token", (await answer.text()).trim().replace(/^"|"$/g, ""));
  const response = await fetch(form.action, { method: "POST", body });
  if (response.ok && (await response.json()).signed_in) {
    location.reload();
  }
}

if (form) {
  recognize().catch(() => {});
}
