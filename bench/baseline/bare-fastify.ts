import Fastify from 'fastify';

// What the door is compared with: one route that takes the body as bytes, looks at nothing and answers 202.
const app = Fastify();
app.removeAllContentTypeParsers();
app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
app.post('/events', (_request, reply) => reply.code(202).send({ id: '0'.repeat(32) }));

await app.listen({ host: '127.0.0.1', port: 0 });
const address = app.server.address();
process.send?.(typeof address === 'object' && address ? address.port : 0);
process.on('disconnect', () => process.exit(0));
