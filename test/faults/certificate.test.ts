import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Authority, type Credentials, makeAuthority } from '../support/certificate.ts';
import { loadsOf, type ProxyAnswer } from '../support/fault-proxy.ts';
import { ALL_CREATED, type FaultWorld, openFaultWorld } from '../support/fault-world.ts';
import { outcomesOf, unwrap } from '../support/product.ts';
import { openTlsFront, type TlsFront } from '../support/tls-front.ts';

const HOUR_MS = 3_600_000;

describe('the certificate of Odoo', () => {
  const trusted = getCACertificates('default');
  let authority: Authority;
  let world: FaultWorld;
  let front: TlsFront;

  beforeAll(() => {
    authority = makeAuthority();
    setDefaultCACertificates([...trusted, authority.certificate]);
  });
  afterAll(() => setDefaultCACertificates(trusted));

  beforeEach(async () => {
    world = await openFaultWorld({ concurrency: 1 });
    front = await openTlsFront(world.proxy.url, certificate(HOUR_MS));
    const secret = 'admin-api-key';
    unwrap(await world.app.connections.update(world.connectionId, { url: front.url, secret }));
  });
  afterEach(async () => {
    await front.close();
    await world.close();
  });

  const certificate = (validForMs: number) =>
    authority.issue({ address: '127.0.0.1', notAfter: new Date(Date.now() + validForMs) });

  it('is accepted: the run goes over TLS', async () => {
    const run = await world.run();
    expect([run.status, outcomesOf(run)]).toEqual(['completed', ALL_CREATED]);
    expect(front.handshakes).toBeGreaterThan(0);
    await world.check(run);
  });

  it('expires in mid-run: tried once, paused for the certificate, completed when resumed with a valid one', async () => {
    let handshakesBefore = 0;
    presentAfterLoad(2, certificate(-HOUR_MS), () => {
      handshakesBefore = front.handshakes;
    });
    const paused = await world.run();
    expect([paused.status, paused.pauseReason]).toEqual(['paused', 'certificate']);
    expect(paused.errorMessage).toMatch(/certificate .* not accepted \(CERT_HAS_EXPIRED\)/);
    expect(world.clock.waits).toEqual([]);
    // to read back what load 2 wrote, and for load 3: each once
    expect(front.handshakes).toBe(handshakesBefore + 2);
    expect(world.proxy.calls.filter(loadsOf())).toHaveLength(2);
    await world.check(paused);

    const handshakes = front.handshakes;
    unwrap(await world.app.runs.resume(paused.id));
    const still = await world.end(paused.id);
    expect([still.status, still.pauseReason]).toEqual(['paused', 'certificate']);
    expect(front.handshakes).toBe(handshakes + 1);

    front.present(certificate(HOUR_MS));
    unwrap(await world.app.runs.resume(paused.id));
    const run = await world.end(paused.id);
    expect([run.status, outcomesOf(run)]).toEqual(['completed', ALL_CREATED]);
    expect(world.proxy.calls.filter(loadsOf())).toHaveLength(9);
    await world.check(run);
  });

  it('is of nobody we trust: nothing is sent, the secret least of all', async () => {
    const stranger = makeAuthority();
    front.present(stranger.issue({ address: '127.0.0.1', notAfter: new Date(Date.now() + HOUR_MS) }));
    const paused = await world.run();
    expect([paused.status, paused.pauseReason]).toEqual(['paused', 'certificate']);
    expect(world.proxy.calls).toEqual([]);
  });

  it('is of another server: nothing is sent', async () => {
    front.present(authority.issue({ address: '127.0.0.2', notAfter: new Date(Date.now() + HOUR_MS) }));
    const paused = await world.run();
    expect([paused.status, paused.pauseReason]).toEqual(['paused', 'certificate']);
    expect(world.proxy.calls).toEqual([]);
  });

  /** With that answer Odoo ends every connection, so that the next call needs a new one. */
  function presentAfterLoad(load: number, credentials: Credentials, then: () => void): void {
    let loads = 0;
    const change = (answer: ProxyAnswer): ProxyAnswer => {
      front.present(credentials);
      then();
      return { ...answer, headers: { ...answer.headers, connection: 'close' } };
    };
    world.proxy.addFault({
      match: (call) => {
        if (!loadsOf()(call) || ++loads !== load) return false;
        world.proxy.closeIdle();
        return true;
      },
      action: { kind: 'change_answer', change },
    });
  }
});
