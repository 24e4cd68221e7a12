/**
 * Settings of the embedded server: one machine, a few connections, small memory. What is not named keeps
 * PostgreSQL's default; durability (fsync, synchronous_commit, full_page_writes) is never touched here.
 */
export const EMBEDDED_SETTINGS: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  max_connections: '60',
  shared_buffers: '64MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  effective_cache_size: '1GB',
  random_page_cost: '1.1',
  // Short queries only: compiling or parallelising them costs more than it saves.
  jit: 'off',
  max_parallel_workers_per_gather: '0',
  max_parallel_maintenance_workers: '1',
  max_worker_processes: '4',
  // Three I/O worker processes of PostgreSQL 18 would cost memory that a small machine does not gain from.
  io_method: 'sync',
  // Nobody replicates an embedded database.
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_logical_replication_workers: '0',
  // Few, spread-out checkpoints: after each of them every page is written whole once more.
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  autovacuum_max_workers: '2',
  autovacuum_naptime: '20s',
  log_min_messages: 'warning',
};
