// A certified OpenID provider that signs in one person by itself, for the tests.
//
// It reads one line of JSON on standard input (the client, both sides' keys, the
// person) and writes one: where it listens. It ends when standard input does.
// Tests set its clock, and may break one answer: see /test/ below.

import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import Provider from 'oidc-provider';

const lines = createInterface({ input: process.stdin });
const given = JSON.parse((await lines[Symbol.asyncIterator]().next()).value);
process.stdin.on('end', () => process.exit(0));
process.stdin.resume();

// The clock that tests set; everything of the provider reads it.
const RealDate = Date;
let offset = 0;
globalThis.Date = class extends RealDate {
  constructor(...words) { super(...(words.length ? words : [RealDate.now() + offset])); }
  static now() { return RealDate.now() + offset; }
};

let login = { ...given.login };
const listener = createServer((request, response) => answer(request, response));
await new Promise((ready) => listener.listen(0, '127.0.0.1', ready));
const issuer = `http://127.0.0.1:${listener.address().port}`;

const provider = new Provider(issuer, {
  clients: [given.client],
  jwks: given.jwks,
  acrValues: given.levels,
  scopes: ['openid', 'profile'],
  claims: {
    acr: null, auth_time: null, iss: null, openid: ['sub'],
    profile: Object.keys(given.person),
  },
  conformIdTokenClaims: false,
  clockTolerance: 60,
  cookies: { keys: ['only-for-tests'] },
  pkce: { required: () => true, methods: ['S256'] },
  features: {
    devInteractions: { enabled: false },
    encryption: { enabled: true },
    requestObjects: { request: true, mode: 'strict', requireSignedRequestObject: true },
    pushedAuthorizationRequests: { enabled: true },
  },
  enabledJWA: {
    clientAuthSigningAlgValues: ['RS256', 'PS256', 'ES256'],
    idTokenEncryptionAlgValues: ['RSA-OAEP-256', 'RSA-OAEP', 'ECDH-ES', 'ECDH-ES+A256KW'],
    idTokenSigningAlgValues: ['RS256', 'PS256', 'ES256'],
    requestObjectSigningAlgValues: ['RS256', 'PS256', 'ES256'],
  },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...given.person }) }),
  ttl: { Interaction: 600, Session: 600, Grant: 600, IdToken: 300, AccessToken: 60 },
});

async function signIn(request, response) {
  const details = await provider.interactionDetails(request, response);
  const { params } = details;
  if (login.refuses) {
    const result = { error: 'access_denied', error_description: 'the person went away' };
    return provider.interactionFinished(request, response, result);
  }
  const grant = new provider.Grant({ accountId: login.accountId, clientId: params.client_id });
  grant.addOIDCScope(params.scope);
  const result = {
    login: {
      accountId: login.accountId, acr: login.acr,
      ts: Math.floor(Date.now() / 1000) - (login.ago || 0),
    },
    consent: { grantId: await grant.save() },
  };
  return provider.interactionFinished(request, response, result);
}

async function test(request, response) {
  let body = '';
  for await (const part of request) body += part;
  const words = JSON.parse(body || '{}');
  if ('now' in words) offset = words.now - RealDate.now();
  login = { ...given.login, ...words.login };
  response.end('{}');
}

function answer(request, response) {
  const handler = request.url.startsWith('/interaction/') ? signIn
    : request.url.startsWith('/test/') ? test : provider.callback();
  Promise.resolve(handler(request, response)).catch((error) => {
    response.statusCode = 500;
    response.end(String(error));
  });
}

if (given.verbose) {
  for (const name of ['authorization.error', 'grant.error', 'server_error', 'pushed_authorization_request.error']) {
    provider.on(name, (_, error) => console.error(name, error.message, error.error_description, error.error_detail));
  }
}
process.stdout.write(`${JSON.stringify({ issuer })}\n`);
