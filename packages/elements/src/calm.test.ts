import { expect } from '@open-wc/testing';
import { rise, stand, whenCalm } from './calm.js';
import { FakeClock } from './testing/fake-clock.js';

describe('what can wait', () => {
  let clock: FakeClock;
  let done: string[];
  const note = (word: string) => () => void done.push(word);

  beforeEach(() => {
    clock = new FakeClock();
    done = [];
  });
  afterEach(() => clock.restore());

  it('is done at once where no widget waits for its data', () => {
    whenCalm(note('now'));
    expect(done).to.deep.equal(['now']);
  });

  it('is done in order when the last widget stands, once', async () => {
    const [one, other] = [{}, {}];
    rise(one);
    rise(other);
    whenCalm(note('first'));
    whenCalm(note('second'));
    stand(one);
    expect(done).to.deep.equal([]);
    stand(other);
    stand(other);
    expect(done).to.deep.equal(['first', 'second']);
    await clock.advance(5_000);
    expect([done.length, clock.waiting]).to.deep.equal([2, 0]);
  });

  it('waits a second for a widget that never stands, and leaves nothing when called off', async () => {
    const hung = {};
    rise(hung);
    whenCalm(note('kept'));
    whenCalm(note('dropped'))();
    await clock.advance(999);
    expect(done).to.deep.equal([]);
    await clock.advance(1);
    expect([done, clock.waiting]).to.deep.equal([['kept'], 0]);
    stand(hung);
    expect(done).to.deep.equal(['kept']);
  });
});
