// OpenID Connect, authorization code flow with PKCE, by hand: what any client of the realm does, readable in one page.

const { issuer, client } = document.body.dataset;
const here = location.origin + "/";
const endpoint = (name) => `${issuer}/protocol/openid-connect/${name}`;
const $ = (id) => document.getElementById(id);

const base64url = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const random = () => base64url(crypto.getRandomValues(new Uint8Array(32)));
const claims = (token) => {
  const bytes = Uint8Array.from(atob(token.split(".")[1].replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes));
};

// In the browser, not in the tab: a mail's link comes back in another one.
async function leaveFor(page) {
  const attempt = { verifier: random(), state: random(), nonce: random() };
  localStorage.setItem("attempt", JSON.stringify(attempt));
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(attempt.verifier));
  location.assign(endpoint(page) + "?" + new URLSearchParams({
    response_type: "code",
    scope: "openid profile email",
    client_id: client,
    redirect_uri: here,
    state: attempt.state,
    nonce: attempt.nonce,
    code_challenge: base64url(digest),
    code_challenge_method: "S256",
  }));
}

async function comeBack(answer) {
  const attempt = JSON.parse(localStorage.getItem("attempt") ?? "{}");
  localStorage.removeItem("attempt");
  history.replaceState(null, "", "/");
  if (answer.has("error")) {
    throw new Error(answer.get("error_description") ?? answer.get("error"));
  }
  if (!attempt.state || answer.get("state") !== attempt.state) {
    throw new Error("This answer does not belong to a login begun here. Please try again.");
  }
  const response = await fetch(endpoint("token"), {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "authorization_code",
      client_id: client,
      redirect_uri: here,
      code: answer.get("code"),
      code_verifier: attempt.verifier,
    }),
  });
  const tokens = await response.json();
  if (!response.ok) {
    throw new Error(tokens.error_description ?? tokens.error);
  }
  if (claims(tokens.id_token).nonce !== attempt.nonce) {
    throw new Error("This token was not asked for here. Please try again.");
  }
  sessionStorage.setItem("id_token", tokens.id_token);
}

function logOut() {
  const token = sessionStorage.getItem("id_token");
  sessionStorage.removeItem("id_token");
  location.assign(endpoint("logout") + "?" + new URLSearchParams({
    client_id: client,
    id_token_hint: token,
    post_logout_redirect_uri: here,
  }));
}

function show() {
  const token = sessionStorage.getItem("id_token");
  $("guest").hidden = Boolean(token);
  $("customer").hidden = $("identity").hidden = !token;
  if (token) {
    const customer = claims(token);
    const name = customer.name || customer.preferred_username;
    $("greeting").textContent = `Hello, ${customer.given_name || name}`;
    $("name").textContent = name;
    $("email").textContent = customer.email ?? "";
    $("customer-id").textContent = customer.sub;
  }
}

$("log-in").addEventListener("click", () => leaveFor("auth"));
$("register").addEventListener("click", () => leaveFor("registrations"));
$("log-out").addEventListener("click", logOut);
$("account").href = `${issuer}/account/?referrer=${client}&referrer_uri=${encodeURIComponent(here)}`;

const answer = new URLSearchParams(location.search);
try {
  if (answer.has("code") || answer.has("error")) {
    await comeBack(answer);
  }
} catch (problem) {
  $("problem").textContent = problem.message;
  $("problem").hidden = false;
}
show();
