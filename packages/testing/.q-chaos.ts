import { startPostgres } from '@railguard/solo/postgres/server';
import { createLog } from '@railguard/kit/log';
import { createPostgresQueue } from '@railguard/queue/postgres';
import { newUuid } from '@railguard/protocol/ids';
import { readFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import pg from 'pg';
const log = createLog('x','error');
if (process.argv[2] === 'consumer') {
  const q = createPostgresQueue({url: process.argv[3]!, log});
  q.consume('t', async (b) => { await new Promise(r=>setTimeout(r,5)); process.stdout.write(b.map(m=>m.id).join('\n')+'\n'); return b.map(()=>({kind:'ack'} as const)); }, {batchSize:200,maxAttempts:3,leaseMs:30000});
} else {
const server = await startPostgres({dataDir:'/tmp/q-smoke-data',password:'test',log: createLog('pg','fatal'),settings:{max_connections:'50'}} as any);
const url = server.url('postgres');
const c = new pg.Client(url); await c.connect();
await c.query('drop table if exists queue_message, queue_dead_letter, message_receipt cascade; drop sequence if exists queue_consumer_number');
await c.query(readFileSync('/work/main/packages/store/migrations/0004_queue.sql','utf8')); await c.end();
const seen = new Map<string, number>();
let buf = '';
function start(){ const p = spawn(process.execPath, [import.meta.filename,'consumer',url],{stdio:['ignore','pipe','inherit']}); let rest=''; p.stdout.on('data',(d)=>{ rest+=d; const l=rest.split('\n'); rest=l.pop()!; for(const id of l) seen.set(id,(seen.get(id)??0)+1); }); p.on('exit',(code,sig)=>{ if(sig!=='SIGKILL') console.log('consumer exit',code,sig)}); return p; }
let kids=[start(),start()];
const q = createPostgresQueue({url, log});
const acked = new Set<string>(); let rejected=0; let errs=new Set<string>(); let stop=false;
const pubs = Array.from({length:32}, async()=>{ while(!stop){ const id=newUuid(); try { await q.publish('t',[{id,headers:{},body:Buffer.alloc(500)}]); acked.add(id);} catch(e:any){ rejected++; errs.add(e.name); await new Promise(r=>setTimeout(r,50)); } await new Promise(r=>setTimeout(r,2)); } });
for (let i=0;i<6;i++){
  await new Promise(r=>setTimeout(r,3000));
  if (i%2) { const pid=Number(readFileSync('/tmp/q-smoke-data/postmaster.pid','utf8').split('\n')[0]); console.log('kill postmaster',pid, acked.size, seen.size); process.kill(pid,'SIGKILL'); }
  else { console.log('kill consumer', acked.size, seen.size); kids[i%4===0?0:1]!.kill('SIGKILL'); await new Promise(r=>setTimeout(r,500)); kids[i%4===0?0:1]=start(); }
}
await new Promise(r=>setTimeout(r,3000)); stop=true; await Promise.all(pubs);
const t=performance.now(); let depth;
for(;;){ await new Promise(r=>setTimeout(r,100)); try { depth=await q.depth('t'); if(depth.ready+depth.leased===0) break; } catch {} if(performance.now()-t>60000) break; }
const missing=[...acked].filter(id=>!seen.has(id));
console.log({acked:acked.size,seen:seen.size,rejected,errs:[...errs],missing:missing.length,repeats:[...seen.values()].filter(n=>n>1).length,depth,drainMs:performance.now()-t});
for(const k of kids) k.kill('SIGKILL');
await q.close(); await server.stop();
}
