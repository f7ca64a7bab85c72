import { Counter, Histogram, Registry } from 'prom-client';

/** What the gateway counts, in a registry of its own so that two gateways in one process don't mix. */
export class Metrics {
  readonly registry = new Registry();
  readonly httpSeconds = new Histogram({
    name: 'tessera_http_seconds', help: 'Time to answer, by route of the contract and status',
    labelNames: ['route', 'status'], buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5], registers: [this.registry],
  });
  readonly events = new Counter({
    name: 'tessera_events_total', help: 'Facts told to users, by type: payments by result, claims, uses, energy', labelNames: ['type'], registers: [this.registry],
  });
  readonly supplierCircuits = new Counter({
    name: 'tessera_supplier_circuit_total', help: 'Suppliers that were left alone (open) after failing again and again, and that answered again (closed)', labelNames: ['supplier', 'to'], registers: [this.registry],
  });
  readonly fuseTrips = new Counter({ name: 'tessera_fuse_trips_total', help: 'Campaigns that gave more than was planned and were paused', registers: [this.registry] });
  readonly streams = new Histogram({
    name: 'tessera_stream_seconds', help: 'How long event streams stayed open', buckets: [1, 10, 60, 300, 900], registers: [this.registry],
  });
}
